"""The first words of a request in a list, and that somebody saw them there who doesn't have it in hand."""

from collections.abc import Container, Iterable
from datetime import timedelta
from itertools import accumulate, takewhile
from unicodedata import east_asian_width
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.utils import timezone

from unionhall.database import writing
from unionhall.database.questions import Statement
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.rooms import room

READ = 240  # characters of a text that are looked at
WIDEST = 96  # columns that are shown; a Chinese sign takes two
AGAIN = timedelta(days=1)
WORDS = "SELECT matter_id, left(text, %s) FROM matters_wording WHERE matter_id = ANY(%s)"
NOTED = """
    SELECT what FROM privacy_access
    WHERE reader = %s AND at > %s AND purpose IN ('list', 'matter') AND what = ANY(%s)
"""


def said_first(matters: Iterable[Matter]) -> Statement:
    """The question for the beginnings of what was asked; of sealed and erased ones nothing is read."""
    lying_open = [each.pk for each in matters if not (each.sealed or each.erased_at)]
    return Statement(WORDS, (READ, lying_open))


def shortened(text: str) -> str:
    """As many words as fit a line or two, cut between words where there are blanks."""
    words = " ".join(text.split())
    shown = words[: _fitting(words)]
    if len(shown) == len(words):
        return f"{words} …" if len(text) >= READ else words
    before, blank, rest = shown.rpartition(" ")
    return f"{before if blank and len(rest) < len(shown) // 2 else shown} …"


def _fitting(words: str) -> int:
    """How many signs fit."""
    if words.isascii():
        return WIDEST
    taken = accumulate(2 if east_asian_width(sign) in "WF" else 1 for sign in words)
    return sum(1 for width in takewhile(WIDEST.__ge__, taken))


def noted(reader: Person | None, matters: Iterable[Matter]) -> Statement:
    """The question which of them are noted already: seen in a list or opened, within a day."""
    named = [each.reference for each in matters if reader and _is_noted(each, reader)]
    return Statement(NOTED, (reader.uid if reader else None, timezone.now() - AGAIN, named))


def note(reader: Person, shown: Iterable[Matter], lately: Container[str]) -> None:
    """Write down for those whom it concerns that the reader saw these words, but for those noted lately."""
    fresh = [each for each in shown if _is_noted(each, reader) and each.reference not in lately]
    if fresh:
        prefetch_related_objects(fresh, "parties")
        writing.insert([row for each in fresh for row in _lines(each, reader)])


def _is_noted(matter: Matter, reader: Person) -> bool:
    """Not what is the reader's own or lies open. Nor what is in the reader's hands or offered to them: it was
    laid before them, and the journal says since when.
    """
    return not (reader.pk in (matter.handler_id, matter.subject_id, matter.offered_to_id) or matter.circle)


def _lines(matter: Matter, reader: Person) -> list[Access]:
    office = reader.office_over(matter.place_path, room(matter.room).served_by)
    concerned: list[UUID | None] = [person.uid for person in matter.people]
    return [
        Access(
            reader=reader.uid,
            subject=each,
            purpose=Access.Purpose.LIST,
            what=matter.reference,
            role=office.role if office else "",
            place=office.place.logged_as if office else "",
        )
        for each in concerned or [None]
    ]
