"""A whole meeting in one file, which anybody can check without the hall and without a database."""
