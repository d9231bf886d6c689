"""Who is in the room, as long as they are; the log is told how many."""

from uuid import UUID

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.rooms.assembly.meeting.log import following, locked, record
from unionhall.rooms.assembly.models import Entitled, Log, Mandate, Presence
from unionhall.rooms.assembly.sitting import events
from unionhall.rooms.assembly.sitting.sitting import Refused


def arrive(
    matter: Matter,
    mandate: Mandate,
    *,
    seat: int | None = None,
    actor: Person | None = None,
    key: UUID | None = None,
) -> bool:
    """The delegate of a seat, or who stands in for them, is in the room; whether they weren't before.

    1. Lock the log; what came once under the key changes nothing again.  2. Write down that the seat is in
    the room.  3. Tell the log how many are.
    `seat`: the one that a substitute takes, else the first free one of their constituency.
    `actor`: the door steward who let them in; nobody, where they came in by themselves.
    Raises sitting.Refused where the meeting isn't sitting, the seat is taken or was filled after it began,
    or none is free.
    """
    with locked(matter) as log:
        if key and Entry.objects.under(key).exists():
            return False
        is_new = not Presence.objects.filter(meeting=matter, mandate=mandate).exists()
        if is_new:
            Presence.objects.create(meeting=matter, mandate=mandate, seat=_seat_for(matter, mandate, seat))
        if is_new or key:
            _count(log, matter, 1 if is_new else 0, actor, key)
        return is_new


def leave(matter: Matter, mandate: Mandate, *, actor: Person | None = None, key: UUID | None = None) -> bool:
    """They are not in the room any more; whether they were. Raises sitting.Refused."""
    with locked(matter) as log:
        if key and Entry.objects.under(key).exists():
            return False
        found, _rows = Presence.objects.filter(meeting=matter, mandate=mandate).delete()
        if found or key:
            _count(log, matter, -found, actor, key)
        return bool(found)


def sits(matter: Matter, seat: int) -> Mandate | None:
    """Who is in the room in that seat."""
    found = Presence.objects.filter(meeting=matter, seat=seat).select_related("mandate").first()
    return found.mandate if found else None


def of(matter: Matter, person: Person) -> Presence | None:
    """That somebody is in the room, and in which seat."""
    found = Presence.objects.filter(meeting=matter, mandate__person=person)
    return found.select_related("mandate").first()


def _seat_for(matter: Matter, mandate: Mandate, wanted: int | None) -> int:
    taken = Presence.objects.filter(meeting=matter)
    entitled = Entitled.objects.filter(meeting=matter).order_by("seat")
    if mandate.standing_by is None:
        wanted = mandate.seat
    elif wanted is None:
        own = entitled.filter(mandate__constituency=mandate.constituency)
        free = own.exclude(seat__in=taken.values("seat")).values_list("seat", flat=True).first()
        if free is None:
            raise Refused("no_free_seat")
        return free
    if not entitled.filter(seat=wanted).exists() and entitled.exists():
        raise Refused("filled_later", seat=wanted)
    if taken.filter(seat=wanted).exists():
        raise Refused("seat_taken", seat=wanted)
    return wanted


def _count(log: Log, matter: Matter, more: int, actor: Person | None, key: UUID | None) -> None:
    """How many there are is worked out from the log, so that it costs the same however many there are."""
    with following(log) as sitting:
        present = sitting.present + more
    record(log, events.Present(present), actor=actor, key=key)
