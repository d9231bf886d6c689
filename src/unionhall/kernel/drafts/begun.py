"""What somebody began to ask and has not sent: for their own lists, on any device of theirs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from unionhall.database.questions import Asked, Gap, Question, ask, is_any
from unionhall.kernel.drafts import keeping, spots
from unionhall.kernel.drafts.models import Kept
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy.keys import of_person
from unionhall.kernel.words import Words

LYING = Question(
    lambda: Kept.objects.filter(is_any("owner", "owners"), until__gt=Gap("now"), is_listed=True).order_by(
        "-until", "name"
    )
)


@dataclass(frozen=True)
class Begun:
    """One ask that was begun.

    Attributes:
        name: of its row. title: what is asked for. words: the first that were written, if any were.
        address: of the screen where it was left. at: when it was kept last.
        is_sealed: whether what comes of it will lie sealed, so that no words of it are said.
    """

    name: UUID
    title: Words
    words: str
    address: str
    at: datetime
    is_sealed: bool


def asks(person: Person) -> Asked[Kept]:
    """The question for all that the person began, so that it is asked with others; see `among`."""
    return LYING(owners=spots.owners(person), now=timezone.now())


def among(lying: Iterable[Kept], person: Person) -> list[Begun]:
    """The asks among what lies there, the newest first."""
    opened = ((row.name, keeping.opened(row, of_person(person.uid))) for row in lying)
    return [_begun(name, found) for name, found in opened if found and found.shown]


def find(person: Person, name: UUID) -> Begun | None:
    """The person's own ask by the name of its row."""
    (lying,) = ask(asks(person))
    return next((each for each in among(lying, person) if each.name == name), None)


def throw(begun: Begun) -> None:
    Kept.objects.filter(name=begun.name).delete()


def _begun(name: UUID, found: keeping.Found) -> Begun:
    shown: dict[str, Any] = found.shown
    is_sealed = shown.get("sealed", False)
    return Begun(name, Words(shown["title"]), shown["words"], shown["address"], found.at, is_sealed)
