"""Paths of the tree of places: four base-36 characters a level, so that a prefix is a branch of the tree.

`0001` is a root, `00010003` its third child. They sort as the tree is read and only ever grow at the end.
"""

STEP = 4
DEEPEST = 10  # levels
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class TreeFull(ValueError):
    """There is no free path left below a place."""


def is_root(path: str) -> bool:
    return len(path) == STEP


def lineage(path: str) -> list[str]:
    """The paths from the root down to this one, itself included."""
    return [path[:size] for size in range(STEP, len(path) + 1, STEP)]


def first_below(path: str) -> str:
    """The path of the first child; the empty path stands above the roots."""
    if len(path) >= STEP * DEEPEST:
        raise TreeFull(path)
    return path + "1".rjust(STEP, "0")


def next_beside(path: str) -> str:
    """The path of the next sibling."""
    number = int(path[-STEP:], 36) + 1
    if number == 36**STEP:
        raise TreeFull(path)
    return path[:-STEP] + _in_base_36(number)


def meeting(paths: list[str]) -> str:
    """The path of the lowest place above or at all of these; empty where they have none in common."""
    shortest, furthest = min(paths), max(paths)
    shared = next((at for at, digit in enumerate(shortest) if furthest[at : at + 1] != digit), len(shortest))
    return shortest[: shared - shared % STEP]


def _in_base_36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return digits.rjust(STEP, "0")
