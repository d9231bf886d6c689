"""Delegates from a list: judged row by row, written all or not at all, and none passed over in silence."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from unionhall.kernel.people.looking_up import look_up_numbers
from unionhall.kernel.people.models import Membership, Office, Person
from unionhall.kernel.people.naming import normal
from unionhall.kernel.privacy import reading
from unionhall.kernel.privacy.models import Access
from unionhall.rooms.assembly.delegates import seating
from unionhall.rooms.assembly.delegates.lists import Line
from unionhall.rooms.assembly.delegates.seating import Came, Entering
from unionhall.rooms.assembly.models import Constituency, Mandate, Term

WHERE = "assembly.delegates"
HIGHEST = 32_767  # as the column has room for
Find = Callable[[Iterable[str]], Mapping[str, Person]]


class Finding(NamedTuple):
    """What is wrong in a row, and in which of its columns."""

    row: int
    column: str
    words: str


class Wish(NamedTuple):
    """A row that is right: who gets a seat of which constituency, which one if the list says it."""

    line: Line
    person: Person
    constituency: Constituency
    seat: int | None


@dataclass
class Outcome:
    """What a list would write, how many rows are there already, and what is wrong in it."""

    wishes: list[Wish] = field(default_factory=list)
    there: int = 0
    findings: list[Finding] = field(default_factory=list)
    written: int = 0


def found_by(person: Person, office: Office) -> Find:
    """Finding members below an office by their exact numbers, written down as each look-up is.

    Raises TooManyLookUps where too many numbers are nobody's.
    """

    def find(numbers: Iterable[str]) -> Mapping[str, Person]:
        people, _unknown = look_up_numbers(numbers, by=person, office=office, where=WHERE)
        return {each.number: each for each in people}

    return find


def found_by_hall(term: Term) -> Find:
    """The same for whoever runs the installation, at the place of the term; everybody found reads of it."""

    def find(numbers: Iterable[str]) -> Mapping[str, Person]:
        there = Membership.objects.current().filter(place__path__startswith=term.place.path)
        people = Person.objects.filter(is_active=True, pk__in=there.values("person"), number__in=set(numbers))
        borne = Counter(each.number for each in people)
        found = {each.number: each for each in people if borne[each.number] == 1}
        reading.record(
            reader=None,
            subjects=[each.uid for each in found.values()],
            purpose=Access.Purpose.LOOKUP,
            what=f"{WHERE} {uuid4().hex[:12]}",
            place=term.place.logged_as,
        )
        return found

    return find


def judge(lines: Sequence[Line], term: Term, find: Find) -> Outcome:
    """What these rows would write."""
    return _Judging(lines, term, find).outcome


def bring(lines: Sequence[Line], term: Term, find: Find, *, actor: Person | None) -> Outcome:
    """Write all rows, or with a finding in any of them nothing.

    1. Lock the term, so that no seat is given meanwhile.  2. Judge the rows as it stands now.  3. Seat them.
    """
    people = find([line.number for line in lines if line.number])
    with transaction.atomic():
        locked = Term.objects.select_for_update(no_key=True).get(pk=term.pk)
        outcome = judge(lines, locked, lambda _numbers: people)
        if not outcome.findings:
            for constituency, wishes in _by_constituency(outcome.wishes):
                entering = [Entering(wish.person, seat=wish.seat) for wish in wishes]
                given = seating.fill(constituency, entering, Came(Mandate.Why.BROUGHT), actor=actor)
                outcome.written += len(given)
    return outcome


def _by_constituency(wishes: Iterable[Wish]) -> Iterator[tuple[Constituency, list[Wish]]]:
    sorted_out: dict[Constituency, list[Wish]] = {}
    for wish in wishes:
        sorted_out.setdefault(wish.constituency, []).append(wish)
    yield from sorted_out.items()


class _Judging:
    """One list against one term: what its rows want, and what stands in their way."""

    def __init__(self, lines: Sequence[Line], term: Term, find: Find) -> None:
        self.term, self.outcome = term, Outcome()
        self.constituencies = list(term.constituencies.current().select_related("place"))
        held = Mandate.objects.filter(term=term, standing_by=None).select_related("constituency")
        self.seats = {each.seat: each.constituency_id for each in held}
        self.holders = {each.person_id: each for each in held if each.until_on is None}
        self.taken = {each.seat for each in self.holders.values()}
        self.free = {each.pk: seating.free(each) for each in self.constituencies}
        self.numbers: dict[str, int] = {}
        self.asked: dict[int, int] = {}
        self.people = find([line.number for line in lines if line.number])
        self.members = self._members()
        for line in lines:
            self._judge(line)

    def _members(self) -> set[tuple[int, int]]:
        """Who of those found is a member of which constituency, by their ids."""
        rows = Membership.objects.current().filter(person__in=[each.pk for each in self.people.values()])
        paths = list(rows.values_list("person", "place__path"))
        return {
            (person, each.pk)
            for person, path in paths
            for each in self.constituencies
            if path.startswith(each.place.path)
        }

    def _judge(self, line: Line) -> None:
        wrong = list(line.wrong) or self._wrong(line)
        if wrong:
            self.outcome.findings += [Finding(line.row, column, words) for column, words in wrong]
            return
        person, constituency = self.people[line.number], self._constituency(line)
        assert constituency is not None
        if self._holds(person):
            self.outcome.there += 1
            return
        seat = int(line.seat) if line.seat else None
        self.free[constituency.pk] -= 1
        self.outcome.wishes.append(Wish(line, person, constituency, seat))

    def _wrong(self, line: Line) -> list[tuple[str, str]]:
        """The first thing that is wrong, by its column."""
        for column, words in (*self._wrong_number(line), *self._wrong_place(line), *self._wrong_seat(line)):
            return [(column, words)]
        return []

    def _wrong_number(self, line: Line) -> Iterator[tuple[str, str]]:
        if not line.number:
            yield "number", _("Write the member number.")
            return
        if (earlier := self.numbers.setdefault(line.number, line.row)) != line.row:
            yield "number", _("Row %(row)d names this member, too.") % {"row": earlier}
        person = self.people.get(line.number)
        if person is None:
            words = _("Nobody at %(place)s has exactly this number.") % {"place": self.term.place}
            yield "number", words
        elif line.name and normal(line.name) != normal(person.name):
            yield "name", _("Whoever has this number is called otherwise. Check the number.")

    def _wrong_place(self, line: Line) -> Iterator[tuple[str, str]]:
        constituency, person = self._constituency(line), self.people.get(line.number)
        if constituency is None:
            known = _(", ").join(each.code for each in self.constituencies)
            yield "constituency", _("This is none of its constituencies: %(known)s.") % {"known": known}
        elif person and (person.pk, constituency.pk) not in self.members:
            yield (
                "constituency",
                _("Whoever has this number is no member of %(where)s.") % {"where": constituency},
            )
        elif person and not self._holds(person) and not self.free[constituency.pk]:
            told = {"where": constituency, "seats": constituency.seats}
            yield "constituency", _("%(where)s has %(seats)d seats, and none is left for this row.") % told

    def _wrong_seat(self, line: Line) -> Iterator[tuple[str, str]]:
        person, constituency = self.people.get(line.number), self._constituency(line)
        if line.seat and not (line.seat.isdecimal() and 0 < int(line.seat) <= HIGHEST):
            yield "seat", _("Write the seat as a number from 1 on, or leave it out.")
            return
        seat = int(line.seat) if line.seat else None
        holds = self._holds(person) if person else None
        if (
            holds
            and constituency
            and (holds.constituency_id != constituency.pk or seat not in (None, holds.seat))
        ):
            yield "seat", _("This member holds seat %(seat)d of this term already.") % {"seat": holds.seat}
        elif seat and not holds:
            yield from self._taken(seat, line, constituency)

    def _taken(self, seat: int, line: Line, constituency: Constituency | None) -> Iterator[tuple[str, str]]:
        if seat in self.taken:
            yield "seat", _("Somebody holds this seat already.")
        elif constituency and self.seats.get(seat, constituency.pk) != constituency.pk:
            yield "seat", _("This seat belongs to another constituency.")
        elif (earlier := self.asked.setdefault(seat, line.row)) != line.row:
            yield "seat", _("Row %(row)d has this seat, too.") % {"row": earlier}

    def _constituency(self, line: Line) -> Constituency | None:
        """By its code or what it is called in any language; the only one where the list names none."""
        if not line.constituency:
            return self.constituencies[0] if len(self.constituencies) == 1 else None
        asked = line.constituency.casefold()
        called = [
            each
            for each in self.constituencies
            if asked in (each.code.casefold(), *(words.casefold() for words in each.title.values()))
        ]
        return called[0] if len(called) == 1 else None

    def _holds(self, person: Person) -> Mandate | None:
        return self.holders.get(person.pk)
