"""What the pages of mediation ask."""
