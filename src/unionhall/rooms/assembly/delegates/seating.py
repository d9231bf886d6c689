"""Who sits in which seat: every change under the lock of its term, with a line in the constituency's journal.

The lines name seats and never persons. Whoever gets or loses a seat by it is told.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import chain, count
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.journal.chain import append
from unionhall.kernel.journal.events import register
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.models import Topic
from unionhall.kernel.notices.telling import announce
from unionhall.kernel.people.models import DatedQuerySet, Person
from unionhall.kernel.procedures.refusals import NotNow
from unionhall.rooms.assembly.models import Constituency, Mandate, Term

Why, Ended = Mandate.Why, Mandate.Ended
DAY = timedelta(days=1)
STANDS_BY = "assembly.seat_stands_by"

for _name, _sentence in {
    Why.ELECTED: _("Seat {seat} was filled by an election."),
    Why.BROUGHT: _("{actor} took seat {seat} over from the list of the congress."),
    Why.MOVED_UP: _("A substitute moved up into seat {seat}."),
}.items():
    register(f"assembly.seat_{_name}", _sentence)
for _over, _sentence in {
    Ended.TERM: _("The term of seat {seat} is over."),
    Ended.LAID_DOWN: _("Seat {seat} was laid down."),
    Ended.RECALLED: _("The constituency recalled its delegate from seat {seat}."),
    Ended.LEFT: _("Seat {seat} is free: its delegate is no longer a member of the constituency."),
}.items():
    register(f"assembly.seat_ended_{_over}", _sentence)
register(STANDS_BY, _("After an election substitutes stand by: {count}."))


class NoSeat(NotNow):
    """More are to be seated than seats are free."""

    message = _("No seat is free in this constituency.")


class Entering(NamedTuple):
    """Somebody who gets a seat or stands by for one: with how many votes, and which seat if that is known."""

    person: Person
    votes: int | None = None
    seat: int | None = None


class Came(NamedTuple):
    """How people come to their seats: why, and by which election of how many who might vote."""

    why: str
    election: Matter | None = None
    entitled: int | None = None


@contextmanager
def locked(constituency: Constituency) -> Iterator[Constituency]:
    """The constituency in a transaction in which nobody else gives or takes a seat of its term."""
    with transaction.atomic():
        Term.objects.select_for_update(no_key=True).get(pk=constituency.term_id)
        kept: Constituency = (
            Constituency.objects.select_for_update(of=("self",), no_key=True)
            .select_related("term", "place")
            .get(pk=constituency.pk)
        )
        yield kept


def lasting(constituency: Constituency) -> Iterable[Mandate]:
    """The mandates of its delegates that have no last day yet, by seat."""
    found = Mandate.objects.filter(constituency=constituency, standing_by=None, until_on=None)
    return found.select_related("person").order_by("seat")


def free(constituency: Constituency) -> int:
    """How many of its seats nobody holds, or from tomorrow on nobody."""
    return max(0, constituency.seats - len(list(lasting(constituency))))


def fill(
    constituency: Constituency, entering: Sequence[Entering], came: Came, *, actor: Person | None = None
) -> list[Mandate]:
    """Give them free seats in this order; who holds one of the term already gets no second one.

    1. Lock the term.  2. End it where one stood by.  3. Write mandates, journal and notices.
    Raises NoSeat where there are more of them than free seats; then nobody gets one.
    """
    with locked(constituency) as kept:
        holding = set(_lasting_in(kept.term).filter(standing_by=None).values_list("person", flat=True))
        new = [each for each in entering if each.person.pk not in holding]
        if len(new) > free(kept):
            raise NoSeat
        numbers = _numbers(kept, [each.seat for each in new])
        return _seat(kept, list(zip(new, numbers, strict=True)), came, actor)


def stand_by(constituency: Constituency, groups: Iterable[Sequence[Entering]], came: Came) -> int:
    """Let them stand by in this order, equal ones with the same number, behind those who do; how many do."""
    with locked(constituency) as kept:
        has_one = set(_lasting_in(kept.term).values_list("person", flat=True))
        last = _substitutes(kept).aggregate(last=Max("standing_by"))["last"] or 0
        rows = [
            Mandate(
                term=kept.term, constituency=kept, person=each.person, seat=0, standing_by=last + rank,
                election=came.election, votes=each.votes, entitled=came.entitled,
                from_on=_first_day(kept.term),
            )
            for rank, group in enumerate(groups, 1)
            for each in group
            if each.person.pk not in has_one
        ]  # fmt: skip
        Mandate.objects.bulk_create(rows)
        if rows:
            _enter(kept, STANDS_BY, None, [{"count": len(rows)}])
        return len(rows)


def end(mandate: Mandate, ended: str, *, on: date | None = None) -> Mandate | None:
    """End a mandate with this day or today; who moves up into the seat from the day after, if anybody does.

    One that has a last day already is left as it is.
    """
    with locked(mandate.constituency) as kept:
        held: Mandate = Mandate.objects.select_related("person").get(pk=mandate.pk)
        if held.until_on is not None:
            return None
        held.until_on, held.ended = max(on or timezone.localdate(), held.from_on), ended
        held.save(update_fields=["until_on", "ended"])
        if held.standing_by is not None:
            return None
        (entry,) = _enter(kept, f"assembly.seat_ended_{ended}", None, [{"seat": held.seat}])
        _tell(kept, [(entry, held.person)])
        return _move_up(kept, held.seat) if ended != Ended.TERM else None


def next_up(constituency: Constituency) -> list[Mandate]:
    """The substitutes who stand first: several where nothing says which of them is to move up."""
    standing = list(_substitutes(constituency).select_related("person").order_by("standing_by"))
    return [each for each in standing if each.standing_by == standing[0].standing_by]


def _move_up(constituency: Constituency, seat: int) -> Mandate | None:
    first = next_up(constituency)
    if len(first) != 1:
        return None
    (standing,) = first
    standing.until_on, standing.ended = max(timezone.localdate(), standing.from_on), Ended.MOVED_UP
    standing.save(update_fields=["until_on", "ended"])
    entering = Entering(standing.person, standing.votes)
    came = Came(Why.MOVED_UP, standing.election, standing.entitled)
    return _seat(constituency, [(entering, seat)], came, None)[0]


def _seat(
    constituency: Constituency, seated: Sequence[tuple[Entering, int]], came: Came, actor: Person | None
) -> list[Mandate]:
    """Seat them, each from the day on which the seat is free; in few statements, as for a whole congress."""
    term = constituency.term
    _end_standing_by(term, [entering.person for entering, _seat in seated])
    first, free_from = _first_day(term), _free_from(term, [seat for _entering, seat in seated])
    mandates = [
        Mandate(
            term=term, constituency=constituency, person=entering.person, seat=seat,
            why=came.why, election=came.election, votes=entering.votes, entitled=came.entitled,
            from_on=max(first, free_from.get(seat, first)),
        )
        for entering, seat in seated
    ]  # fmt: skip
    Mandate.objects.bulk_create(mandates)
    event = f"assembly.seat_{came.why}"
    entries = _enter(constituency, event, actor, [{"seat": seat} for _entering, seat in seated])
    _tell(constituency, [(entry, row.person) for entry, row in zip(entries, mandates, strict=True)])
    return mandates


def _free_from(term: Term, seats: Sequence[int]) -> dict[int, date]:
    """The day after the last one on which each of these seats was held, of those that were."""
    before = Mandate.objects.filter(term=term, standing_by=None, seat__in=seats, until_on__isnull=False)
    return {seat: last + DAY for seat, last in before.values_list("seat").annotate(Max("until_on"))}


def _end_standing_by(term: Term, people: Sequence[Person]) -> None:
    for standing in _lasting_in(term).filter(person__in=people).exclude(standing_by=None):
        standing.until_on, standing.ended = max(timezone.localdate(), standing.from_on), Ended.MOVED_UP
        standing.save(update_fields=["until_on", "ended"])


def _numbers(constituency: Constituency, wanted: Sequence[int | None]) -> list[int]:
    """The seats that are wanted; else free ones of its own, the lowest first, then new ones of the term."""
    seats = Mandate.objects.filter(term=constituency.term, standing_by=None)
    own = set(seats.filter(constituency=constituency).values_list("seat", flat=True))
    taken = {mandate.seat for mandate in lasting(constituency)} | {seat for seat in wanted if seat}
    known = (*taken, seats.aggregate(last=Max("seat"))["last"] or 0)
    others = chain(sorted(own - taken), count(max(known) + 1))
    return [seat or next(others) for seat in wanted]


def _lasting_in(term: Term) -> DatedQuerySet:
    return Mandate.objects.filter(term=term, until_on=None)


def _substitutes(constituency: Constituency) -> DatedQuerySet:
    return Mandate.objects.filter(constituency=constituency, until_on=None).exclude(standing_by=None)


def _first_day(term: Term) -> date:
    return max(timezone.localdate(), term.from_on)


def _enter(
    constituency: Constituency, event: str, actor: Person | None, payloads: Sequence[dict[str, int]]
) -> list[Entry]:
    """So many more lines in the journal of the constituency, whose row is locked."""
    now, by = timezone.now(), actor.uid if actor else None
    entries = [
        append(constituency, event, actor=by, occurred_at=now, recorded_at=now, payload=payload)
        for payload in payloads
    ]
    constituency.save(update_fields=["journal_length", "journal_head"])
    Entry.objects.bulk_create(entries)
    return entries


def _tell(constituency: Constituency, told: Sequence[tuple[Entry, Person]]) -> None:
    named = {
        "reference": constituency.code[:40],
        "title": constituency.title,
        "address": reverse("assembly:seats"),
        "place_path": constituency.place.path,
    }
    topic, _is_new = Topic.objects.get_or_create(stream=constituency.stream, defaults=named)
    for entry, person in told:
        announce(topic, entry, [person.pk] if person.is_active else [])
