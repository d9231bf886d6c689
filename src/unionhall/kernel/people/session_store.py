"""Django's sessions in a table of our own, which knows whose they are, and nobody's cookie.

A row's key is a digest of what the browser has: whoever reads the table can't come in by it. Nor do they
learn when somebody came: the moments that the sign-in needs lie encrypted, and the columns know days.
"""

import json
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from hashlib import sha256
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.db import transaction
from django.utils.http import base36_to_int

from unionhall.database.questions import Gap, Question, ask

BROWSER, SINCE = "hall_browser", "hall_since"
OFFICER = "hall_officer"  # from the sign-in on, or since its person gained an office
GAINED = "hall_gained"  # when they did, if the session is older: from then on it ends as an officer's
BEGUN = "account_login"  # where allauth keeps whose sign-in waits for its next step: it ends with the others
LONGEST = timedelta(days=14)
DIGITS = 40  # of the digest, 160 bits: as many as the column takes
NO_MOMENT = 0  # stands in the open in what Fernet writes, where else the moment of writing does


def row_key(session_key: str | None) -> str:
    """Under which key the session with this cookie stands; the cookie has 165 random bits."""
    return sha256((session_key or "").encode()).hexdigest()[:DIGITS]


class SessionStore(DatabaseSessions):
    """Keeps beside each session whose it is, in which browser and since when: no address, nothing else."""

    person: Any = None  # whose it is, as read with it

    @classmethod
    def get_model_class(cls) -> Any:
        return apps.get_model("people", "Session")

    def _get_session_from_db(self) -> Any:
        """Asked with every page of who is signed in, so its SQL is made once."""
        (found,) = ask(_running()(key=row_key(self.session_key), now=datetime.now(tz=UTC)))
        row = next(iter(found), None)
        if row is None:
            self._session_key = None
        self.person = row.person if row else None
        return row

    def save(self, must_create: bool = False) -> None:
        """Write it; an office that its person gained since it was read stays written in it.

        1. Lock the row.  2. Take over what `gaining` wrote.  3. Write, so that neither writes over the other.
        """
        if must_create or not self.session_key:
            super().save(must_create)
            return
        with transaction.atomic():
            rows = self.get_model_class().objects.filter(session_key=row_key(self.session_key))
            written: dict[str, Any] = next((row.get_decoded() for row in rows.select_for_update()), {})
            if written.get(GAINED, 0) > self.get(GAINED, 0):
                self.update({name: written[name] for name in (OFFICER, GAINED)})
            super().save()

    def exists(self, session_key: str) -> bool:
        return super().exists(row_key(session_key))

    def delete(self, session_key: str | None = None) -> None:
        if key := session_key or self.session_key:
            super().delete(row_key(key))

    def encode(self, plain: dict[str, Any]) -> str:
        """Encrypted: the moments of a sign-in and of a proof of who one is are for the hall alone."""
        written = json.dumps(plain).encode()
        return _cipher(settings.SECRET_KEY).encrypt_at_time(written, NO_MOMENT).decode()

    def decode(self, sealed: bytes | str) -> dict[str, Any]:
        try:
            found: dict[str, Any] = json.loads(_cipher(settings.SECRET_KEY).decrypt(sealed))
        except (InvalidToken, ValueError):
            return {}
        return found

    def create_model_instance(self, kept: dict[str, Any]) -> Any:
        row: Any = super().create_model_instance(kept)
        row.session_key = row_key(row.session_key)
        row.person_id = kept.get("_auth_user_id") or _begun_by(kept)
        row.expire_date = day_of(row.expire_date)
        row.browser = kept.get(BROWSER, "")
        since = kept.get(SINCE)
        row.since = day_of(datetime.fromtimestamp(since, tz=UTC)) if since else None
        if row.since:  # used or not, a sign-in is over after so long
            row.expire_date = min(row.expire_date, row.since + LONGEST)
        return row


def _begun_by(kept: dict[str, Any]) -> int | None:
    """Whose sign-in waits for its next step; allauth writes it to the base of 36."""
    written = (kept.get(BEGUN) or {}).get("user_pk")
    return base36_to_int(written) if written else None


def day_of(moment: datetime) -> datetime:
    """When the day of a moment began, in UTC."""
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


@lru_cache(maxsize=1)
def _cipher(secret: str) -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(f"sessions {secret}".encode()).digest()))


@cache
def _running() -> Question[Any]:
    """A session that is not over; made late, since the models need this module."""
    sessions = SessionStore.get_model_class().objects
    running = sessions.filter(session_key=Gap("key"), expire_date__gt=Gap("now"))
    return Question(lambda: running.select_related("person"))
