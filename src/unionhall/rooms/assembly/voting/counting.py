"""Closing a vote and writing down what it came to, in the log and in each motion that it decides."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.assembly.meeting.decided import BETWEEN, OF
from unionhall.rooms.assembly.meeting.log import following, happened_at, locked
from unionhall.rooms.assembly.meeting.saying import NotSo
from unionhall.rooms.assembly.minutes import correcting
from unionhall.rooms.assembly.models import Entitled, Item, Log, Mandate, Presence, Voice
from unionhall.rooms.assembly.procedure import deciding, joint
from unionhall.rooms.assembly.procedure.delegates import named
from unionhall.rooms.assembly.procedure.meetings import prepares
from unionhall.rooms.assembly.sitting import events, voices
from unionhall.rooms.assembly.sitting.sitting import Decision, How, Refused, Vote
from unionhall.rooms.assembly.voting.by_name import in_the_room
from unionhall.rooms.assembly.voting.opening import CannotVote, demand_leads, write


def close(meeting: Matter, number: int, *, actor: Person, key: UUID | None = None) -> None:
    """Close an open vote that is not secret, and decide. The same key again changes nothing more.

    1. Lock the log: nobody says anything more.  2. Add up what the seats in the room said, or take what all
    tellers entered alike, at least two, by two people.  3. Write the line, and tell the motions.
    Raises NotAllowed, CannotVote, NotSo.
    """
    demand_leads(meeting, actor)
    with locked(meeting) as log:
        if key and Entry.objects.under(key).exists():
            return
        vote = open_vote_of(log, number)
        proof = _list(meeting, number) if vote.how == How.NAMES else ""
        counted = voices.counted(proof) if vote.how == How.NAMES else _agreed(log, vote)
        count(log, meeting, number, counted, proof=proof, actor=actor, key=key)


def count(
    log: Log,
    meeting: Matter,
    number: int,
    counted: tuple[int, int, int],
    *,
    proof: str,
    actor: Person | None,
    key: UUID | None = None,
) -> Decision:
    """Write down what a vote came to, in the transaction in which the log is `locked`."""
    try:
        with following(log) as sitting:
            decision = sitting.decide(*counted, number=number)
    except Refused as refused:
        raise NotSo(refused) from refused
    line = events.VoteCounted(number, *counted, proof, str(decision.outcome))
    write(log, line, actor=actor, key=key)
    for each in filter(None, decision.vote.about.split(BETWEEN)):
        _tell(each, meeting, decision)
    item = Item.objects.select_related("minutes_of").get(meeting=meeting, number=decision.vote.item)
    if item.minutes_of is not None:
        correcting.take_decision(item.minutes_of, decision, decided_in=meeting, at=happened_at())
    return decision


def take_in(meeting: Matter, number: int, result: Mapping[str, Any]) -> None:
    """What a secret ballot came to, as the instrument says it; without a result nothing was decided."""
    with locked(meeting) as log:
        with following(log) as sitting:
            is_open = sitting.vote is not None and sitting.vote.number == number
            is_counting = number in sitting.counting
        if is_open:  # nobody closed it, and at last the clock did
            write(log, events.VoteClosed(number), actor=None)
        elif not is_counting:
            return
        if result["stage"] == "finished":
            yes, no, abstained = result["counts"][0]
            count(log, meeting, number, (yes, no, abstained), proof=str(result["vote"]), actor=None)
            return
        write(log, events.VoteDropped(number), actor=None)


def demand_teller(meeting: Matter, actor: Person) -> None:
    """Raises NotAllowed for whoever neither prepares the meeting nor is in the room for a seat."""
    if not prepares(meeting, actor) and in_the_room(meeting, actor) is None:
        raise NotAllowed("enter")


def enter(
    meeting: Matter,
    number: int,
    teller: Mandate,
    counted: tuple[int, int, int],
    *,
    actor: Person,
    key: UUID | None = None,
) -> None:
    """What a teller counted, by the seat for which they are in the room; they enter it, or an officer does.

    Raises NotAllowed, NotSo.
    """
    seated = in_the_room(meeting, actor)
    if not prepares(meeting, actor) and (seated is None or seated.seat != teller.seat):
        raise NotAllowed("enter")
    with locked(meeting) as log:
        write(log, events.Entered(number, teller.seat, *counted), actor=actor, key=key)


def open_vote_of(log: Log, number: int) -> Vote:
    """The open vote of that number. Raises NotSo."""
    with following(log) as sitting:
        if sitting.vote is None or sitting.vote.number != number:
            raise NotSo(Refused("no_vote"))
        return sitting.vote


def _list(meeting: Matter, number: int) -> str:
    """What was said by seats that somebody is in; of one that left, what it said goes."""
    there = Presence.objects.filter(meeting=meeting).values("seat")
    Voice.objects.filter(meeting=meeting, vote=number).exclude(seat__in=there).delete()
    said = dict(Voice.objects.filter(meeting=meeting, vote=number).values_list("seat", "choice"))
    seats = Entitled.objects.filter(meeting=meeting).order_by("seat").values_list("seat", flat=True)
    return voices.written(said, seats)


def _agreed(log: Log, vote: Vote) -> tuple[int, int, int]:
    """What all tellers entered alike, two at least, and not one person for both."""
    counts = {*vote.entered.values()}
    if len(vote.entered) < 2 or len(counts) > 1:
        raise CannotVote(_differing(vote))
    if len(_who_entered(log, vote)) < 2:
        raise CannotVote(
            _("One person entered all counts. Let the other teller, or another officer, enter one.")
        )
    return counts.pop()


def _who_entered(log: Log, vote: Vote) -> set[UUID | None]:
    """Who entered what now stands for each teller."""
    kept = Entry.objects.filter(stream=log.stream, event=events.Entered.name(), payload__vote=vote.number)
    return {*{each.payload["teller"]: each.actor for each in kept.order_by("number")}.values()}


def _differing(vote: Vote) -> str:
    if len(vote.entered) < 2:
        return _("Two tellers count, each for themselves. Enter what the other one counted, too.")
    told = [
        _("seat %(seat)d: yes %(yes)d, no %(no)d, abstained %(abstained)d")
        % {"seat": seat, "yes": yes, "no": no, "abstained": abstained}
        for seat, (yes, no, abstained) in sorted(vote.entered.items())
    ]
    return _("The tellers counted differently (%(told)s). Count the hands once more.") % {
        "told": _("; ").join(told)
    }


def _tell(decided: str, meeting: Matter, decision: Decision) -> None:
    reference, _stroke, amendment = decided.partition(OF)
    motion = Matter.objects.get(pk=named(reference))
    if motion.kind == joint.joint.kind:
        joint.decided(motion, meeting, decision)
    elif amendment:
        deciding.decided_amendment(motion, int(amendment), meeting, decision)
    else:
        deciding.decided(motion, meeting, decision)
