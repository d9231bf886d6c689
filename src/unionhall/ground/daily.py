"""What is due once a day: each part of the hall says here what, and from which hour on.

The hours are those of the hall's own zone. When each was done last, and what is due, is known in
`kernel.daily`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time

Work = Callable[[], object]
_known: dict[str, "Daily"] = {}


@dataclass(frozen=True)
class Daily:
    """Work that is due once a day.

    Attributes:
        at: the hour of the hall's day from which on it is due.
        erases: it keeps a promise to erase, which late is worse than late.
    """

    name: str
    at: time
    work: Work
    erases: bool = False


def daily(name: str, at: str, *, erases: bool = False) -> Callable[[Work], Work]:
    """Have a function done once a day from `at` (HH:MM) on; it must bear to be done again.

    Raises ValueError for a name that is taken.
    """

    def declare(work: Work) -> Work:
        if name in _known:
            raise ValueError(f"{name} is declared twice")
        _known[name] = Daily(name, time.fromisoformat(at), work, erases)
        return work

    return declare


def all_daily() -> list[Daily]:
    """Everything that is due once a day, by its hour."""
    return sorted(_known.values(), key=lambda each: (each.at, each.name))


def named(name: str) -> Daily | None:
    """What has this name, if anything still has."""
    return _known.get(name)
