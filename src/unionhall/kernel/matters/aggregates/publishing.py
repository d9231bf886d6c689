"""From counts to what may be published of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from unionhall.kernel.matters.aggregates.counting import Counts, Leaf, together
from unionhall.kernel.matters.aggregates.hiding import (
    FEWEST,
    Mask,
    Sizes,
    hide_parts,
    is_enough,
    lineage,
    mask,
    total,
)

Numbers: TypeAlias = dict[str, int | None]  # by measure; None is hidden
Rows: TypeAlias = dict[str, dict[str, Counts]]  # path → kind → counts

# The groups of people that a measure tells apart: whoever knows the closed and the punctual knows the late.
MEASURES: Mapping[str, Callable[[Counts], Sizes]] = {
    "received": lambda counts: (counts.received,),
    "closed": lambda counts: (counts.closed,),
    "on_time": lambda counts: (counts.on_time, counts.closed - counts.on_time),
    "overdue": lambda counts: (counts.overdue, counts.open - counts.overdue),
}
ADDING_UP = ("received", "closed", "on_time")  # those of which all time is the sum of the months


@dataclass
class Pool:
    """What was hidden of the months so far: a single hidden month could be told from the sum of all."""

    kinds: dict[str, list[Sizes]] = field(default_factory=lambda: defaultdict(list))
    places: dict[str, list[Sizes]] = field(default_factory=lambda: defaultdict(list))

    def wanting(self) -> tuple[set[str], set[str]]:
        """Kinds and places of which more must be hidden."""
        return (
            {kind for kind, hidden in self.kinds.items() if not is_enough(hidden)},
            {place for place, hidden in self.places.items() if not is_enough(hidden)},
        )

    def take(self, measure: str, rows: Rows, shown: Callable[[str, str], bool]) -> None:
        """Remember what of a month is not shown, by (path, kind)."""
        sizes = MEASURES[measure]
        for kind, counts in rows[""].items():
            if not shown("", kind):
                self.kinds[kind].append(sizes(counts))
        for path, row in rows.items():
            if path and not shown(path, ""):
                self.places[path].append(total(map(sizes, row.values())))


def summed(leaves: Mapping[Leaf, Counts]) -> Rows:
    """Counts of every place with all below it, by kind; the empty path is the hall."""
    rows: Rows = {"": {}}
    for (path, kind), counts in leaves.items():
        for place in lineage(path):
            row = rows.setdefault(place, {})
            row[kind] = row[kind] + counts if kind in row else counts
    return rows


def masks(leaves: Mapping[Leaf, Counts], pools: Mapping[str, Pool]) -> dict[str, Mask]:
    """What to hide of each measure, and of each pool what it still needs."""
    found = {}
    for measure, sizes in MEASURES.items():
        kinds, places = pools[measure].wanting() if measure in pools else (set(), set())
        sized = {leaf: sizes(counts) for leaf, counts in leaves.items()}
        found[measure] = mask(sized, also_kinds=kinds, also_places=places)
    return found


def published(rows: Rows, hidden: Mapping[str, Mask], path: str) -> dict[str, Numbers | dict[str, Numbers]]:
    """The numbers of one place as `Frozen` keeps them."""
    own = rows.get(f"{path}~", {})
    kinds = {*rows[path], *(kind for each in hidden.values() for kind in each.kinds.get(path, ()))}
    return {
        "total": _numbers(rows[path].values(), hidden, path if path else None),
        "own": _numbers(own.values(), hidden, f"{path}~"),
        "kinds": {kind: _numbers([rows[path].get(kind, Counts())], hidden, path, kind) for kind in kinds},
    }


def _numbers(
    counts: Iterable[Counts], hidden: Mapping[str, Mask], path: str | None, kind: str = ""
) -> Numbers:
    """The sum, without what is hidden at the path; nothing is without a path."""
    whole = together(counts)
    return {
        measure: None if path is not None and hidden[measure].hides(path, kind) else getattr(whole, measure)
        for measure in MEASURES
    }


def steady(before: Numbers, now: Numbers) -> Numbers:
    """The numbers of a second publication: one that would move by fewer than ten stays as it was."""
    return {measure: _steady(before.get(measure), number) for measure, number in now.items()}


def _steady(before: int | None, now: int | None) -> int | None:
    return before if before is not None and now is not None and abs(now - before) < FEWEST else now


OVER_ALL_TIME: Mapping[str, Callable[[Counts], Sizes]] = {
    **MEASURES,
    "closed": lambda counts: (counts.closed, counts.open),
}


def flat(parts: Mapping[str, Counts], wanting: Mapping[str, set[str]]) -> dict[str, Numbers]:
    """The parts of a total over all time, by name; `wanting` are those to hide for the sake of the months."""
    gone = {}
    for measure, sizes in OVER_ALL_TIME.items():
        sized = {name: sizes(counts) for name, counts in parts.items()}
        gone[measure] = hide_parts(sized, wanting.get(measure, ()))
    return {
        name: {measure: None if name in gone[measure] else getattr(counts, measure) for measure in MEASURES}
        for name, counts in parts.items()
    }
