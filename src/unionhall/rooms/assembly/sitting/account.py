"""What happened at which item, from the log alone: what minutes are drafted from."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from unionhall.rooms.assembly.sitting import events
from unionhall.rooms.assembly.sitting.events import Event
from unionhall.rooms.assembly.sitting.sitting import Decision, QuorumChange, Sitting


@dataclass(slots=True)
class Speech:
    """A seat had the word from a moment on; `until` is empty while it has it."""

    seat: int
    since: datetime
    until: datetime | None = None

    @property
    def minutes(self) -> int:
        """How long, in minutes, rounded up."""
        seconds = (self.until - self.since).total_seconds() if self.until else 0
        return -(-int(seconds) // 60)


@dataclass(slots=True)
class Dealt:
    """What happened at an item; `item` is empty for what happened between items.

    `decisions`: on this item, also where a secret vote was counted later. `breaks`: the end of one is empty
    as long as it lasts.
    """

    item: int | None
    since: datetime
    speeches: list[Speech] = field(default_factory=list)
    decisions: list[tuple[datetime, Decision]] = field(default_factory=list)
    quorum: list[tuple[datetime, QuorumChange]] = field(default_factory=list)
    breaks: list[tuple[datetime, datetime | None]] = field(default_factory=list)


@dataclass(slots=True)
class Account:
    """A meeting in the order in which its items were called first. `most`: present at the same time."""

    sitting: Sitting = field(default_factory=Sitting)
    begun_at: datetime | None = None
    closed_at: datetime | None = None
    most: int = 0
    dealt: dict[int | None, Dealt] = field(default_factory=dict)
    _speech: Speech | None = None

    def add(self, at: datetime, event: Event) -> None:
        """One more line, which happened then. Raises Refused where it may not stand there."""
        decided, changed = len(self.sitting.decisions), len(self.sitting.quorum_changes)
        self.sitting.add(event)
        here = self._here(at, event)
        for each in self.sitting.decisions[decided:]:
            self.dealt[each.vote.item].decisions.append((at, each))
        here.quorum += [(at, each) for each in self.sitting.quorum_changes[changed:]]
        self.most = max(self.most, self.sitting.present)
        self._time(at, event, here)
        self._speak(at, event, here)

    def _here(self, at: datetime, event: Event) -> Dealt:
        item = event.item if isinstance(event, events.ItemDone) else self.sitting.item
        return self.dealt.setdefault(item, Dealt(item, at))

    def _time(self, at: datetime, event: Event, here: Dealt) -> None:
        match event:
            case events.Begun():
                self.begun_at = at
            case events.Closed():
                self.closed_at = at
            case events.Paused():
                here.breaks.append((at, None))
            case events.Resumed():
                here.breaks[-1] = (here.breaks[-1][0], at)

    def _speak(self, at: datetime, event: Event, here: Dealt) -> None:
        if self._speech and self.sitting.speakers.now != self._speech.seat:
            self._speech.until, self._speech = at, None
        if isinstance(event, events.Given):
            self._end(at)
            self._speech = Speech(event.seat, at)
            here.speeches.append(self._speech)

    def _end(self, at: datetime) -> None:
        if self._speech:
            self._speech.until, self._speech = at, None


def account(lines: Iterable[tuple[datetime, Event]]) -> Account:
    """What a whole log comes to. Raises Refused at a line that may not stand there."""
    found = Account()
    for at, event in lines:
        found.add(at, event)
    return found
