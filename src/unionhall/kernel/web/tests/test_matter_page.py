"""The page of a matter: who sees it, what it says, and that the reading is written down."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from tests import choir
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.procedures import clock
from unionhall.kernel.procedures.sentences import say_day
from unionhall.kernel.web.reader import Reader
from unionhall.kernel.web.standing import matter_page
from unionhall.rooms.desk.procedure import closing, handling

if TYPE_CHECKING:
    from tests.town import Town


def page(client: Client, town: "Town", person: str, address: str) -> str:
    client.force_login(getattr(town, person))
    return client.get(address).content.decode()


def test_the_member_reads_who_has_it_and_by_when(client: Client, town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    shown = page(client, town, "member", f"/matters/{matter.reference}/")
    assert "Sam Steward" in shown
    assert "In hand" in shown
    assert "working days" in shown
    assert "How this was worked out" in shown


@pytest.mark.parametrize("who", ["neighbour", "outsider", "volunteer", "auditor", "administrator", "chair"])
def test_a_stranger_finds_nothing(client: Client, town: "Town", who: str) -> None:
    client.force_login(getattr(town, who))
    assert client.get(f"/matters/{town.desk.ask().reference}/").status_code == 404


@pytest.mark.parametrize("who", ["steward", "caseworker", "mill_coordinator", "coordinator"])
def test_those_who_serve_here_see_it(client: Client, town: "Town", who: str) -> None:
    client.force_login(getattr(town, who))
    assert client.get(f"/matters/{town.desk.ask().reference}/").status_code == 200


@pytest.mark.parametrize(
    "guess", ["D-2026-000000", "D-1999-000001", "X-2026-000001", "1", "D-2026-99999999999999"]
)
def test_a_guessed_reference_is_not_there(client: Client, town: "Town", guess: str) -> None:
    town.desk.ask()
    client.force_login(town.steward)
    assert client.get(f"/matters/{guess}/").status_code == 404


def test_opening_it_is_written_down_once(client: Client, town: "Town") -> None:
    matter = town.desk.ask()
    page(client, town, "steward", f"/matters/{matter.reference}/")
    access = Access.objects.get()
    assert (access.reader, access.subject, access.role) == (town.steward.uid, town.member.uid, "steward")
    assert access.what == matter.reference


def test_opening_it_reads_its_notices(client: Client, town: "Town") -> None:
    matter = town.desk.ask()
    page(client, town, "steward", f"/matters/{matter.reference}/")
    assert not Notice.objects.filter(person=town.steward).unread().exists()


def test_a_member_does_not_read_an_internal_note(client: Client, town: "Town") -> None:
    matter = handling.note(town.desk.ask(), actor=town.steward, text="Ask the bus company first.")
    assert "Ask the bus company first." in page(client, town, "steward", f"/matters/{matter.reference}/")
    shown = page(client, town, "member", f"/matters/{matter.reference}/")
    assert "Ask the bus company first." not in shown
    assert "wrote a note on the case" in shown


def test_each_sees_only_the_steps_that_are_theirs(client: Client, town: "Town") -> None:
    matter = town.desk.ask()
    assert "Take it on" in page(client, town, "steward", f"/matters/{matter.reference}/")
    shown = page(client, town, "member", f"/matters/{matter.reference}/")
    assert "Take it on" not in shown
    assert "Withdraw" in shown


def deadline_said(town: "Town", matter: Matter) -> str:
    return str(matter_page(matter, Reader(town.member, matter))["deadlines"][0]["sentence"])


def test_an_answer_keeps_the_promise_and_a_withdrawal_only_ends_it(town: "Town") -> None:
    answered = handling.accept(town.desk.ask(), actor=town.steward)
    answered = closing.answer(answered, actor=town.steward, text="From Monday.")
    declined = closing.decline(town.desk.ask(), actor=town.steward, text="Not ours, by our rule 3.")
    withdrawn = closing.withdraw(town.desk.ask(), actor=town.member)
    assert deadline_said(town, answered).startswith("kept on")
    assert deadline_said(town, declined).startswith("kept on")
    assert deadline_said(town, withdrawn).startswith("ended on")


def test_the_answer_of_a_closed_request_stays_quoted(town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    handling.add(matter, actor=town.member, text="It is the early shuttle.")
    matter = closing.answer(matter, actor=town.steward, text="From Monday.")
    said = matter_page(matter, Reader(town.member, matter))["said"]
    assert said["text"] == "From Monday."


def test_what_came_where_it_is_by_a_missed_day_says_which(
    town: "Town", client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next level has a time of its own, which is not the day that was promised to everybody."""
    plan = choir.plan(town, days=1)
    promised, later = timezone.localdate() + timedelta(days=1), timezone.now() + timedelta(days=3)
    client.force_login(town.member)
    before = client.get(f"/matters/{plan.reference}/")
    assert before.context["missed"] == ""
    monkeypatch.setattr(timezone, "now", lambda: later)
    clock.tick()
    after = client.get(f"/matters/{plan.reference}/")
    assert after.context["missed"] == f"It was to be done by {say_day(promised)}, and that day is over."
    assert after.context["missed"] in after.content.decode()
    assert "late" not in after.context["due"]["tone"]
