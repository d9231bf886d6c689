"""Opening a vote on the item that is dealt with, and breaking one off."""

from uuid import UUID

from django.utils.translation import gettext as _

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.refusals import NotAllowed, Refusal
from unionhall.rooms.assembly.meeting.decided import BETWEEN, about, motions_of, undecided
from unionhall.rooms.assembly.meeting.log import following, locked, record
from unionhall.rooms.assembly.meeting.rules import ORDER, is_secret, rule_of_item
from unionhall.rooms.assembly.meeting.saying import NotSo
from unionhall.rooms.assembly.minutes import correcting
from unionhall.rooms.assembly.minutes.drafting import draft
from unionhall.rooms.assembly.models import Amendment, Item, Log, Voice
from unionhall.rooms.assembly.procedure import joint
from unionhall.rooms.assembly.procedure.meetings import leads
from unionhall.rooms.assembly.sitting import events
from unionhall.rooms.assembly.sitting.sitting import How, Refused


class CannotVote(Refusal):
    """No vote on it can be opened; `message` says why, and what to do."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


def ways(meeting: Matter, item: Item, amendment: Amendment | None = None) -> list[How]:
    """How a vote on it can be taken: what must be secret only so, anything else by name or by hands."""
    if is_secret(meeting, rule_for_vote(item, amendment)):
        return [How.SECRET]
    return [How.NAMES, How.HANDS]


def rule_for_vote(item: Item, amendment: Amendment | None = None) -> str:
    """Which majority: an amendment goes by that of the order of business, what is decided by its subject."""
    return ORDER if amendment is not None else rule_of_item(item)


def open_vote(
    meeting: Matter,
    item: Item,
    how: How,
    *,
    actor: Person,
    amendment: Amendment | None = None,
    key: UUID | None = None,
) -> int:
    """Open a vote on the item that is dealt with; its number. The same key again opens nothing more.

    1. Lock the log.  2. Lock what is decided, so that nobody withdraws it meanwhile, and see that it stands
    on the agenda.  3. Write the line. Raises NotAllowed, CannotVote, NotSo.
    """
    demand_leads(meeting, actor)
    with locked(meeting) as log:
        if number := opened_before(key):
            return number
        if how not in ways(meeting, item, amendment) or how == How.SECRET:
            raise CannotVote(_("By the rules this is decided in another way. Choose again."))
        return write_opening(log, item, how, actor=actor, amendment=amendment, key=key)


def write_opening(
    log: Log,
    item: Item,
    how: How,
    *,
    actor: Person,
    amendment: Amendment | None = None,
    key: UUID | None = None,
) -> int:
    """The line itself, in the transaction in which the log is `locked`; the number of the vote."""
    motions = motions_of(item)
    versions = [_locked_version(motion) for motion in motions]
    if motions_of(Item.objects.get(pk=item.pk)) != motions:
        raise NotSo(Refused("moved_on"))
    if item.joint is not None:
        _demand_provisional(item.joint)
        versions.append("1")
    if item.minutes_of is not None:
        versions.append(_locked_minutes(item.minutes_of))
    if amendment is None:
        _demand_no_amendments(motions)
    elif amendment.matter not in motions or not _is_open(amendment):
        raise CannotVote(_("This amendment is decided or withdrawn already."))
    with following(log) as sitting:
        number = sitting.next_vote
    opened = events.VoteOpened(
        number,
        item.number,
        rule_for_vote(item, amendment),
        str(how),
        about(item, amendment),
        BETWEEN.join(versions),
    )
    write(log, opened, actor=actor, key=key)
    return number


def write(log: Log, event: events.Event, *, actor: Person | None, key: UUID | None = None) -> None:
    """A line that an officer's act makes. Raises NotSo with what to do."""
    try:
        record(log, event, actor=actor, key=key)
    except Refused as refused:
        raise NotSo(refused) from refused


def drop(meeting: Matter, vote: int, *, actor: Person, key: UUID | None = None) -> None:
    """Break a vote off: nothing was decided, and what was said in it goes. Raises NotAllowed, NotSo."""
    demand_leads(meeting, actor)
    with locked(meeting) as log:
        write(log, events.VoteDropped(vote), actor=actor, key=key)
        Voice.objects.filter(meeting=meeting, vote=vote).delete()


def demand_leads(meeting: Matter, actor: Person) -> None:
    if not leads(meeting, actor):
        raise NotAllowed("vote")


def opened_before(key: UUID | None) -> int | None:
    """The number of the vote that was opened under the key, as after a double click."""
    entry = Entry.objects.under(key).first() if key else None
    return int(entry.payload["vote"]) if entry and "vote" in entry.payload else None


def _locked_version(motion: Matter) -> str:
    """Which version of a motion is decided; nobody withdraws it before the vote is open."""
    now = Matter.objects.select_for_update(no_key=True).get(pk=motion.pk)
    if now.state != "on_agenda":
        raise CannotVote(
            _("“%(name)s” is not on the agenda any more. Call the next item.") % {"name": motion.motion.name}
        )
    newest = now.versions.order_by("-number").values_list("number", flat=True).first()
    return str(newest)


def _locked_minutes(matter: Matter) -> str:
    """The digest of minutes as they stand; nobody changes them before the vote is open, nor until it ends."""
    with correcting.locked(matter):
        if undecided(matter.pk):
            raise CannotVote(_("A secret vote of that meeting is still counted. Vote on its minutes later."))
        return draft(matter).digest


def _demand_provisional(matter: Matter) -> None:
    """What a joint meeting settled neither lapses nor is confirmed before the vote is open."""
    if Matter.objects.select_for_update(no_key=True).get(pk=matter.pk).state != joint.joint.start:
        raise CannotVote(_("This is confirmed or has lapsed already. Call the next item."))


def _is_open(amendment: Amendment) -> bool:
    found = Amendment.objects.select_for_update().get(pk=amendment.pk)
    return found.stands == Amendment.Stands.OPEN


def _demand_no_amendments(motions: list[Matter]) -> None:
    """What is decided reads as it will stand: amendments are dealt with before."""
    left = Amendment.objects.filter(matter__in=motions, stands=Amendment.Stands.OPEN).order_by("pk").first()
    if left is not None:
        raise CannotVote(
            _(
                "Amendment %(number)d of “%(name)s” is not decided yet. Vote on it first, or ask whoever "
                "proposed it to withdraw it."
            )
            % {"number": left.number, "name": left.matter.motion.name}
        )
