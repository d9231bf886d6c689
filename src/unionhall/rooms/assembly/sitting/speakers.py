"""Who speaks next: points of order first, replies second, and groups in turn."""

from collections import OrderedDict
from dataclasses import dataclass, field
from enum import StrEnum


class Why(StrEnum):
    """Why somebody wants to speak."""

    ORDER = "order"
    REPLY = "reply"
    SPEECH = "speech"


@dataclass(slots=True)
class Speakers:
    """Those who wait, each seat once. `now` has the word.

    Speeches of groups alternate: whose group spoke least on this item comes first, and of those whoever
    asked first. What one line costs does not depend on how many wait.
    """

    now: int | None = None
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
        self.now = seat
        if why == Why.SPEECH:
            self.spoke[group] = self.spoke.get(group, 0) + 1

    def end(self) -> None:
        self.now = None

    def next(self) -> int | None:
        """Whose turn it is by the rules of order; None where nobody waits."""
        for why in Why:
            fronts = [(self.spoke.get(group, 0), group) for kind, group in self._queues if kind == why]
            if fronts:
                return next(iter(self._queues[why, min(fronts)[1]]))
        return None

    def order(self) -> list[int]:
        """All who wait, in the order in which they would speak if nobody else asked."""
        rest = Speakers(spoke=dict(self.spoke))
        for queue in self._queues.values():
            for seat in queue:
                rest.ask(seat, *self.waiting[seat])
        found: list[int] = []
        while (following := rest.next()) is not None:
            rest.give(following)
            found.append(following)
        return found

    def clear(self) -> None:
        """Another item begins: nobody waits any more."""
        self.now = None
        self.waiting.clear()
        self.spoke.clear()
        self._queues.clear()

    def _leave(self, seat: int) -> tuple[Why, int]:
        kind = self.waiting.pop(seat)
        del self._queues[kind][seat]
        if not self._queues[kind]:
            del self._queues[kind]
        return kind
