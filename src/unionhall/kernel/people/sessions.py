"""Signing in and out of the hall: what a session says of itself, and how it ends."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from unionhall.kernel.people.browsers import words_for
from unionhall.kernel.people.models import Session
from unionhall.kernel.people.session_store import BROWSER, SINCE


def begin(request: HttpRequest) -> None:
    """Write down where and when a person signed in; Django has given the session a new key before."""
    request.session[BROWSER] = words_for(request.headers.get("User-Agent", ""))
    request.session[SINCE] = datetime.now(tz=UTC).timestamp()


def name_of(key: str) -> str:
    """What a page may call a session, since whoever knows its key has it."""
    return salted_hmac("unionhall.session", key).hexdigest()[:20]


def is_valid(row: Any, person: Any) -> bool:
    """Whether a session still opens the hall: a new password closes those begun with the old one."""
    known = row.get_decoded().get(HASH_SESSION_KEY, "")
    return constant_time_compare(known, person.get_session_auth_hash())


def end_all(person_pk: int, *, but: str | None = None) -> int:
    """Sign a person out everywhere, or everywhere else; how many sessions ended."""
    ended, _each = Session.objects.filter(person_id=person_pk).exclude(session_key=but or "").delete()
    return ended
