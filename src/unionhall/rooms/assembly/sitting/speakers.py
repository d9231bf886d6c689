"""Who speaks next: points of order first, replies second, and groups in turn."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice


class Why(StrEnum):
    """Why somebody wants to speak."""

    ORDER = "order"
    REPLY = "reply"
    SPEECH = "speech"


@dataclass(slots=True)
class Speakers:
    """Those who wait, each seat once. `now` has the word, `why` is what for.

    Speeches of groups alternate: whose group spoke least on this item comes first, and of those whoever
    asked first. What one line costs does not depend on how many wait.
    """

    now: int | None = None
    why: Why | None = None
    waiting: dict[int, tuple[Why, int]] = field(default_factory=dict)
    spoke: dict[int, int] = field(default_factory=dict)  # speeches by group, on this item
    _queues: dict[tuple[Why, int], OrderedDict[int, None]] = field(default_factory=dict)

    def ask(self, seat: int, why: Why, group: int) -> None:
        self.waiting[seat] = (why, group)
        self._queues.setdefault((why, group), OrderedDict())[seat] = None

    def take_back(self, seat: int) -> None:
        self._leave(seat)

    def give(self, seat: int) -> None:
        why, group = self._leave(seat)
        self.now, self.why = seat, why
        if why == Why.SPEECH:
            self.spoke[group] = self.spoke.get(group, 0) + 1

    def end(self) -> None:
        self.now = self.why = None

    def next(self) -> int | None:
        """Whose turn it is by the rules of order; None where nobody waits."""
        return next(self._in_turn(), None)

    def order(self, most: int | None = None) -> list[int]:
        """Who would speak if nobody else asked, in that order: all who wait, or the first so many."""
        return list(islice(self._in_turn(), most))

    def _in_turn(self) -> Iterator[int]:
        """One after the other; what the next one costs does not depend on how many wait."""
        spoke = dict(self.spoke)
        for why in Why:
            queues = {group: iter(queue) for (kind, group), queue in self._queues.items() if kind == why}
            fronts = {group: next(queue) for group, queue in queues.items()}
            while fronts:
                group = min(fronts, key=lambda each: (spoke.get(each, 0), each))
                yield fronts.pop(group)
                if why == Why.SPEECH:
                    spoke[group] = spoke.get(group, 0) + 1
                following = next(queues[group], None)
                if following is not None:
                    fronts[group] = following

    def clear(self) -> None:
        """Another item begins: nobody waits any more."""
        self.end()
        self.waiting.clear()
        self.spoke.clear()
        self._queues.clear()

    def _leave(self, seat: int) -> tuple[Why, int]:
        kind = self.waiting.pop(seat)
        del self._queues[kind][seat]
        if not self._queues[kind]:
            del self._queues[kind]
        return kind
