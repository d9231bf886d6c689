"""The boards: whether the desk keeps its word, month by month, from what was published for each."""
