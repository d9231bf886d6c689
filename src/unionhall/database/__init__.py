"""The database: an embedded PostgreSQL that the processes of one home share, or the one in DATABASE_URL."""

from unionhall.database.connections import settings
from unionhall.database.errors import DatabaseFailed
from unionhall.database.joining import Session, running

__all__ = ["DatabaseFailed", "Session", "running", "settings"]
