"""A request's life, through the engine."""

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from unionhall.kernel.journal import verification
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter, Message
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.procedures.refusals import Incomplete, KeyReused, NotAllowed, NotNow
from unionhall.rooms.desk.procedure import closing, handling

if TYPE_CHECKING:
    from tests.town import Town


def test_a_request_is_owned_from_the_first_moment(town: "Town") -> None:
    matter = town.desk.ask()
    assert matter.handler == town.steward
    assert matter.state == "received"
    assert matter.due_at is not None
    assert matter.reference == f"D-{matter.opened_at.year}-{matter.pk:06d}"


def test_a_steward_accepts_and_answers(town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    matter = closing.answer(matter, actor=town.steward, text="The bus runs again from Monday.")
    assert matter.closed_at is not None
    assert matter.due_at is None
    assert not matter.deadlines.running().exists()
    assert list(Entry.objects.filter(stream=matter.stream).values_list("event", flat=True)) == [
        "desk.ask",
        "desk.accept",
        "desk.answer",
    ]
    assert Message.objects.get(matter=matter).text == "The bus runs again from Monday."
    assert list(verification.verify()) == []


def test_the_journal_keeps_no_personal_text(town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    closing.answer(matter, actor=town.steward, text="Call Mei at home")
    assert "Mei" not in str(list(Entry.objects.values_list("payload", flat=True)))


def test_a_neighbour_can_do_nothing_to_it(town: "Town") -> None:
    with pytest.raises(NotAllowed):
        handling.accept(town.desk.ask(), actor=town.neighbour)


def test_a_party_cannot_handle_it(town: "Town") -> None:
    matter = town.desk.ask(member=town.steward)
    assert matter.handler != town.steward
    with pytest.raises(NotAllowed):
        handling.accept(matter, actor=town.steward)


def test_a_second_acceptance_comes_too_late(town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    with pytest.raises(NotNow):
        handling.accept(matter, actor=town.caseworker)


def test_declining_demands_a_reason(town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    with pytest.raises(Incomplete):
        closing.decline(matter, actor=town.steward, text="  ")
    assert Matter.objects.get(pk=matter.pk).state == "accepted"


def test_the_same_key_asks_once(town: "Town") -> None:
    key = uuid4()
    assert town.desk.ask(key=key).pk == town.desk.ask(key=key).pk
    assert Matter.objects.count() == 1


def test_the_same_key_moves_once(town: "Town") -> None:
    matter, key = town.desk.ask(), uuid4()
    handling.accept(matter, actor=town.steward, key=key)
    assert handling.accept(matter, actor=town.steward, key=key).state == "accepted"
    assert Entry.objects.filter(stream=matter.stream).count() == 2


def test_a_key_serves_one_purpose(town: "Town") -> None:
    matter, key = town.desk.ask(), uuid4()
    handling.accept(matter, actor=town.steward, key=key)
    with pytest.raises(KeyReused):
        closing.answer(matter, actor=town.steward, key=key, text="Yes")


def test_the_clock_stands_still_while_the_member_is_asked(town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    matter = handling.ask_member(matter, actor=town.steward, text="Which line?")
    assert matter.deadlines.get(state="").due_at is None
    matter = handling.reply(matter, actor=town.member, text="Line 3")
    promise = matter.deadlines.get(state="")
    assert promise.due_at is not None
    assert matter.due_at == promise.due_at


def test_handing_over_keeps_the_owner_until_it_is_accepted(town: "Town") -> None:
    matter = handling.hand_over(town.desk.ask(), actor=town.steward, adviser=town.caseworker)
    assert matter.handler == town.steward
    assert handling.take_over(matter, actor=town.caseworker).handler == town.caseworker


def test_stepping_aside_keeps_no_reason_and_finds_somebody_else(town: "Town") -> None:
    matter = handling.declare_conflict(
        handling.accept(town.desk.ask(), actor=town.steward), actor=town.steward
    )
    assert matter.handler == town.caseworker
    with pytest.raises(NotAllowed):
        handling.accept(matter, actor=town.steward)
    assert not Matter.objects.visible_to(town.steward).exists()


def test_those_concerned_are_told_and_the_doer_is_not(town: "Town") -> None:
    matter = town.desk.ask()
    assert [notice.person for notice in Notice.objects.filter(matter=matter)] == [town.steward]
    handling.accept(matter, actor=town.steward)
    assert Notice.objects.filter(matter=matter, person=town.member).count() == 1
