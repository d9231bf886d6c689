"""Counting attempts at sign-in, for all web processes together and without anybody's address.

Wrong passwords of strangers lock nobody out: they count for the login and the network together, and a browser
in which somebody signed in before counts for itself.
"""

from allauth.account.adapter import get_adapter
from allauth.core.internal import ratelimit
from allauth.core.internal.ratelimit import RateLimitUsage
from django.db import connection
from django.http import HttpRequest

from unionhall.kernel.people import known_browsers
from unionhall.kernel.privacy import counting

APP = "allauth.account"
NONE = "gAVdlC4="  # an empty list, as Django's cache writes it


def key(name: str, prefix: str, version: int) -> str:
    """What stands in the table of attempts for an address or a login: a hash under the key of the day.

    The key is outside the database: see `counting`.
    """
    return counting.digest(f"{prefix}:{version}:{name}")


def begin(request: HttpRequest, login: str) -> RateLimitUsage | None:
    """Count a try with that login, to be rolled back if its password is right; None if it is one too many."""
    counted = RateLimitUsage([])
    for action, name in _names(request, login):
        found = ratelimit.consume(request, app=APP, action=action, key=name)
        if found is None:
            return None
        counted.usage += found.usage
    return counted


def clear(request: HttpRequest, login: str) -> None:
    """Forget the wrong ones: whoever is here proved in another way who they are."""
    for action, name in _names(request, login)[:1]:
        ratelimit.clear(request, app=APP, action=action, key=name)


def _names(request: HttpRequest, login: str) -> list[tuple[str, str]]:
    """What a try counts for, by the limits in the settings."""
    if browser := known_browsers.name_of(request, login):
        return [("login_failed_known", f"{login} {browser}")]
    networks = [network for network, _times in counting.networks(get_adapter().get_client_ip(request))]
    return [
        ("login_failed", f"{login} {networks[0]}"),
        ("login_failed_wide", networks[-1]),
        ("login_failed_anywhere", login),
    ]


def forget() -> None:
    """Throw away what counts no more, and what counts nothing: it would tell when somebody signed in."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM people_attempts WHERE expires < now() OR value = %s", [NONE])
