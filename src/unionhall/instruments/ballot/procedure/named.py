"""Votes that are open by name, for what needs no secrecy."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from unionhall.instruments.ballot import refusals
from unionhall.instruments.ballot.models import Election, NamedVote, Turnout
from unionhall.instruments.ballot.procedure import log
from unionhall.instruments.ballot.questions import counted
from unionhall.kernel.people.models import Person


def say(election: Election, choices: Sequence[Sequence[int]], *, person: Person) -> None:
    """Vote by name; until the end one may change one's mind. Raises NotOpen, NotOnTheRoll, NotAsAgreed."""
    with log.locked(election) as found:
        if found.is_secret or found.stage != Election.Stage.OPEN or timezone.now() >= found.closes_at:
            raise refusals.NotOpen
        if not found.roll.filter(person=person).exists():
            raise refusals.NotOnTheRoll
        if not is_permitted(found, choices):
            raise refusals.NotAsAgreed
        Turnout.objects.get_or_create(election=found, person=person)
        flat = [number for row in choices for number in row]
        NamedVote.objects.update_or_create(election=found, person=person, defaults={"choices": flat})


def is_permitted(election: Election, choices: Sequence[Sequence[int]]) -> bool:
    """Whether each question is answered as its rule says; the blank choice stands alone."""
    if len(choices) != len(election.questions):
        return False
    return all(_fits(asked, row) for asked, row in zip(election.questions, choices, strict=True))


def finish(election: Election, now: datetime) -> None:
    """Add the votes up; the caller saves."""
    sizes = counted(election.questions)
    rows = [rows_of(vote.choices, sizes) for vote in election.named.all()]
    election.counts = [
        [sum(row[question][choice] for row in rows) for choice in range(size)]
        for question, size in enumerate(sizes)
    ]
    election.stage, election.ended_at = Election.Stage.FINISHED, now


def rows_of(flat: Sequence[int], sizes: Sequence[int]) -> list[list[int]]:
    """The choices of each question again."""
    found, start = [], 0
    for size in sizes:
        found.append(list(flat[start : start + size]))
        start += size
    return found


def _fits(asked: dict[str, Any], row: Sequence[int]) -> bool:
    size = len(asked["answers"]) + asked["blank"]
    if len(row) != size or not set(row) <= {0, 1}:
        return False
    chosen = sum(row[1:]) if asked["blank"] else sum(row)
    if asked["blank"] and row[0]:
        return chosen == 0
    return bool(asked["min"] <= chosen <= asked["max"])
