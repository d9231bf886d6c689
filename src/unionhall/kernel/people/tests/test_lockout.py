"""Wrong passwords of strangers keep nobody out; who tries many is stopped all the same."""

from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client

from unionhall.kernel.people import known_browsers, ways_in
from unionhall.kernel.people.models import Person
from unionhall.kernel.people.tests.signing import PASSWORD, is_signed_in, ready, sign_in

if TYPE_CHECKING:
    from tests.town import Town

HOME, ELSEWHERE = "198.51.100.7", "203.0.113.9"


@pytest.fixture
def member(town: "Town") -> Person:
    return ready(town.member)


def tried(client: Client, person: Person, password: str, times: int = 1) -> str:
    """What the page says at last."""
    assert person.email
    answers: list[Any] = [sign_in(client, person.email, password) for _try in range(times)]
    return str(answers[-1].content.decode())


def known(person: Person, address: str = HOME) -> Client:
    """A browser in which the person signed in before, and whose session is over."""
    client = Client(REMOTE_ADDR=address)
    tried(client, person, PASSWORD)
    assert is_signed_in(client)
    del client.cookies[settings.SESSION_COOKIE_NAME]
    return client


def test_a_stranger_locks_nobody_out_elsewhere(member: Person) -> None:
    stranger, own = Client(REMOTE_ADDR=ELSEWHERE), Client(REMOTE_ADDR=HOME)
    assert "Too many tries" in tried(stranger, member, "wrong", 6)
    tried(own, member, PASSWORD)
    assert is_signed_in(own)


def test_a_stranger_in_the_same_network_does_not_stop_a_browser_that_is_known(member: Person) -> None:
    own, stranger = known(member), Client(REMOTE_ADDR=HOME)
    assert "Too many tries" in tried(stranger, member, "wrong", 6)
    tried(own, member, PASSWORD)
    assert is_signed_in(own)


def test_many_networks_together_are_stopped_and_the_known_browser_is_not(
    member: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(settings.ACCOUNT_RATE_LIMITS, "login_failed_anywhere", "6/h/key")
    own = known(member)
    for number in range(6):
        tried(Client(REMOTE_ADDR=f"203.0.113.{number}"), member, "wrong")
    late = Client(REMOTE_ADDR="203.0.113.99")
    assert "Too many tries" in tried(late, member, PASSWORD)
    tried(own, member, PASSWORD)
    assert is_signed_in(own)


def test_one_house_with_many_addresses_is_stopped(member: Person) -> None:
    for number in range(6):
        last = tried(Client(REMOTE_ADDR=f"2001:db8:1:1::{number}"), member, "wrong")
    assert "Too many tries" in last


def test_a_known_browser_may_be_wrong_as_often_as_anybody(member: Person) -> None:
    assert "Too many tries" in tried(known(member), member, "wrong", 6)


def test_a_browser_is_known_for_those_who_signed_in_there_alone(member: Person, town: "Town") -> None:
    own, other = known(member), ready(town.neighbour)
    assert "Too many tries" in tried(Client(REMOTE_ADDR=HOME), other, "wrong", 6)
    assert "Too many tries" in tried(own, other, PASSWORD)
    assert not is_signed_in(own)


def test_nobody_can_make_the_cookie(member: Person) -> None:
    forged = Client(REMOTE_ADDR=HOME)
    forged.cookies[known_browsers.COOKIE] = known(member).cookies[known_browsers.COOKIE].value + "x"
    assert "Too many tries" in tried(Client(REMOTE_ADDR=HOME), member, "wrong", 6)
    assert "Too many tries" in tried(forged, member, PASSWORD)


@pytest.mark.parametrize("address", ["/account/logout/", "/account/signed-in/end/"])
def test_signing_out_leaves_nothing_by_which_a_shared_machine_knows_anybody(
    member: Person, town: "Town", address: str
) -> None:
    shared = known(ready(town.neighbour))
    tried(shared, member, PASSWORD)
    shared.post(address)
    cookie = shared.cookies[known_browsers.COOKIE]
    assert (cookie.value, cookie["max-age"], cookie["path"]) == ("", 0, "/account/")


def test_a_session_that_was_ended_elsewhere_leaves_the_browser_known(member: Person) -> None:
    own = known(member)
    tried(own, member, PASSWORD)
    ways_in.end_all(member.pk)
    own.post("/inbox/read/")
    assert own.cookies[known_browsers.COOKIE].value


def test_the_cookie_names_nobody_and_opens_nothing(member: Person) -> None:
    own = known(member)
    cookie = own.cookies[known_browsers.COOKIE]
    assert (cookie["path"], cookie["httponly"]) == ("/account/", True)
    assert str(member.email).partition("@")[0] not in cookie.value
    assert own.get("/mine/").status_code == 302
