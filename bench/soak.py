"""A hall at work for long, one process of which is killed each minute: is anything lost, does it grow?"""

import re
from collections import Counter
from contextlib import suppress
from time import monotonic, sleep
from typing import Any

from django.db.models import Max, Model

from bench.clients import Refused
from bench.halls import open_hall
from bench.rounds import Round
from bench.stubborn import Notes, Stubborn
from bench.watching import Mark, Watch
from tests.setup.halls import Hall
from unionhall.database.connections import disconnect
from unionhall.instruments.ballot.models import Event, Waiting
from unionhall.kernel.journal import verification
from unionhall.kernel.journal.models import Entry
from unionhall.running.loading import at_work

PACE = 4.0  # seconds for a round at least, so that the hall rests as it does on most days
WARM = 5  # minutes, a whole turn of those who are killed
LARGEST = 5
MIB = 2**20
ANSWERED = re.compile(r'^unionhall_requests_total\{.*status="(\d)\d\d".*\} (\S+)$', re.MULTILINE)


def measure(minutes: int) -> dict[str, Any]:
    """Everything that was found, the proofs first."""
    with open_hall(demo=True) as address, at_work() as environment:
        notes, watch = Notes(), Watch(Hall(environment.home), minutes)
        before: dict[type[Model], int] = {model: last_of(model) for model in (Entry, Event)}
        people = Round(address, notes)
        disconnect()
        watch.start()
        rounds = go_on(people, minutes)
        watch.end()
        answered = by_status(Stubborn(address, notes=notes).get("/metrics"))
        return {
            **proofs(notes, before),
            "rounds": rounds,
            "acts": dict(Counter(act.name for act in notes.acts)),
            "tries without an answer": dict(notes.unanswered),
            "answers by status": answered,
            "killed": dict(Counter(watch.killed)),
            **growth(watch.marks, len(notes.acts)),
        }


def go_on(people: Round, minutes: int) -> int:
    """One round after the other until the time is over; how many there were. What fails is in the notes."""
    begun, number = monotonic(), 0
    while (now := monotonic()) < begun + minutes * 60:
        with suppress(Refused):
            people.once(number)
        number += 1
        sleep(max(0.0, now + PACE - monotonic()))
    return number


def last_of(model: type[Model]) -> int:
    return model._default_manager.aggregate(last=Max("pk"))["last"] or 0


def proofs(notes: Notes, before: dict[type[Model], int]) -> dict[str, Any]:
    """What must be none: everything acknowledged is kept once, and nothing is kept that nobody sent."""
    kept = [(act, act.kept()) for act in notes.acts]
    return {
        "acts acknowledged": sum(act.is_acknowledged for act, _rows in kept),
        "acts lost": sum(act.is_acknowledged and not rows for act, rows in kept),
        "acts doubled": sum(len(rows) > 1 for _act, rows in kept) + strangers(kept, before),
        "faults of the journal": len(list(verification.verify())),
        "answers that should not be": notes.failures,
    }


def strangers(kept: list[tuple[Any, list[Any]]], before: dict[type[Model], int]) -> int:
    """Entries of the same events, and ballots, that came meanwhile and belong to nothing that was sent."""
    rows = [row for _act, found in kept for row in found]
    entries = [row for row in rows if isinstance(row, Entry)]
    fresh = Entry.objects.filter(pk__gt=before[Entry], event__in={row.event for row in entries})
    ballots = Event.objects.filter(pk__gt=before[Event], kind="Ballot").count() + Waiting.objects.count()
    return fresh.count() - len(entries) + ballots - (len(rows) - len(entries))


def by_status(page: str) -> dict[str, int]:
    """How many answers of each hundred the hall counted itself, since it was opened."""
    counted: Counter[str] = Counter()
    for hundred, number in ANSWERED.findall(page):
        counted[f"{hundred}xx"] += int(float(number))
    return dict(sorted(counted.items()))


def growth(marks: list[Mark], acts: int) -> dict[str, Any]:
    """From the first full turn of those who are killed to the last: memory, connections, the database."""
    if not marks:
        return {}
    is_long = len(marks) > WARM
    first, last = (marks[WARM - 1], marks[-1 - len(marks) % WARM]) if is_long else (marks[0], marks[-1])
    grown = Counter(last.tables)
    grown.subtract(first.tables)
    return {
        "memory, MiB, by minute": {mark.minute: round(mark.sum / MIB) for mark in marks},
        "memory at first, MiB": {role: size / MIB for role, size in sorted(first.memory.items())},
        "memory at last, MiB": {role: size / MIB for role, size in sorted(last.memory.items())},
        "memory at last to at first": last.sum / first.sum,
        "connections at first and at last": [first.connections, last.connections],
        "database at first and at last, MiB": [first.database / MIB, last.database / MIB],
        "bytes an act": (marks[-1].database - marks[0].database) / max(1, acts),
        "what grew most, KiB": {name: size // 1024 for name, size in grown.most_common(LARGEST)},
    }
