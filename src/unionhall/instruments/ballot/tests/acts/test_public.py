"""Anybody can verify: what somebody without an account reads of a vote, and what they do not."""

import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.tests.acts.holding import NO, YES, Held, hold
from unionhall.instruments.ballot.tests.acts.on_show import on_show

if TYPE_CHECKING:
    from tests.town import Town

PAGES = ("", "verify/", "find/")


def page(held: Held, path: str = "") -> str:
    """What a guest reads."""
    answer = Client().get(f"/ballot/{held.election.uid}/{path}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_guest_finds_the_vote_its_archive_how_to_verify_it_and_a_tracker(town: "Town") -> None:
    held = hold(town)
    tracker = held.cast(0)
    held.mix()
    assert f'href="/ballot/{held.election.uid}/"' in Client().get("/ballot/").content.decode()
    shown = page(held)
    for words in (
        "The canteen at night",
        "Shall the canteen open at night?",
        "archive.bel",
        "Sign in to vote",
    ):
        assert words in shown
    assert "belenios-tool" in page(held, "verify/")
    assert "It is in the archive, and it counts." in page(held, f"find/?tracker={_quoted(tracker)}")
    assert "No ballot has this tracker" in page(held, "find/?tracker=nothing")


def test_a_ballot_that_waits_is_found_and_said_to_wait(town: "Town") -> None:
    held = hold(town)
    address = f"find/?tracker={_quoted(held.cast(0))}"
    assert "within an hour" in page(held, address)
    assert "Event of the archive" not in page(held, address)
    held.mix()
    assert "within an hour" not in page(held, address)
    assert "Event of the archive" in page(held, address)


def test_a_guest_reads_no_name_no_turnout_and_no_number_from_1_to_9(town: "Town") -> None:
    held = hold(town)
    for voter in range(9):
        held.cast(voter)
    held.mix()
    shown = "".join(page(held, path) for path in PAGES)
    assert "fewer than 10" in shown
    facts = re.search(r"Ballots in the archive.*?</dd>", shown, re.DOTALL)
    assert facts is not None
    assert "9" not in facts[0]
    people = [town.chair, town.steward, *held.voters]
    assert [str(each.name) for each in people if str(each.name) in shown] == []
    for words in ("Took part", "took part", "Key holders", "on the roll"):
        assert words not in shown


def test_a_guest_reads_the_result_once_it_is_there(town: "Town") -> None:
    held = hold(town)
    for voter in range(10):
        held.cast(voter, NO if voter == 3 else YES)
    assert "The result" not in page(held)
    held.close()
    held.decrypt(1)
    shown = page(held)
    assert "The result" in shown
    assert str(town.steward.name) not in shown
    assert re.search(r"Ballots in the archive</dt>\s*<dd[^>]*>\s*10\s*</dd>", shown)


@pytest.mark.parametrize("name", ["draft", "called", "strict", "named"])
def test_of_other_votes_a_guest_does_not_even_learn_that_they_are_there(town: "Town", name: str) -> None:
    uid = on_show(town)[name]
    listed = Client().get("/ballot/").content.decode()
    assert uid not in listed
    for path in PAGES:
        address = f"/ballot/{uid}/{path}"
        nowhere = address.replace(uid, "1" * 14)
        answers = [Client().get(each) for each in (address, nowhere)]
        assert [each.status_code for each in answers] == [302, 302]
        assert answers[0]["location"].replace(uid, "1" * 14) == answers[1]["location"]


def test_why_a_vote_is_void_is_for_members(town: "Town") -> None:
    held = hold(town)
    Election.objects.update(stage=Election.Stage.VOID, void_reason="Ana complained.")
    assert "This vote is void." in page(held)
    assert "Ana complained." not in page(held)


def _quoted(tracker: str) -> str:
    return tracker.replace("+", "%2B").replace("/", "%2F")
