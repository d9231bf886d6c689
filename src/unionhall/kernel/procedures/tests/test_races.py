"""Several people and clocks at the same moment, each with a connection of their own."""

import random
from collections import Counter
from datetime import timedelta
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.racing import at_once, kinds
from unionhall.kernel.journal import verification
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Deadline, Matter
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.procedures import clock
from unionhall.kernel.procedures.refusals import KeyReused, NotAllowed, NotNow, Refusal
from unionhall.rooms.desk.procedure import closing, handling, states

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_eight_who_take_it_on_at_once_one_has_it(town: "Town") -> None:
    matter = town.desk.ask()
    people = [town.steward, town.caseworker, town.mill_coordinator, town.coordinator] * 2
    results = at_once(partial(handling.accept, matter, actor=person) for person in people)
    assert kinds(results) == {"Matter": 1, "NotNow": 7}
    winner = next(result for result in results if isinstance(result, Matter))
    assert Matter.objects.get().handler == winner.handler
    assert Entry.objects.filter(event="desk.accept").count() == 1
    assert list(verification.verify()) == []


def test_the_same_request_sent_eight_times_at_once_is_one(town: "Town") -> None:
    key = uuid4()
    results = at_once([lambda: town.desk.ask(key=key)] * 8)
    assert {matter.pk for matter in results} == {Matter.objects.get().pk}
    assert Entry.objects.count() == 1
    assert Notice.objects.count() == 1


def test_the_same_move_sent_eight_times_at_once_is_made_once(town: "Town") -> None:
    matter, key = town.desk.ask(), uuid4()
    results = at_once([lambda: handling.accept(matter, actor=town.steward, key=key)] * 8)
    assert {result.state for result in results} == {"accepted"}
    assert Entry.objects.filter(stream=matter.stream).count() == 2


def test_one_key_used_for_two_matters_at_once_serves_one(town: "Town") -> None:
    first, second, key = town.desk.ask(), town.desk.ask(), uuid4()
    results = at_once(
        partial(handling.accept, matter, actor=town.steward, key=key) for matter in (first, second)
    )
    assert kinds(results) == {"Matter": 1, "KeyReused": 1}
    assert Matter.objects.filter(state="accepted").count() == 1


def test_four_clocks_act_once_on_each_matter(town: "Town") -> None:
    for _ in range(12):
        town.desk.ask()
    later = timezone.now() + timedelta(days=30)
    acted = at_once([lambda: clock.tick(later)] * 4)
    assert sum(acted) == 12
    assert Entry.objects.filter(event="desk.escalate").count() == 12
    assert not Deadline.objects.running().filter(due_at__lt=later, missed_at=None).exists()


def test_taking_it_on_and_handing_it_over_at_once_leave_one_owner(town: "Town") -> None:
    for _ in range(6):
        matter = town.desk.ask()
        results = at_once(
            [
                partial(handling.accept, matter, actor=town.caseworker),
                partial(handling.hand_over, matter, actor=town.steward, adviser=town.mill_coordinator),
            ]
        )
        now = Matter.objects.get(pk=matter.pk)
        refused = next(each for each in results if isinstance(each, Refusal))
        if now.state == "accepted":
            assert (now.handler, type(refused)) == (town.caseworker, NotAllowed)
        else:
            assert (now.state, now.handler, type(refused)) == ("offered", town.steward, NotNow)


def test_two_requests_are_never_joined_with_each_other(town: "Town") -> None:
    for _ in range(6):
        one, other = (handling.accept(town.desk.ask(), actor=town.steward) for _ in range(2))
        results = at_once(
            partial(closing.merge, first, actor=town.steward, other=second, text="The same")
            for first, second in ((one, other), (other, one))
        )
        assert kinds(results)["NotNow"] >= 1
        assert Matter.objects.open().filter(pk__in=(one.pk, other.pk)).exists()


def test_clocks_and_people_never_block_each_other_for_good(town: "Town") -> None:
    matters = [town.desk.ask() for _ in range(5)]
    until = monotonic() + 4

    def live(seed: int) -> Counter[str]:
        chance, done = random.Random(seed), Counter[str]()
        people = [town.member, town.steward, town.caseworker, town.mill_coordinator]
        while monotonic() < until:
            move = states.desk.moves[chance.choice(MOVES)]
            arguments = {"other": chance.choice(matters)} if move.name in ("merge", "group") else {}
            try:
                move(chance.choice(matters), actor=chance.choice(people), text="So", **arguments)
                done[move.name] += 1
            except Refusal as refusal:
                done[type(refusal).__name__] += 1
        return done

    def look(seed: int) -> Counter[str]:
        chance, done = random.Random(seed), Counter[str]()
        while monotonic() < until:
            done["acted"] += clock.tick(timezone.now() + timedelta(days=chance.randrange(40)), most=3)
        return done

    results = at_once([*(partial(live, seed) for seed in range(5)), partial(look, 1), partial(look, 2)])
    assert [result for result in results if isinstance(result, Exception)] == []
    assert list(verification.verify()) == []
    assert not Matter.objects.open().filter(handler=None).exists()


MOVES = (
    "accept",
    "answer",
    "ask_member",
    "reply",
    "reopen",
    "appeal",
    "uphold",
    "merge",
    "group",
    "note",
    "add",
)


def test_a_key_can_not_be_taken_over_by_somebody_else(town: "Town") -> None:
    key = uuid4()
    results = at_once(
        [lambda: town.desk.ask(key=key), lambda: town.desk.ask(member=town.neighbour, key=key)] * 3,
    )
    assert kinds(results) == {"Matter": 3, KeyReused.__name__: 3}
    assert Matter.objects.count() == 1
