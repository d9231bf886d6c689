"""Questions whose SQL is made once answer as their querysets do; they stand on Django's own parts."""

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.racing import at_once
from unionhall.database.questions import Asked, Gap, Question, ask
from unionhall.kernel.journal.models import ENTRIES, Entry
from unionhall.kernel.matters.asked import LIMITS, RECUSED, SEATS
from unionhall.kernel.matters.models import Deadline, Matter, Party, Recusal
from unionhall.kernel.people.models import BELONGS, HELD, Membership, Office, Person
from unionhall.kernel.procedures.journey import ENTERED
from unionhall.kernel.procedures.work import Unit, unit
from unionhall.kernel.web.rows import RUNNING_ON
from unionhall.rooms.desk.models import Request
from unionhall.rooms.desk.procedure import handling

if TYPE_CHECKING:
    from tests.town import Town

NAMED = Question(lambda: Person.objects.filter(name=Gap("name")))
Pair = tuple[Callable[[Matter], Asked[Any]], Callable[[Matter], models.QuerySet[Any]]]
PAIRS: dict[str, Pair] = {
    "seats": (lambda matter: SEATS(matter=matter.pk), lambda matter: Party.objects.filter(matter=matter)),
    "recused": (
        lambda matter: RECUSED(matter=matter.pk),
        lambda matter: Recusal.objects.filter(matter=matter),
    ),
    "limits": (
        lambda matter: LIMITS(matter=matter.pk),
        lambda matter: Deadline.objects.filter(matter=matter).order_by("pk"),
    ),
    "running": (
        lambda matter: RUNNING_ON(matters=[matter.pk, 0]),
        lambda matter: Deadline.objects.running().filter(matter=matter).defer("explanation").order_by("pk"),
    ),
    "entries": (
        lambda matter: ENTRIES(stream=matter.stream),
        lambda matter: Entry.objects.filter(stream=matter.stream).order_by("-number"),
    ),
    "entered": (
        lambda matter: ENTERED(streams=[matter.stream]),
        lambda matter: (
            Entry.objects.filter(stream=matter.stream).only("stream", "event").distinct("stream", "event")
        ),
    ),
    "nothing": (lambda matter: ENTERED(streams=[]), lambda matter: Entry.objects.none()),
    "offices": (
        lambda matter: HELD(person=matter.handler_id, day=timezone.localdate()),
        lambda matter: Office.objects.filter(person=matter.handler_id).current().select_related("place"),
    ),
    "memberships": (
        lambda matter: BELONGS(person=matter.subject_id, day=timezone.localdate()),
        lambda matter: Membership.objects.filter(person=matter.subject_id).current().select_related("place"),
    ),
    "titles": (
        lambda matter: Request.titles()(matters=[matter.pk]),
        lambda matter: (
            Request.objects.filter(pk=matter.pk).select_related("service").only("pk", "service__title")
        ),
    ),
}


def told(rows: list[Any]) -> list[Any]:
    """Everything that was read, related rows and all."""
    return [
        {
            name: told([value]) if isinstance(value, models.Model) else value
            for name, value in {**vars(row), **row._state.fields_cache}.items()
            if name not in ("_state", "_read")
        }
        for row in rows
    ]


@pytest.fixture
def matter(town: "Town") -> Matter:
    """One with two limits, three entries and somebody who stepped aside."""
    matter = handling.declare_conflict(town.desk.ask(), actor=town.steward)
    assert matter.handler
    return handling.accept(matter, actor=matter.handler)


@pytest.mark.parametrize("name", PAIRS)
def test_a_question_is_answered_as_its_queryset(matter: Matter, name: str) -> None:
    question, queryset = PAIRS[name]
    expected = list(queryset(matter))
    for _time in range(2):
        (answered,) = ask(question(matter))
        assert told(answered) == told(expected)
        assert [type(row) for row in answered] == [type(row) for row in expected]
    assert bool(expected) == (name != "nothing")


def test_several_questions_are_one_round_trip(matter: Matter) -> None:
    with CaptureQueriesContext(connection) as asked:
        seats, limits, entries = ask(
            SEATS(matter=matter.pk), LIMITS(matter=matter.pk), ENTRIES(stream=matter.stream)
        )
    assert len(asked) == 1
    assert (len(seats), len(limits), len(entries)) == (1, matter.deadlines.count(), 3)


def test_what_fills_a_gap_is_never_read_as_sql(matter: Matter) -> None:
    said = "x' OR true; --"
    assert ask(NAMED(name=said), SEATS(matter=matter.pk)) == [[], list(matter.parties.all())]
    Person.objects.create(name=said)
    (found,) = ask(NAMED(name=said))
    assert [person.name for person in found] == [said]


def test_a_matter_that_is_gone_is_not_locked(matter: Matter) -> None:
    with pytest.raises(Matter.DoesNotExist), unit() as work:
        work.lock(Matter(pk=0))


def test_people_who_come_in_a_body_are_known_in_it_at_once(matter: Matter, town: "Town") -> None:
    with unit() as work:
        locked = work.lock(matter)
        with work.heeding(locked):
            assert locked.party_ids == {town.member.pk}
            work.add(Party(matter=locked, person=town.neighbour))
            assert locked.party_ids == {town.member.pk, town.neighbour.pk}
            Recusal.objects.create(matter=locked, person=town.caseworker)
            assert town.caseworker.pk in locked.recused


@pytest.mark.django_db(transaction=True)
def test_who_waited_for_a_lock_knows_the_people_that_came_meanwhile(town: "Town") -> None:
    matter, is_locked = town.desk.ask(), Event()

    def seat() -> None:
        with transaction.atomic():
            Unit().lock(matter)
            is_locked.set()
            Party.objects.create(matter=matter, person=town.neighbour)

    def wait() -> set[int]:
        is_locked.wait(30)
        with transaction.atomic():
            return Unit().lock(matter).party_ids

    _seated, known = at_once([seat, wait])
    assert known == {town.member.pk, town.neighbour.pk}
