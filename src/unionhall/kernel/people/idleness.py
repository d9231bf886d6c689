"""A sign-in that nobody used for a while is over; an officer's sooner than a member's.

When it was last used only its browser knows, by a signed cookie: no row, and no version of one, tells when
somebody was here or voted.
"""

import time
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from unionhall.kernel.people.session_store import GAINED, OFFICER, SINCE

COOKIE = f"{settings.COOKIE_PREFIX}hall_used"
SALT = "people.idleness"
STEPS = 4  # of the time allowed: the cookie is written anew at most so often in it


def is_over(request: HttpRequest) -> bool:
    """Whether the sign-in that came with the request lay unused for as long as is allowed.

    Its browser throws the cookie away by then, so that none is as good as one that is too old.
    """
    session = request.session
    if SINCE not in session:
        return False
    step, _colon, seal = request.COOKIES.get(COOKIE, "").partition(":")
    is_ours = step.isascii() and step.isdigit() and constant_time_compare(seal, _seal(session, step))
    return not is_ours or abs(_step_now(session) - _last_use(session, int(step))) >= _allowed(session)


def was_ended(request: HttpRequest) -> bool:
    """Whether this browser was signed in when it last asked, and somebody or something ended that since."""
    return bool(request.COOKIES.get(COOKIE)) and SINCE not in request.session


def note_use(request: HttpRequest, response: HttpResponse) -> None:
    """Let the browser know in which step of time the sign-in was used; nothing where it knows already."""
    session = request.session
    if not session.accessed:
        return
    known = request.COOKIES.get(COOKIE, "")
    if SINCE not in session:
        if known:
            response.delete_cookie(COOKIE, samesite="Lax")
        return
    step = str(_step_now(session))
    is_new = session.session_key != request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    if is_new or (known.partition(":")[0] != step and not is_over(request)):
        response.set_cookie(
            COOKIE,
            f"{step}:{_seal(session, step)}",
            max_age=_allowed(session),
            secure=bool(settings.SESSION_COOKIE_SECURE),
            httponly=True,
            samesite="Lax",
        )


def _last_use(session: Any, step: int) -> int:
    """What a member's cookie says is too coarse for an officer: the time of one counts from the gain on."""
    gained = int(session.get(GAINED, 0))
    is_running = time.time() - step < settings.IDLE_MINUTES * 60
    return gained if step < gained and is_running else step


def _allowed(session: Any) -> int:
    """For how many seconds it may lie unused."""
    minutes: int = settings.IDLE_MINUTES_OFFICERS if session.get(OFFICER) else settings.IDLE_MINUTES
    return minutes * 60


def _step_now(session: Any) -> int:
    """When the step began, in seconds, so that it holds however long is allowed."""
    now = int(time.time())
    return now - now % (_allowed(session) // STEPS)


def _seal(session: Any, step: str) -> str:
    """It holds for this session alone."""
    return signing.Signer(salt=SALT).signature(f"{session.session_key}:{step}")
