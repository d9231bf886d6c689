"""The board: where disputes end and how long it took, of published numbers only."""
