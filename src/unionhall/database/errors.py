"""What can go wrong with the database before it answers."""

OTHERS_KEEP = 75  # exit code of a keeper that finds another one at work


class DatabaseFailed(Exception):
    """The database can't be started or reached; the message is for the operator."""
