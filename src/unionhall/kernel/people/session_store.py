"""Django's sessions in a table of our own, which knows whose they are."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions

BROWSER, SINCE = "hall_browser", "hall_since"
LONGEST = timedelta(days=14)


class SessionStore(DatabaseSessions):
    """Keeps beside each session whose it is, in which browser and since when: no address, nothing else."""

    @classmethod
    def get_model_class(cls) -> Any:
        return apps.get_model("people", "Session")

    def create_model_instance(self, kept: dict[str, Any]) -> Any:
        row: Any = super().create_model_instance(kept)
        row.person_id = kept.get("_auth_user_id")
        row.browser = kept.get(BROWSER, "")
        since = kept.get(SINCE)
        row.since = datetime.fromtimestamp(since, tz=UTC) if since else None
        if row.since:  # used or not, a sign-in is over after so long
            row.expire_date = min(row.expire_date, row.since + LONGEST)
        return row
