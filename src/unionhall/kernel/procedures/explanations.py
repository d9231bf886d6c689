"""How a promise was computed, as it is kept beside it: JSON, with every day and instant in ISO 8601."""

from typing import NotRequired, TypedDict, final


class Rest(TypedDict):
    """A day that is not worked; `worked_on` is the weekend day worked in exchange."""

    on: str
    name: str
    worked_on: str | None


@final
class Explanation(TypedDict):
    """How a promise was computed, ready for JSON; every day and instant is in ISO 8601.

    `counted` holds runs of days, each as [first, last]; a promise in hours has none. `unpublished` are years
    whose days off were not known. `late_after` and `due_on` are None while the clock stands still.
    `moved_from` are the days of rest on which it would have ended, and `moved_by` is the law by which it ends
    on the working day after them. One that `stays`
    keeps its day though the years that were not known are known now.
    """

    rule: str
    amount: int
    extra: int
    unit: str
    source: str
    source_kind: str
    calendar: str
    zone: str
    start: str
    counted: list[list[str]]
    holidays: list[Rest]
    weekend_days: int
    made_up: list[str]
    pauses: list[list[str | None]]
    paused_days: int
    unpublished: list[int]
    moved_from: NotRequired[list[Rest]]
    moved_by: NotRequired[str]
    stays: NotRequired[bool]
    due_on: str | None
    late_after: str | None


@final
class Fixed(TypedDict):
    """The explanation of a promise that was made elsewhere, as an instant in ISO 8601."""

    fixed: str


@final
class Set(TypedDict):
    """The explanation of a limit that runs to a day which was set, in ISO 8601."""

    day: str
