"""A database that starts again is waited for; one that stays away keeps nobody waiting.

Each thread keeps its connection for some minutes, and Django looks whether it is good before it's used.
"""

from select import POLLIN, poll
from time import monotonic, sleep
from typing import Any

from django.db.backends.postgresql import base
from psycopg import OperationalError, _queries

from unionhall.database.connections import PATIENCE

PAUSE_SECONDS = 0.1
FRESH_SECONDS = 1.0  # for so long a connection that was used is good, if nothing came in since
# psycopg looks through each statement for its gaps, and remembers only short ones: a move's are longer.
_queries.MAX_CACHED_STATEMENT_LENGTH = 16_384
_queries.MAX_CACHED_STATEMENT_PARAMS = 512
_away_since: dict[str, float] = {}


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, but for how it connects and what it asks of a connection that was used just now."""

    _used_at = 0.0

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

    def create_cursor(self, name: str | None = None) -> Any:
        self._used_at = monotonic()
        return super().create_cursor(name)

    def is_usable(self) -> bool:
        """Whether it is good; without a question where it is fresh, since every page asks this."""
        return self._is_fresh() or super().is_usable()

    def _is_fresh(self) -> bool:
        """Whether it was used just now without an error, and the database neither said a word nor hung up."""
        raw = self.connection
        if raw is None or raw.closed or self.errors_occurred or monotonic() - self._used_at > FRESH_SECONDS:
            return False
        heard = poll()
        heard.register(raw.fileno(), POLLIN)
        return not heard.poll(0)

    def _may_come_back(self) -> bool:
        patience: float = self.settings_dict.get(PATIENCE, 0)
        return monotonic() - _away_since.setdefault(self.alias, monotonic()) < patience
