"""What the desk sends to people who have no inbox."""
