"""From counts to what may be published of them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeAlias

from unionhall.kernel.matters.aggregates.counting import Counts, Leaf, together
from unionhall.kernel.matters.aggregates.hiding import FEWEST, Mask, Sizes, is_small, lineage, mask

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


def unknown(
    leaves: Mapping[Leaf, Counts], known: Mapping[Leaf, Counts], kinds: Collection[str]
) -> dict[Leaf, Counts]:
    """What is left of each group without what is known: these hide each other, and nothing else hides them.

    `kinds` stay also where nothing of them is: their zero tells nothing about who is hidden.
    """
    left = {leaf: counts - known.get(leaf, Counts()) for leaf, counts in leaves.items()}
    wanted = {*kinds, *(kind for (_path, kind), counts in left.items() if counts != Counts())}
    return {leaf: counts for leaf, counts in left.items() if leaf[1] in wanted}


def masks(leaves: Mapping[Leaf, Counts]) -> dict[str, Mask]:
    """What to hide of each measure."""
    found = {
        sizes: mask({leaf: sizes(counts) for leaf, counts in leaves.items()})
        for sizes in set(MEASURES.values())
    }
    return {measure: found[sizes] for measure, sizes in MEASURES.items()}


def published(rows: Rows, hidden: Mapping[str, Mask], path: str) -> dict[str, Any]:
    """The numbers of one place as `Frozen` keeps them. The hall's own total is whole; no other is small."""
    own = rows.get(f"{path}~", {})
    kinds = {*rows[path], *(kind for each in hidden.values() for kind in each.kinds.get(path, ()))}
    return {
        "total": _numbers(rows[path].values(), hidden, path if path else None),
        "own": _numbers(own.values(), hidden, f"{path}~"),
        "kinds": {kind: _numbers([rows[path].get(kind, Counts())], hidden, path, kind) for kind in kinds},
    }


def plain(rows: Rows, path: str) -> dict[str, Any]:
    """The same of what everybody knows: nothing of it is hidden."""
    parts = {"total": rows.get(path, {}).values(), "own": rows.get(f"{path}~", {}).values()}
    kinds = {kind: _sums([counts]) for kind, counts in rows.get(path, {}).items()}
    return {**{part: _sums(counts) for part, counts in parts.items()}, "kinds": kinds}


def _sums(counts: Iterable[Counts]) -> dict[str, int]:
    whole = together(counts)
    return {measure: getattr(whole, measure) for measure in MEASURES}


def _numbers(
    counts: Iterable[Counts], hidden: Mapping[str, Mask], path: str | None, kind: str = ""
) -> Numbers:
    """The sum, without what is hidden at the path or small; nothing is without a path."""
    return {
        measure: None
        if path is not None and (hidden[measure].hides(path, kind) or is_small((number,)))
        else number
        for measure, number in _sums(counts).items()
    }


def steady(before: Numbers, now: Numbers, moved: Numbers) -> Numbers:
    """The numbers of a second publication: what not everybody knows moves by ten at least, or stays.

    `moved` is by how much the known part of each did.
    """
    return {
        measure: _steady(before.get(measure), number, moved.get(measure) or 0)
        for measure, number in now.items()
    }


def _steady(before: int | None, now: int | None, moved: int) -> int | None:
    if before is None or now is None or abs(now - before - moved) >= FEWEST:
        return now
    return None if is_small((before + moved,)) else before + moved
