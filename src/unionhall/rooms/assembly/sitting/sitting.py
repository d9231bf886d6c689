"""What follows from the log so far, and which line may come next: nothing is decided without a quorum.

A line that may not come raises Refused with the reason, and changes nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import singledispatchmethod

from unionhall.rooms.assembly.sitting import events
from unionhall.rooms.assembly.sitting.decisions import Decision as Decision
from unionhall.rooms.assembly.sitting.decisions import How as How
from unionhall.rooms.assembly.sitting.decisions import Outcome as Outcome
from unionhall.rooms.assembly.sitting.decisions import Vote as Vote
from unionhall.rooms.assembly.sitting.events import Event
from unionhall.rooms.assembly.sitting.shares import Denominator, Share
from unionhall.rooms.assembly.sitting.speakers import Speakers, Why

QUORUM = "quorum"
RULES = (QUORUM, "vital", "ordinary", "order")
"""The shares that a meeting begins with: its quorum, and the majorities by kind of what is decided."""


class Stage(StrEnum):
    CALLED = "called"
    SITTING = "sitting"
    BREAK = "break"
    CLOSED = "closed"


class Refused(Exception):
    """A line that may not come now, by the name of its reason; `numbers` say more."""

    def __init__(self, reason: str, **numbers: int) -> None:
        self.reason, self.numbers = reason, numbers
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class QuorumChange:
    """The quorum was lost or came back, with the line of that number, while an item was dealt with."""

    line: int
    item: int | None
    present: int
    is_there: bool


@dataclass
class Sitting:
    """A meeting as its log has it; `lines` were read. What one more line costs depends on no other number.

    `word_since`: the line by which whoever speaks was given the word.
    `vote` is open; those in `counting` are closed, and the meeting goes on until their result is there.
    """

    stage: Stage = Stage.CALLED
    lines: int = 0
    seats: int = 0
    present: int = 0
    rules: dict[str, Share] = field(default_factory=dict)
    item: int | None = None
    done: set[int] = field(default_factory=set)
    speakers: Speakers = field(default_factory=Speakers)
    word_since: int = 0
    vote: Vote | None = None
    counting: dict[int, Vote] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    dropped: set[int] = field(default_factory=set)
    quorum_changes: list[QuorumChange] = field(default_factory=list)

    @property
    def quorum(self) -> int:
        """How many delegates must be present."""
        return self.rules[QUORUM].needed(self.seats)

    @property
    def has_quorum(self) -> bool:
        return self.stage != Stage.CALLED and self.rules[QUORUM].is_met(self.present, self.seats)

    @property
    def next_vote(self) -> int:
        return len(self.decisions) + len(self.dropped) + len(self.counting) + 1

    def add(self, event: Event) -> None:
        """Take one more line. Raises Refused, and then nothing has changed."""
        had = self.has_quorum
        self._take(event)
        self.lines += 1
        if self.has_quorum != had:
            change = QuorumChange(self.lines, self.item, self.present, self.has_quorum)
            self.quorum_changes.append(change)

    def decide(self, yes: int, no: int, abstained: int, *, number: int | None = None) -> Decision:
        """What these numbers come to in the open vote, or the one of that number.

        Raises Refused where they can't be right.
        """
        vote = self._undecided(number)
        given, present = yes + no + abstained, self.present if vote.present is None else vote.present
        if min(yes, no, abstained) < 0 or given > self.seats:
            raise Refused("too_many", given=given, most=self.seats)
        if vote.how == How.HANDS and given > present:
            raise Refused("more_than_present", given=given, most=present)
        share = self.rules[vote.rule]
        wholes = {Denominator.ALL: self.seats, Denominator.PRESENT: present, Denominator.CAST: yes + no}
        whole = wholes[share.of]
        ends = Outcome.ADOPTED if share.is_met(yes, whole) else Outcome.REFUSED
        outcome = ends if self.rules[QUORUM].is_met(present, self.seats) else Outcome.NO_QUORUM
        return Decision(vote, yes, no, abstained, present, whole, share.needed(whole), outcome)

    @singledispatchmethod
    def _take(self, event: Event) -> None:
        raise Refused("unknown")

    @_take.register
    def _(self, event: events.Begun) -> None:
        _demand(self.stage == Stage.CALLED, "begun")
        _demand(event.seats > 0, "no_seats")
        self.rules = {name: Share.read(event.rules[name]) for name in RULES}
        self.seats, self.stage = event.seats, Stage.SITTING

    @_take.register
    def _(self, event: events.Present) -> None:
        self._demand_begun()
        _demand(0 <= event.present <= self.seats, "too_many", given=event.present, most=self.seats)
        self.present = event.present

    @_take.register
    def _(self, event: events.ItemCalled) -> None:
        self._demand_sitting()
        self._demand_no_vote()
        self.item = event.item
        self.done.discard(event.item)
        self.speakers.clear()

    @_take.register
    def _(self, event: events.ItemDone) -> None:
        self._demand_sitting()
        self._demand_no_vote()
        _demand(self.item == event.item, "other_item")
        self.done.add(event.item)
        self.item = None
        self.speakers.clear()

    @_take.register
    def _(self, event: events.Paused) -> None:
        self._demand_sitting()
        self._demand_no_vote()
        self.stage = Stage.BREAK

    @_take.register
    def _(self, event: events.Resumed) -> None:
        _demand(self.stage == Stage.BREAK, "no_break")
        self.stage = Stage.SITTING

    @_take.register
    def _(self, event: events.Asked) -> None:
        self._demand_sitting()
        _demand(self.item is not None, "no_item")
        _demand(event.seat not in self.speakers.waiting, "waits")
        self.speakers.ask(event.seat, Why(event.why), event.group)

    @_take.register
    def _(self, event: events.TookBack) -> None:
        _demand(event.seat in self.speakers.waiting, "waits_not")
        self.speakers.take_back(event.seat)

    @_take.register
    def _(self, event: events.Given) -> None:
        self._demand_sitting()
        _demand(event.seat in self.speakers.waiting, "waits_not")
        self.speakers.give(event.seat)
        self.word_since = self.lines + 1

    @_take.register
    def _(self, event: events.Ended) -> None:
        _demand(self.speakers.now == event.seat, "speaks_not")
        self.speakers.end()

    @_take.register
    def _(self, event: events.VoteOpened) -> None:
        self._demand_sitting()
        self._demand_no_vote()
        _demand(self.item == event.item, "other_item")
        _demand(event.vote == self.next_vote, "other_vote")
        _demand(event.rule in RULES and event.rule != QUORUM, "unknown")
        self._demand_quorum()
        how = How(event.how)
        self.vote = Vote(event.vote, event.item, event.rule, how, event.about, event.question)

    @_take.register
    def _(self, event: events.Entered) -> None:
        vote = self._open_vote(event.vote)
        _demand(vote.how == How.HANDS, "not_by_hand")
        counted = (event.yes, event.no, event.abstained)
        self.decide(*counted)
        self.vote = replace(vote, entered={**vote.entered, event.teller: counted})

    @_take.register
    def _(self, event: events.VoteClosed) -> None:
        vote = self._open_vote(event.vote)
        _demand(vote.how == How.SECRET, "not_secret")
        self.counting[vote.number] = replace(vote, present=self.present)
        self.vote = None

    @_take.register
    def _(self, event: events.VoteCounted) -> None:
        vote = self._undecided(event.vote)
        _demand(vote.how != How.SECRET or vote.present is not None, "still_open")
        counted = (event.yes, event.no, event.abstained)
        decision = self.decide(*counted, number=vote.number)
        if vote.how == How.HANDS:
            is_agreed = len(vote.entered) >= 2 and {*vote.entered.values()} == {counted}
            _demand(is_agreed, "tellers_differ")
        _demand(event.outcome == decision.outcome, "other_outcome")
        self.decisions.append(replace(decision, proof=event.proof))
        self._end(vote)

    @_take.register
    def _(self, event: events.VoteDropped) -> None:
        vote = self._undecided(event.vote)
        self.dropped.add(event.vote)
        self._end(vote)

    @_take.register
    def _(self, event: events.Closed) -> None:
        self._demand_begun()
        self._demand_no_vote()
        self.stage, self.item = Stage.CLOSED, None
        self.speakers.clear()

    def _open_vote(self, number: int | None = None) -> Vote:
        if self.vote is None or number not in (None, self.vote.number):
            raise Refused("no_vote")
        return self.vote

    def _undecided(self, number: int | None) -> Vote:
        """The open vote, or a closed one of that number that is not counted yet."""
        kept = self.counting.get(number) if number is not None else None
        return kept or self._open_vote(number)

    def _end(self, vote: Vote) -> None:
        if self.counting.pop(vote.number, None) is None:
            self.vote = None

    def _demand_begun(self) -> None:
        _demand(self.stage in (Stage.SITTING, Stage.BREAK), "not_sitting")

    def _demand_sitting(self) -> None:
        _demand(self.stage == Stage.SITTING, "not_sitting")

    def _demand_no_vote(self) -> None:
        _demand(self.vote is None, "vote_open")

    def _demand_quorum(self) -> None:
        _demand(self.has_quorum, "no_quorum", present=self.present, needed=self.quorum, seats=self.seats)


def _demand(holds: bool, reason: str, **numbers: int) -> None:
    if not holds:
        raise Refused(reason, **numbers)


def follow(lines: Iterable[Event]) -> Sitting:
    """The meeting that a whole log comes to. Raises Refused at a line that may not stand there."""
    sitting = Sitting()
    for line in lines:
        sitting.add(line)
    return sitting
