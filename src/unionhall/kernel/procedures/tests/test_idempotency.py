"""A form sent twice does what it says once."""

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from unionhall.kernel.journal import chain
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter, Message
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.actors import Guest
from unionhall.kernel.procedures.refusals import Incomplete, KeyReused
from unionhall.rooms.desk.procedure import asking, closing, handling

if TYPE_CHECKING:
    from tests.town import Town


def test_a_guest_who_sends_twice_asks_once(town: "Town") -> None:
    key = uuid4()
    for _ in range(2):
        matter = asking.new_matter(town.desk.service, town.north, subject=None)
        asking.ask(matter, actor=Guest(), request=town.desk.request(), receipt="a" * 64, key=key)
    assert Matter.objects.count() == 1


def test_what_an_earlier_release_opened_is_not_opened_again(
    town: "Town", monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program, or a form, sends it before the upgrade and, since no answer came, after it."""
    key = uuid4()

    def send() -> Matter:
        matter = asking.new_matter(town.desk.service, town.north, subject=town.member)
        return asking.ask(matter, actor=town.member, request=town.desk.request(), key=key)

    with monkeypatch.context() as earlier_release:
        earlier_release.setattr(chain, "kept", lambda key: key)
        first = send()
    assert Entry.objects.get().key == key
    assert send().pk == first.pk
    assert Matter.objects.count() == Entry.objects.count() == 1


def test_an_answer_sent_twice_is_one_answer(town: "Town") -> None:
    matter, key = handling.accept(town.desk.ask(), actor=town.steward), uuid4()
    first = closing.answer(matter, actor=town.steward, text="Done", key=key)
    again = closing.answer(matter, actor=town.steward, text="Done", key=key)
    assert (again.pk, again.state) == (first.pk, "answered")
    assert Message.objects.count() == 1
    assert Notice.objects.filter(event="desk.answer").count() == 1


def test_a_repeated_move_finds_the_matter_as_it_stands_now(town: "Town") -> None:
    matter, key = town.desk.ask(), uuid4()
    handling.accept(matter, actor=town.steward, key=key)
    closing.answer(matter, actor=town.steward, text="Done")
    assert handling.accept(matter, actor=town.steward, key=key).state == "answered"


def test_the_key_of_a_refused_move_is_free(town: "Town") -> None:
    matter, key = handling.accept(town.desk.ask(), actor=town.steward), uuid4()
    with pytest.raises(Incomplete):
        closing.answer(matter, actor=town.steward, text=" ", key=key)
    assert closing.answer(matter, actor=town.steward, text="Done", key=key).state == "answered"


def test_another_persons_key_is_refused(town: "Town") -> None:
    matter, key = town.desk.ask(), uuid4()
    handling.accept(matter, actor=town.steward, key=key)
    with pytest.raises(KeyReused):
        handling.accept(matter, actor=town.caseworker, key=key)


def test_the_key_of_one_matter_is_refused_for_another(town: "Town") -> None:
    one, other, key = town.desk.ask(), town.desk.ask(), uuid4()
    handling.accept(one, actor=town.steward, key=key)
    with pytest.raises(KeyReused):
        handling.accept(other, actor=town.steward, key=key)
    assert Matter.objects.get(pk=other.pk).state == "received"


def test_a_key_that_opened_a_matter_moves_none(town: "Town") -> None:
    key = uuid4()
    matter = town.desk.ask(key=key)
    with pytest.raises(KeyReused):
        closing.withdraw(matter, actor=town.member, key=key)
    assert Entry.objects.count() == 1
