"""Only the last address that a named proxy added says who asks."""

from typing import Any
from unittest.mock import Mock

import pytest

from unionhall.operations import hops

PROXIES = ("127.0.0.1", "10.1.0.0/16", "fd00::/8")
VISITOR = "203.0.113.7"


def seen(**environ: str) -> dict[str, Any]:
    """What the application is told."""
    told: dict[str, Any] = {}

    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        told.update(environ)
        return []

    hops.behind(application, PROXIES)({"wsgi.url_scheme": "http", **environ}, Mock())
    return told


@pytest.mark.parametrize("proxy", ["127.0.0.1", "10.1.200.3", "fd00::17"])
def test_a_named_proxy_says_who_asks_and_whether_by_https(proxy: str) -> None:
    told = seen(REMOTE_ADDR=proxy, HTTP_X_FORWARDED_FOR=VISITOR, HTTP_X_FORWARDED_PROTO="https")
    assert (told["REMOTE_ADDR"], told["wsgi.url_scheme"]) == (VISITOR, "https")
    assert told["HTTP_X_FORWARDED_PROTO"] == "https"


def test_of_several_addresses_the_last_one_is_believed_whatever_stands_before_it() -> None:
    told = seen(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=f"198.51.100.1, {VISITOR}")
    assert told["REMOTE_ADDR"] == VISITOR
    told = seen(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.1, 127.0.0.1")
    assert told["REMOTE_ADDR"] == "127.0.0.1", "one hop, not the first that is no proxy"


@pytest.mark.parametrize("stranger", ["203.0.113.99", "10.2.0.1", "", "unix:"])
def test_nobody_else_is_believed(stranger: str) -> None:
    told = seen(REMOTE_ADDR=stranger, HTTP_X_FORWARDED_FOR=VISITOR, HTTP_X_FORWARDED_PROTO="https")
    assert (told["REMOTE_ADDR"], told["wsgi.url_scheme"]) == (stranger, "http")
    assert not [name for name in told if "FORWARDED" in name]


@pytest.mark.parametrize("words", ["", "nobody", "203.0.113.7:80", "203.0.113.7,"])
def test_what_is_no_address_changes_nothing(words: str) -> None:
    assert seen(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=words)["REMOTE_ADDR"] == "127.0.0.1"


def test_other_claims_never_come_in() -> None:
    claims = {
        "HTTP_FORWARDED": "for=192.0.2.1",
        "HTTP_X_FORWARDED_HOST": "elsewhere.example",
        "HTTP_X_REAL_IP": "192.0.2.1",
    }
    told = seen(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=VISITOR, HTTP_HOST="hall.example.org", **claims)
    assert not set(claims) & set(told)
    assert told["HTTP_HOST"] == "hall.example.org"
