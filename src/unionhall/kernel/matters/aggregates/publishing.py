"""From counts to what may be published of them."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from unionhall.kernel.matters.aggregates.counting import Counts, Leaf, together
from unionhall.kernel.matters.aggregates.hiding import FEWEST, Mask, Sizes, lineage, mask

Numbers: TypeAlias = dict[str, int | None]  # by measure; None is hidden
Rows: TypeAlias = dict[str, dict[str, Counts]]  # path → kind → counts


def _ended(counts: Counts) -> Sizes:
    return counts.on_time, counts.closed - counts.on_time


# The groups of people that a measure tells apart. What is closed is hidden together with what was so on time:
# whoever knows the one and a zero of the other could tell who was late.
MEASURES: Mapping[str, Callable[[Counts], Sizes]] = {
    "received": lambda counts: (counts.received,),
    "closed": _ended,
    "on_time": _ended,
    "overdue": lambda counts: (counts.overdue, counts.open - counts.overdue),
}


def summed(leaves: Mapping[Leaf, Counts]) -> Rows:
    """Counts of every place with all below it, by kind; the empty path is the hall."""
    rows: Rows = {"": {}}
    for (path, kind), counts in leaves.items():
        for place in lineage(path):
            row = rows.setdefault(place, {})
            row[kind] = row[kind] + counts if kind in row else counts
    return rows


def masks(leaves: Mapping[Leaf, Counts]) -> dict[str, Mask]:
    """What to hide of each measure."""
    found = {
        sizes: mask({leaf: sizes(counts) for leaf, counts in leaves.items()})
        for sizes in set(MEASURES.values())
    }
    return {measure: found[sizes] for measure, sizes in MEASURES.items()}


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
