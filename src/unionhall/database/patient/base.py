"""A database that starts again is waited for; one that stays away keeps nobody waiting.

Each thread keeps its connection for some minutes, and Django looks whether it is good before it's used.
"""

from time import monotonic, sleep

from django.db.backends.postgresql import base
from psycopg import OperationalError, _queries

from unionhall.database.connections import PATIENCE

PAUSE_SECONDS = 0.1
# psycopg looks through each statement for its gaps, and remembers only short ones: a move's are longer.
_queries.MAX_CACHED_STATEMENT_LENGTH = 16_384
_queries.MAX_CACHED_STATEMENT_PARAMS = 512
_away_since: dict[str, float] = {}


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, but for how it connects."""

    def connect(self) -> None:
        """Connect; where that fails, try again for as long as the patience of the settings lasts.

        It runs for all threads of the process from the moment when the first found the database away, so that
        nobody queues for one that does not come back.
        """
        while True:
            try:
                super().connect()
            except OperationalError:
                if not self._may_come_back():
                    raise
                sleep(PAUSE_SECONDS)
            else:
                _away_since.pop(self.alias, None)
                return

    def _may_come_back(self) -> bool:
        patience: float = self.settings_dict.get(PATIENCE, 0)
        return monotonic() - _away_since.setdefault(self.alias, monotonic()) < patience
