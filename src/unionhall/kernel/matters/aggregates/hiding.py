"""Hiding small groups: no number from 1 to 9 is shown, nor found by adding and subtracting what is shown.

Numbers stand in a tree of places, each with its kinds, so that a place's number is the sum of its parts' and
the sum of its kinds'. A part too small is hidden together with others, until together they are large enough:

- of the parts of a place, at least two are hidden, and together they are none or at least ten;
- a kind is hidden in all parts of a place or in none, and in each part at least two are;
- below what is hidden, everything is.

The hall's own total is never hidden; when it is itself below ten, everything else is.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

FEWEST = 10
OWN = "~"  # stands behind the path of a place for what is at the place itself, not below it
STEP = 4

Sizes: TypeAlias = tuple[
    int, ...
]  # groups of people that one number would tell apart, such as (on time, late)
Leaves: TypeAlias = Mapping[tuple[str, str], Sizes]  # (path of a place, kind) → sizes


def is_small(sizes: Sizes) -> bool:
    """Whether one of the groups can't be shown."""
    return any(0 < size < FEWEST for size in sizes)


def hide_parts(parts: Mapping[str, Sizes]) -> set[str]:
    """Which parts of a known sum to hide: the small ones, and as many others as they need."""
    hidden = {name for name, sizes in parts.items() if is_small(sizes)}
    rest = sorted((sum(parts[name]), name) for name in set(parts) - hidden if any(parts[name]))
    while hidden and rest and not is_enough([parts[name] for name in hidden]):
        hidden.add(rest.pop(0)[1])
    return hidden


def is_enough(hidden: Iterable[Sizes]) -> bool:
    """Whether what is hidden protects itself: nothing, or two and more that are large enough together."""
    filled = [sizes for sizes in hidden if any(sizes)]
    return not filled or (len(filled) > 1 and not is_small(total(filled)))


def total(sizes: Iterable[Sizes]) -> Sizes:
    """The sum, group by group."""
    return tuple(sum(group) for group in zip(*sizes, strict=True))


@dataclass
class Mask:
    """What is hidden: places whose number is, and for the others the kinds that are."""

    places: set[str] = field(default_factory=set)
    kinds: dict[str, set[str]] = field(default_factory=dict)

    def hides(self, path: str, kind: str = "") -> bool:
        """Whether a place's number is hidden, or that of one of its kinds."""
        return path in self.places or (bool(kind) and kind in self.kinds.get(path, ()))


def mask(leaves: Leaves) -> Mask:
    """What to hide of a whole hall; `""` is the hall itself, a path with `~` what is at the place itself."""
    return _Masking(_Tree(leaves)).run()


class _Tree:
    """The sums of every place, by kind, and which parts a place has."""

    def __init__(self, leaves: Leaves) -> None:
        self.rows: dict[str, dict[str, Sizes]] = {"": {}}
        self.parts: dict[str, set[str]] = defaultdict(set)
        for (path, kind), sizes in leaves.items():
            for place in lineage(path):
                row = self.rows.setdefault(place, {})
                row[kind] = total([row[kind], sizes]) if kind in row else sizes
        for place in self.rows:
            if place:
                self.parts[above(place)].add(place)

    def size(self, path: str) -> Sizes:
        row = self.rows[path]
        return total(row.values()) if row else (0,)


def lineage(path: str) -> list[str]:
    """The hall, the places down to this one, and what is at it itself."""
    return [*(path[:size] for size in range(0, len(path) + 1, STEP)), path + OWN]


def above(path: str) -> str:
    """The place of which this is a part."""
    return path.removesuffix(OWN) if path.endswith(OWN) else path[:-STEP]


class _Masking:
    def __init__(self, tree: _Tree) -> None:
        self.tree = tree
        self.mask = Mask()

    def run(self) -> Mask:
        row = self.tree.rows[""]
        is_tiny = is_small(self.tree.size(""))
        self.mask.kinds[""] = set(row) if is_tiny else hide_parts(row)
        self.below("", hides_all=is_tiny)
        return self.mask

    def below(self, place: str, *, hides_all: bool) -> None:
        """Hide among the parts of a place, then among theirs."""
        parts = {part: self.tree.size(part) for part in self.tree.parts.get(place, ())}
        self.mask.places |= set(parts) if hides_all else hide_parts(parts)
        shown = [part for part in parts if part not in self.mask.places]
        kinds = self.hidden_kinds(place, shown, [part for part in parts if part in self.mask.places])
        for part in parts:
            self.mask.kinds[part] = kinds
            self.below(part, hides_all=part in self.mask.places)

    def hidden_kinds(self, place: str, shown: list[str], covered: list[str]) -> set[str]:
        """Kinds to hide in every part of a place: grown until each row and each column is protected."""
        rows = [self.tree.rows[part] for part in shown]
        hidden = set(self.mask.kinds[place])
        for kind in self.tree.rows[place]:
            cells = [row[kind] for row in rows if kind in row]
            behind = [self.tree.rows[part][kind] for part in covered if kind in self.tree.rows[part]]
            if any(map(is_small, cells)) or (behind and is_small(total(behind))):
                hidden.add(kind)
        while more := [wanted for row in rows if (wanted := _wanting(row, hidden))]:
            hidden.update(more)
        return hidden


def _wanting(row: Mapping[str, Sizes], hidden: set[str]) -> str | None:
    """The next kind that a row must hide for its hidden ones to be protected."""
    if is_enough(sizes for kind, sizes in row.items() if kind in hidden):
        return None
    rest = [(sum(sizes), kind) for kind, sizes in row.items() if kind not in hidden and any(sizes)]
    return min(rest)[1] if rest else None
