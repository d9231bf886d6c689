"""What happened, as a sentence: the event's own, with the people in it named as the reader may know them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.database.questions import Question, ask, is_any
from unionhall.kernel.journal import events
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor, Guest
from unionhall.kernel.people.masks import selves_of
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.rooms import room

HELD_EVER = Question(
    lambda: Office.objects.filter(is_any("person__uid", "people")).select_related("person", "place")
)
PEOPLE = ("handler", "adviser", "person")  # names in a payload that stand for a person's UUID


def sentences(
    entries: Iterable[Entry],
    reader: Actor | None = None,
    matters: Iterable[Matter] | None = None,
    say: Callable[[str], Any] = events.sentence,
) -> list[str]:
    """A sentence for each entry in the active language, in three queries for however many.

    `matters` are those that the entries belong to, where the caller has them already; `say` gives an event
    its words.
    Officers appear by name and office. A party is "the member", or "you" to themselves, and nobody else
    without an office is named. UnregisteredEvent if an event has no sentence.
    """
    shown = list(entries)
    cast = Cast.of(shown, reader, _matters(shown) if matters is None else matters)
    return [events.filled(say(entry.event), _words(entry, cast)) for entry in shown]


def _words(entry: Entry, cast: "Cast") -> dict[str, Any]:
    people = {name: cast.name(entry, uid) for name, uid in entry.payload.items() if name in PEOPLE}
    unnamed = dict.fromkeys(PEOPLE, _("Somebody"))
    return {**unnamed, **entry.payload, **people, "actor": _actor(entry, cast)}


def _actor(entry: Entry, cast: "Cast") -> str:
    """Who did it; without a person it was a guest who asked, else the hall itself."""
    if entry.actor is None:
        began = entry.number == 1 and entry.stream in cast.matters
        return cast.side(entry) or (_("A guest") if began else _("The hall"))
    return cast.name(entry, str(entry.actor))


@dataclass(frozen=True)
class Cast:
    """Everybody who appears in some entries, by UUID, and what each of them is to a matter."""

    offices: Mapping[str, list[Office]]
    matters: Mapping[UUID, Matter]
    reader: Actor | None

    @classmethod
    def of(cls, entries: list[Entry], reader: Actor | None, matters: Iterable[Matter]) -> "Cast":
        held: dict[str, list[Office]] = defaultdict(list)
        (offices,) = ask(HELD_EVER(people=[UUID(uid) for uid in _uids(entries)]))
        for office in offices:
            held[str(office.person.uid)].append(office)
        return cls(held, {matter.stream: matter for matter in matters}, reader)

    def name(self, entry: Entry, uid: str) -> str:
        """How this reader knows that person in the entry's matter."""
        matter = self.matters.get(entry.stream)
        seats = matter.seats if matter else ()
        party = next((each for each in seats if str(each.person.uid) == uid), None)
        if matter and party:
            return _("You") if self._is_reader(party.person) else _capacity(matter, party.capacity)
        office = self._office(uid, entry, matter.place_path if matter else "")
        if office is None:
            return _("Somebody")
        return _("%(name)s (%(office)s)") % {"name": office.person.name, "office": office.title}

    def side(self, entry: Entry) -> str:
        """What a guest is to the matter who acted as one of several sides; empty for others."""
        matter, capacity = self.matters.get(entry.stream), entry.payload.get("side", "")
        if matter is None or not capacity:
            return ""
        is_reader = isinstance(self.reader, Guest) and matter.capacity_of(self.reader) == capacity
        return _("You") if is_reader else _capacity(matter, capacity)

    def _is_reader(self, party: Person) -> bool:
        if party.mask_in and isinstance(self.reader, Person):
            return party.pk in selves_of(self.reader)
        return party == self.reader

    def _office(self, uid: str, entry: Entry, path: str) -> Office | None:
        """The nearest office over the matter that was held then, else any that person ever held."""
        held = self.offices.get(uid, [])
        return max(held, key=lambda office: _fitness(office, path, entry.occurred_at), default=None)


def _capacity(matter: Matter, capacity: str) -> str:
    """What the room calls parties of that capacity; elsewhere a party is the member."""
    return str(room(matter.room).capacities.get(capacity, _("The member")))


def _fitness(office: Office, path: str, moment: datetime) -> tuple[bool, bool, int, int]:
    day = timezone.localdate(moment)
    was_held = office.from_on <= day and (office.until_on is None or day <= office.until_on)
    return office.reaches(path), was_held, len(office.place.path), -office.pk


def _uids(entries: list[Entry]) -> set[str]:
    named = {str(entry.payload[name]) for entry in entries for name in PEOPLE if entry.payload.get(name)}
    return named | {str(entry.actor) for entry in entries if entry.actor}


def _matters(entries: list[Entry]) -> models.QuerySet[Any]:
    return Matter.objects.filter(stream__in={entry.stream for entry in entries}).prefetch_related("parties")
