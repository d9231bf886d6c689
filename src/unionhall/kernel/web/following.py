"""Pages that follow something by themselves: a thousand are told cheaply that nothing is new, and what is.

A page that somebody may read carries a pass, by which its script asks without a session. It opens one view of
one matter that lies open, in one language, for as long as a meeting takes. What is new is made once for all.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from django.core import signing
from django.db import Error

from unionhall.kernel.contract import News
from unionhall.kernel.rooms import room

HEADER = "X-Pass"  # in which a page's script says its pass
HOLDS = 12 * 3_600  # seconds that a pass is good
FRESH = 0.2  # seconds for which a process believes what it knows
MOST = 64  # versions and parts of pages that a process keeps
HEADERS = [
    ("Cache-Control", "private, no-store"),
    ("Content-Security-Policy", "default-src 'none'"),
    ("X-Content-Type-Options", "nosniff"),
]
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Followed(NamedTuple):
    """One view of one matter in one language."""

    room: str
    matter: int
    view: str
    language: str


_signer = signing.TimestampSigner(salt="kernel.following")
_versions: dict[tuple[str, int], tuple[float, str]] = {}
_made: OrderedDict[Followed, tuple[str, bytes]] = OrderedDict()
_making: dict[Followed, threading.Lock] = {}
_keeping = threading.Lock()  # of both tables above, for a moment


def pass_for(followed: Followed) -> str:
    """What a page asks by; whoever gives it has asked before whether its reader may see the matter."""
    return _signer.sign(".".join(str(each) for each in followed))


def opened_by(given: str) -> Followed | None:
    """What a pass is good for; None for one that is too old, and for any other words."""
    known = _read(given)
    return known[0] if known and 0 <= time.time() - known[1] <= HOLDS else None


@lru_cache(maxsize=4_096)
def _read(given: str) -> tuple[Followed, float] | None:
    try:
        said, when, _seal = given.rsplit(":", 2)
        _signer.unsign(given)
        label, matter, view, language = said.split(".")
        return Followed(label, int(matter), view, language), signing.b62_decode(when)
    except (signing.BadSignature, ValueError):
        return None


def version(followed: Followed) -> str:
    """Which version of it there is; a process asks its room at most each fifth of a second."""
    named = (followed.room, followed.matter)
    asked_at, known = _versions.get(named, (0.0, ""))
    now = time.monotonic()
    if now - asked_at < FRESH:
        return known
    news = News.of(room(followed.room))
    known = news.version(followed.matter) if news else ""
    if len(_versions) > MOST:
        _versions.clear()
    _versions[named] = (now, known)
    return known


def stale(followed: Followed) -> None:
    """Ask the room anew the next time: whoever just did something must see it."""
    _versions.pop((followed.room, followed.matter), None)


def made(followed: Followed, at: str, make: Callable[[], str]) -> bytes:
    """What all followers of a view read of that version: the first to ask makes it, the others wait."""
    with _keeping:
        making = _making.setdefault(followed, threading.Lock())
    with making:
        known = _made.get(followed)
        if known is None or known[0] != at:
            known = (at, make().encode())
        _keep(followed, known)
        return known[1]


def _keep(followed: Followed, known: tuple[str, bytes]) -> None:
    with _keeping:
        _made[followed] = known
        _made.move_to_end(followed)
        while len(_made) > MOST:
            gone, _body = _made.popitem(last=False)
            _making.pop(gone, None)


def forget() -> None:
    """What this process knows is forgotten, as if it had just begun."""
    _versions.clear()
    _made.clear()
    _making.clear()


def before(application: Application) -> Application:
    """Answer who follows, where nothing is new or what is new was made, before the rest of the hall is asked.

    Whatever else comes, and what is not known yet, goes on to the application.
    """

    def answered(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        given = environ.get("HTTP_X_PASS")
        known = _known(given, environ.get("QUERY_STRING", "")) if given else None
        if known is None or environ["REQUEST_METHOD"] != "GET":
            return application(environ, start)
        at, body = known
        if not body:
            start("204 No Content", HEADERS)
            return []
        size, kind = ("Content-Length", str(len(body))), ("Content-Type", "text/html; charset=utf-8")
        start("200 OK", [*HEADERS, size, kind, ("X-Version", at)])
        return [body]

    return answered


def _known(given: str, query: str) -> tuple[str, bytes] | None:
    """The version, and what is new since the one that the query names; None where that must be made first."""
    name, _equals, after = query.partition("=")
    followed = opened_by(given) if name == "after" else None
    if followed is None:
        return None
    try:
        now = version(followed)
    except Error:
        return None  # the hall says it in its own words
    if not now or after == now:
        return now, b""
    kept = _made.get(followed)
    return kept if kept and kept[0] == now else None
