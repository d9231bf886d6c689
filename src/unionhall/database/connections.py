"""Django's connections to the database, as the settings want them."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from unionhall.environment import Environment

KEPT_SECONDS = 300
PATIENCE = (
    "PATIENCE"  # our own setting beside Django's: for so many seconds a database that is away is waited for
)
PATIENCE_SECONDS = 10  # a database that was killed is back by then, unless it had much to do
CONNECT_SECONDS = 5  # for each host
REPLICA = "replica"


def settings(environment: Environment) -> dict[str, dict[str, Any]]:
    """`DATABASES`: `default` is the application, which owns nothing, and `owner` is for migrations.

    `replica` is there where a copy was set. What a pooler that hands out connections by the transaction
    can't do is switched off as soon as there is a direct address beside it.
    """
    pooled = connection(environment.database_url)
    pooled["DISABLE_SERVER_SIDE_CURSORS"] = environment.database_url != environment.database_direct_url
    found = {"default": pooled, "owner": connection(environment.database_owner_url)}
    if environment.database_replica_url:
        found[REPLICA] = _replica(environment.database_replica_url)
    return found


def _replica(url: str) -> dict[str, Any]:
    """A connection that gives up soon, since the primary can answer as well."""
    found = connection(url, seconds=2)
    return {**found, PATIENCE: 0, "DISABLE_SERVER_SIDE_CURSORS": True}


def connection(url: str, *, seconds: int = CONNECT_SECONDS) -> dict[str, Any]:
    """One connection of Django, to be made in so many seconds.

    Several hosts may stand in `url` with commas, query parts become options.
    """
    parts = urlsplit(url)
    user, _, place = parts.netloc.rpartition("@")
    name, _, password = user.partition(":")
    options = {"connect_timeout": str(seconds), **dict(parse_qsl(parts.query))}
    hosts, ports = _places(place)
    return {
        "ENGINE": "unionhall.database.patient",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(name),
        "PASSWORD": unquote(password),
        "HOST": options.pop("host", hosts),
        "PORT": options.pop("port", ports),
        "CONN_MAX_AGE": KEPT_SECONDS,
        "CONN_HEALTH_CHECKS": True,
        PATIENCE: PATIENCE_SECONDS,
        "OPTIONS": options,
    }


def _places(text: str) -> tuple[str, str]:
    """Hosts and ports of `a:1,b:2` as PostgreSQL lists them: `a,b` and `1,2`."""
    places = [place.rpartition(":") if _has_port(place) else (place, ":", "") for place in text.split(",")]
    ports = [port for _, _, port in places]
    return ",".join(unquote(host).strip("[]") for host, _, _ in places), ",".join(ports) if any(ports) else ""


def _has_port(place: str) -> bool:
    return ":" in place and not place.endswith("]")


def go_around_pooler(environment: Environment) -> None:
    """Let this process connect directly from now on, as a pooler knows no LISTEN; it is not connected yet."""
    from django.db import connections

    if environment.database_direct_url != environment.database_url:
        direct = connection(environment.database_direct_url)
        connections.settings["default"].update(direct, DISABLE_SERVER_SIDE_CURSORS=False)


def disconnect() -> None:
    """Close the connections of this thread."""
    from django.db import connections

    connections.close_all()
