"""A sign-in that nobody uses ends: an officer's in an hour, a member's in a day."""

import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from unionhall.kernel.people import gaining, idleness
from unionhall.kernel.people.models import Person, Session
from unionhall.kernel.people.session_store import GAINED, OFFICER, SessionStore, row_key
from unionhall.kernel.people.tests.signing import ready, sign_in

if TYPE_CHECKING:
    from tests.town import Town

Pass = Callable[[float], None]
HOURS = 60


@pytest.fixture
def minutes_pass(monkeypatch: pytest.MonkeyPatch) -> Pass:
    """Lets time go on for what judges sign-ins; it begins where one of its steps begins."""
    clock = SimpleNamespace(now=(time.time() // 86_400) * 86_400)
    for module in (idleness, gaining):
        monkeypatch.setattr(module, "time", SimpleNamespace(time=lambda: clock.now))

    def go_on(minutes: float) -> None:
        clock.now += minutes * 60

    return go_on


def signed_in(person: Person) -> Client:
    client = Client()
    sign_in(client, ready(person).email or "")
    return client


def opens(client: Client) -> bool:
    return client.get("/mine/").status_code == 200


def test_an_officers_ends_in_an_hour_and_a_members_in_a_day(town: "Town", minutes_pass: Pass) -> None:
    steward, member = signed_in(town.steward), signed_in(town.member)
    minutes_pass(60)
    assert (opens(steward), opens(member)) == (False, True)
    minutes_pass(24 * HOURS)
    assert not opens(member)


def test_whoever_uses_it_stays_signed_in(town: "Town", minutes_pass: Pass) -> None:
    steward = signed_in(town.steward)
    for _visit in range(10):
        minutes_pass(44)
        assert opens(steward)


def test_the_operator_says_how_long(town: "Town", minutes_pass: Pass, settings: Any) -> None:
    settings.IDLE_MINUTES = 10
    member = signed_in(town.member)
    minutes_pass(10)
    assert not opens(member)


def test_what_ended_is_deleted_and_an_older_cookie_does_not_bring_it_back(
    town: "Town", minutes_pass: Pass
) -> None:
    member = signed_in(town.member)
    kept = {name: cookie.value for name, cookie in member.cookies.items()}
    minutes_pass(24 * HOURS)
    assert not opens(member)
    assert not Session.objects.filter(session_key=row_key(kept["sessionid"])).exists()
    assert not member.cookies[idleness.COOKIE].value
    for name, value in kept.items():
        member.cookies[name] = value
    assert not opens(member)


@pytest.mark.parametrize("seal", ["", "5:", "5:forged", "x", "²:forged"])
def test_without_a_cookie_of_ours_nobody_is_signed_in(town: "Town", seal: str) -> None:
    member = signed_in(town.member)
    member.cookies[idleness.COOKIE] = seal
    assert not opens(member)


def test_the_cookie_of_another_sign_in_is_worth_nothing(town: "Town") -> None:
    one, other = signed_in(town.member), Client()
    sign_in(other, town.member.email or "")
    one.cookies[idleness.COOKIE] = other.cookies[idleness.COOKIE].value
    assert not opens(one)
    assert opens(other)


def test_a_new_password_does_not_end_it_here(town: "Town") -> None:
    member = signed_in(town.member)
    fresh = "another-river-0815"
    sent = {"oldpassword": "a-quiet-river-4711", "password1": fresh, "password2": fresh}
    member.post("/account/password/change/", sent)
    assert opens(member)


def test_nothing_is_written_of_when_somebody_was_here(town: "Town", minutes_pass: Pass) -> None:
    """Neither the row nor a version of it, so that no ballot can be laid beside it."""
    member = signed_in(town.member)
    row = Session.objects.extra(select={"version": "xmin::text"}).values()
    before = list(row)
    minutes_pass(23 * HOURS)
    with CaptureQueriesContext(connection) as asked:
        assert opens(member)
    assert list(row) == before
    assert not [each for each in asked if each["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_the_cookie_is_written_anew_four_times_in_the_time_at_most(town: "Town", minutes_pass: Pass) -> None:
    steward = signed_in(town.steward)
    written = 0
    for _minute in range(59):
        minutes_pass(1)
        written += idleness.COOKIE in steward.get("/mine/").cookies
    assert written == 3
    cookie = steward.cookies[idleness.COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 3600)
    steward.post("/account/logout/")
    assert not steward.cookies[idleness.COOKIE].value


def test_whoever_was_signed_out_is_told_why_once(town: "Town", minutes_pass: Pass) -> None:
    steward = signed_in(town.steward)
    minutes_pass(60)
    assert "nobody used the hall here for 60 minutes" in steward.get("/mine/", follow=True).text
    assert "60 minutes" not in steward.get("/account/login/").text
    assert "signed out" not in Client().get("/mine/", follow=True).text


def test_whoever_gained_an_office_is_an_officer_from_then_on(town: "Town", minutes_pass: Pass) -> None:
    """The cookie of a member tells a quarter of a day only, so their hour begins with the gain."""
    active, away = signed_in(town.member), signed_in(town.neighbour)
    minutes_pass(5 * HOURS)
    for person in (town.member, town.neighbour):
        gaining.keep_signed_in(person)
    minutes_pass(44)
    assert opens(active)
    minutes_pass(44)
    assert (opens(active), opens(away)) == (True, False)


def test_a_page_that_ends_as_its_reader_gains_an_office_writes_over_nothing(town: "Town") -> None:
    client = signed_in(town.member)
    page = SessionStore(client.session.session_key)
    page["seen"] = "words"
    gaining.keep_signed_in(town.member)
    page.save()
    kept = Session.objects.get(person=town.member).get_decoded()
    assert (kept["seen"], kept[OFFICER]) == ("words", True)
    assert GAINED in kept
