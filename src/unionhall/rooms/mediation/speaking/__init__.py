"""Who speaks for the side that asked."""
