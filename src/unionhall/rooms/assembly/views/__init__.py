"""The pages of meetings; those of moves that need more than questions."""
