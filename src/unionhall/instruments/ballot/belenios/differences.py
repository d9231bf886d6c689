"""What became of an archive between two copies of it: what an observer who keeps copies can see."""

from collections.abc import Sequence
from typing import NamedTuple

from unionhall.instruments.ballot.belenios import archive, events
from unionhall.instruments.ballot.belenios.archive import Bytes
from unionhall.instruments.ballot.belenios.events import Step


class Difference(NamedTuple):
    """Two archives beside each other; `old` and `new` are their numbers of events.

    Attributes:
        common: events that are the same in both, from the first on.
        is_same_start: whether even the records before the first event are the same.
        dropped: ballots of the first archive that are not in the second: height there, SHA-256.
        added: ballots of the second that are not in the first.
        reordered: ballots in both that stand in another order from the second's point of view.
    """

    old: int
    new: int
    common: int
    is_same_start: bool
    old_kind: str | None
    new_kind: str | None
    dropped: tuple[tuple[int, str], ...]
    added: tuple[tuple[int, str], ...]
    reordered: tuple[tuple[int, str], ...]

    @property
    def is_extended(self) -> bool:
        """Whether the first archive is the beginning of the second, or the second that of the first."""
        return self.is_same_start and self.common == min(self.old, self.new)


def compare(first: Bytes, second: Bytes) -> Difference:
    """What two archives have in common; Invalid or Unreadable, as in `events.steps`, if one is broken."""
    old, new = list(events.steps(first)), list(events.steps(second))
    common = 0
    while common < min(len(old), len(new)) and old[common].head == new[common].head:
        common += 1
    before, after = _ballots(old), _ballots(new)
    return Difference(
        len(old),
        len(new),
        common,
        archive.time_of(first) == archive.time_of(second),
        old[common].kind if common < len(old) else None,
        new[common].kind if common < len(new) else None,
        *(_missing(before, after), _missing(after, before), _moved(before, after)),
    )


def _ballots(steps: Sequence[Step]) -> dict[str, int]:
    """The height of each ballot by its digest."""
    return {step.parts[0].digest: step.head.height for step in steps if step.kind == "Ballot"}


def _missing(here: dict[str, int], there: dict[str, int]) -> tuple[tuple[int, str], ...]:
    return tuple((height, digest) for digest, height in here.items() if digest not in there)


def _moved(before: dict[str, int], after: dict[str, int]) -> tuple[tuple[int, str], ...]:
    """Those in both that are overtaken by one that stood behind them."""
    both = [digest for digest in before if digest in after]
    sorted_after = sorted(both, key=after.__getitem__)
    pairs = zip(both, sorted_after, strict=True)
    return tuple((after[there], there) for here, there in pairs if here != there)
