"""What the pages of votes ask, and whether the answers can be used."""
