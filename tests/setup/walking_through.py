"""Goes through the matters of a hall from inside, run by `unionhall manage shell` in its home.

What it finds is the last line it prints, as JSON: how many of what it looked at, and every fault in words.
"""

import json
import logging
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from unittest import mock

from django.test import Client
from django.test.utils import setup_test_environment
from django.utils import timezone

from tests.proving import prove
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import HALL, Actor, Guest
from unionhall.kernel.people.masks import bearers_of
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures import clock
from unionhall.kernel.procedures.declaration import procedure_of

MONTHS = 13
Faults = Iterator[str]


def main() -> None:
    """Look at everything as it came, then let a year go by."""
    setup_test_environment()
    seen: Counter[str] = Counter()
    kinds = {f"{matter.room} {matter.kind} {matter.state}" for matter in Matter.objects.all()}
    faults = [
        f"{matter.reference}, {matter.room} {matter.kind} {matter.state}: {fault}"
        for matter in Matter.objects.select_related("place", "handler", "subject").order_by("pk")
        for fault in _faults(matter, seen)
    ]
    faults += _a_year(seen)
    print(json.dumps({"seen": seen, "kinds": sorted(kinds), "faults": faults}))


def _faults(matter: Matter, seen: Counter[str]) -> Faults:
    seen["matters"] += 1
    procedure = procedure_of(matter)
    if matter.state not in procedure.states:
        yield "its state is gone"
        return
    if not hasattr(matter, procedure.detail.accessor()):
        yield f"it has no {procedure.detail.__name__}"
    if matter.is_open:
        seen["open"] += 1
        yield from _limits(matter, seen)
        yield from _moves(matter, seen)
        yield from _pages(matter, seen)


def _limits(matter: Matter, seen: Counter[str]) -> Faults:
    """Whether the clock finds what it has to do when a running limit is over, and may do it."""
    procedure = procedure_of(matter)
    for deadline in matter.deadlines.running():
        seen["limits"] += 1
        move = procedure.moves.get(deadline.overdue)
        if move is None:
            yield f"there is no {deadline.overdue!r} for {deadline.rule!r}"
        elif not move.is_for(matter, HALL):
            yield f"the hall may not make {deadline.overdue!r}"
        elif procedure.limit(deadline.state, deadline.rule) is None:
            yield f"no limit {deadline.rule!r} is declared in {deadline.state!r}"


def _moves(matter: Matter, seen: Counter[str]) -> Faults:
    """Whether somebody can bring the matter on, and nothing fails on asking who may do what."""
    by_whom = [procedure_of(matter).possible(matter, actor) for actor in _actors(matter)]
    seen["moves"] += sum(map(len, by_whom))
    if not any(by_whom):
        yield "nobody can do anything"


def _actors(matter: Matter) -> list[Actor]:
    guests = [Guest(receipt.digest) for receipt in matter.receipts.all()]
    handler = [matter.handler] if matter.handler else []
    return [HALL, *guests, *handler, *matter.people]


def _pages(matter: Matter, seen: Counter[str]) -> Faults:
    """Whether its handler and its parties, behind their masks, read it."""
    behind = bearers_of(matter.people)
    people = [behind.get(each.pk, each) for each in matter.people]
    for person in dict.fromkeys([*([matter.handler] if matter.handler else []), *people]):
        seen["pages"] += 1
        client = Client()
        client.force_login(Person.objects.get(pk=person.pk))
        prove(client, person)
        answer = client.get(f"/matters/{matter.reference}/")
        if answer.status_code != 200:
            yield f"{person} gets {answer.status_code}"


def _a_year(seen: Counter[str]) -> list[str]:
    """The clock acts once in four weeks; what it can't act on it only writes into its log."""
    failed = logging.getLogger(clock.__name__)
    kept = _Kept()
    failed.addHandler(kept)
    begun = timezone.now()
    for month in range(MONTHS):
        with mock.patch.object(timezone, "now", partial(_later, begun, month)):
            seen["acts of the clock"] += clock.tick()
    return kept.said


def _later(begun: datetime, months: int) -> datetime:
    return begun + timedelta(weeks=4 * months)


class _Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())
