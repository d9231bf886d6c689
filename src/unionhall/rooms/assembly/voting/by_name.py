"""Voting by name, from the delegate's own phone, as long as the vote is open and they are in the room."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.refusals import Refusal
from unionhall.rooms.assembly.meeting.log import following, locked
from unionhall.rooms.assembly.models import Log, Presence, Voice
from unionhall.rooms.assembly.sitting.sitting import How


class NotInTheRoom(Refusal):
    status = 403
    message = _("Only delegates who are in the room can vote. Enter the code on the wall first.")


class NotOpenNow(Refusal):
    message = _("This vote is closed. What you said before counts; nothing was changed.")


def in_the_room(meeting: Matter, person: Person) -> Presence | None:
    """The seat for which somebody is in the room, as its delegate or standing in; None for others."""
    found = Presence.objects.filter(meeting=meeting, mandate__person=person).select_related("mandate")
    return found.first()


def say(meeting: Matter, vote: int, choice: str, *, person: Person) -> Voice:
    """Say yes, no or that one abstains; until the vote is closed one may say otherwise.

    1. Lock the log: who closes the vote waits, and whoever comes after the end is refused.  2. See that the
    vote is open and the seat in the room.  3. Write it down. Raises NotOpenNow, NotInTheRoom.
    """
    with locked(meeting) as log:
        with following(log) as sitting:
            current = sitting.vote
        if current is None or current.number != vote or current.how != How.NAMES:
            raise NotOpenNow
        seated = in_the_room(meeting, person)
        if seated is None:
            raise NotInTheRoom
        voice: Voice
        voice, _is_new = Voice.objects.update_or_create(
            meeting=meeting,
            vote=vote,
            seat=seated.seat,
            defaults={"mandate": seated.mandate, "choice": choice},
        )
        Log.objects.filter(pk=log.pk).update(said=F("said") + 1)
        return voice
