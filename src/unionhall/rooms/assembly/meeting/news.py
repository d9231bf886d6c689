"""Telling a thousand followers cheaply that nothing is new, and what is, made once for all of them.

A page that somebody may read carries a pass, by which its script asks without signing in each time. It opens
what every member of the place reads of this one meeting, for as long as a meeting takes.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from django.core import signing

from unionhall.rooms.assembly.models import Log

HOLDS = 12 * 3_600  # seconds that a pass is good
FRESH = 0.2  # seconds for which a process believes what it knows
MOST = 64  # fragments that a process keeps
_signer = signing.TimestampSigner(salt="assembly.follow")
_versions: dict[int, tuple[float, str]] = {}
_made: OrderedDict[tuple[int, str, str], tuple[str, bytes]] = OrderedDict()
_making = threading.Lock()


def pass_for(meeting: int, view: str, language: str) -> str:
    """What a page of that meeting asks by; it holds for this view in this language."""
    return _signer.sign(f"{meeting}.{view}.{language}")


def opened_by(given: str) -> tuple[int, str, str] | None:
    """The meeting, the view and the language for which a pass is good; None for any other words."""
    try:
        meeting, view, language = _signer.unsign(given, max_age=HOLDS).split(".")
    except (signing.BadSignature, ValueError):
        return None
    return int(meeting), view, language


def version(meeting: int) -> str:
    """Another one after each line of the log and each change of the agenda; empty for no meeting.

    A process asks the database at most each fifth of a second.
    """
    asked_at, known = _versions.get(meeting, (0.0, ""))
    now = time.monotonic()
    if now - asked_at < FRESH:
        return known
    found = Log.objects.filter(pk=meeting).values_list("journal_length", "matter__journal_length").first()
    known = f"{found[0]}.{found[1]}" if found else ""
    if len(_versions) > MOST:
        _versions.clear()
    _versions[meeting] = (now, known)
    return known


def stale(meeting: int) -> None:
    """Ask the database anew the next time: whoever just did something must see it."""
    _versions.pop(meeting, None)


def made(meeting: int, view: str, language: str, at: str, make: Callable[[], str]) -> bytes:
    """What all followers of a view read of that version: the first to ask makes it, the others wait."""
    named = (meeting, view, language)
    with _making:
        known = _made.get(named)
        if known is None or known[0] != at:
            known = (at, make().encode())
            _made[named] = known
        _made.move_to_end(named)
        while len(_made) > MOST:
            _made.popitem(last=False)
        return known[1]


def forget() -> None:
    """What this process knows of all meetings is forgotten, as if it had just begun."""
    _versions.clear()
    _made.clear()
