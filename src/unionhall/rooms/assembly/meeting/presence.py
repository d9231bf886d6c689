"""Who is in the room, as long as they are; the log is told how many."""

from uuid import UUID

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.rooms.assembly.meeting.log import locked, record
from unionhall.rooms.assembly.models import Log, Mandate, Presence
from unionhall.rooms.assembly.sitting import events


def arrive(matter: Matter, mandate: Mandate, *, actor: Person | None = None, key: UUID | None = None) -> bool:
    """The delegate of a seat, or who stands in for them, is in the room; whether they weren't before.

    `actor`: the door steward who let them in; nobody, where they came in by themselves.
    """
    with locked(matter) as log:
        _row, is_new = Presence.objects.get_or_create(
            meeting=matter, seat=mandate.seat, defaults={"mandate": mandate}
        )
        if is_new:
            _count(log, matter, actor, key)
        return is_new


def leave(matter: Matter, mandate: Mandate, *, actor: Person | None = None, key: UUID | None = None) -> bool:
    """They are not in the room any more; whether they were."""
    with locked(matter) as log:
        found, _rows = Presence.objects.filter(meeting=matter, seat=mandate.seat).delete()
        if found:
            _count(log, matter, actor, key)
        return bool(found)


def is_present(matter: Matter, mandate: Mandate) -> bool:
    return Presence.objects.filter(meeting=matter, mandate=mandate).exists()


def _count(log: Log, matter: Matter, actor: Person | None, key: UUID | None) -> None:
    present = Presence.objects.filter(meeting=matter).count()
    record(log, events.Present(present), actor=actor, key=key)
