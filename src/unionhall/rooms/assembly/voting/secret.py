"""Opening and closing the ballot that was prepared for an item, within the meeting."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure.calling import cancel, give_roll
from unionhall.instruments.ballot.procedure.closing import close_by_hand
from unionhall.instruments.ballot.procedure.opening import open_by_hand
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.rooms.assembly.meeting.decided import about
from unionhall.rooms.assembly.meeting.log import locked
from unionhall.rooms.assembly.models import Item, Presence, SecretVote
from unionhall.rooms.assembly.sitting import events
from unionhall.rooms.assembly.sitting.sitting import How
from unionhall.rooms.assembly.voting.opening import (
    CannotVote,
    demand_leads,
    opened_before,
    write,
    write_opening,
)

LONGEST = timedelta(hours=12)  # after which the clock closes what was forgotten


def open_secret(meeting: Matter, item: Item, *, actor: Person, key: UUID | None = None) -> int:
    """Open the ballot of the item that is dealt with; the number of the vote.

    1. Lock the log, and what is decided.  2. Write the line.  3. Give the ballot its roll: whoever is in the
    room for a seat.  4. Open it. Raises NotAllowed, CannotVote, NotSo, and
    the ballot's NotCalled with what it still lacks.
    """
    demand_leads(meeting, actor)
    with locked(meeting) as log:
        if number := opened_before(key):
            return number
        prepared = _prepared(item)
        election = Election.objects.get(uid=prepared.ballot)
        number = write_opening(log, item, How.SECRET, actor=actor, key=key)
        give_roll(election, _voters(meeting), actor=actor)
        open_by_hand(election, actor=actor, until=timezone.now() + LONGEST)
        prepared.vote = number
        prepared.save(update_fields=["vote"])
        return number


def close_secret(meeting: Matter, number: int, *, actor: Person, key: UUID | None = None) -> None:
    """No more ballots; the hall counts them, and the meeting can go on. Raises NotAllowed, NotSo."""
    demand_leads(meeting, actor)
    with locked(meeting) as log:
        if key and Entry.objects.under(key).exists():
            return
        write(log, events.VoteClosed(number), actor=actor, key=key)
        close_by_hand(_election(meeting, number), actor=actor)


def drop_secret(meeting: Matter, number: int, *, actor: Person, key: UUID | None = None) -> None:
    """Break it off: its ballots are never opened. Raises NotAllowed, NotSo."""
    demand_leads(meeting, actor)
    with locked(meeting) as log:
        write(log, events.VoteDropped(number), actor=actor, key=key)
        cancel(_election(meeting, number), actor=actor, reason=_("It was broken off in the meeting."))


def _election(meeting: Matter, number: int) -> Election:
    return Election.objects.get(uid=SecretVote.objects.get(meeting=meeting, vote=number).ballot)


def _prepared(item: Item) -> SecretVote:
    """The ballot that can be opened on it. Raises CannotVote."""
    called = Election.objects.filter(stage=Election.Stage.CALLED).values("uid")
    waiting = list(item.secret_votes.filter(vote=None, ballot__in=called).order_by("-pk"))
    if not waiting:
        raise CannotVote(
            _(
                "No secret vote on this item is called yet. Prepare it, let the key holders make their keys, "
                "and call it."
            )
        )
    prepared = next((each for each in waiting if each.about == about(item)), None)
    if prepared is None:
        raise CannotVote(
            _("What is decided here changed after the secret vote was prepared. Prepare it anew.")
        )
    return prepared


def _voters(meeting: Matter) -> Iterable[int]:
    """Who may vote, by id: one person for each seat that somebody is in."""
    return Presence.objects.filter(meeting=meeting).values_list("mandate__person", flat=True)
