"""The line with stations: where a matter has been, where it stands, and what lies ahead."""

from collections.abc import Set
from functools import cache
from typing import Any, TypedDict

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures.declaration import Procedure, State, procedure_of


class Station(TypedDict):
    """One station; `state` is passed, here or ahead, `next` the one that the promise stands under."""

    name: Any
    state: str
    note: str
    next: bool


def stations(
    matter: Matter,
    *,
    limit: str = "",
    promise: str = "",
    is_party: bool = True,
    been: Set[str] | None = None,
) -> list[Station]:
    """The line of the matter's procedure.

    `promise` is the day of the answer and stands under the last station; `limit`, the day until which the
    matter may stay where it is, under the next one, or under a stop off the line itself. `been` are the
    states that it has been in; without them, every station before the present one counts as passed.
    """
    procedure = procedure_of(matter)
    names, here = route(procedure, matter.state, matter.kind, been)
    line = [_station(procedure.states[name], place, here, is_party) for place, name in enumerate(names)]
    is_on_line = matter.state in procedure.line_of(matter.kind)
    if here + 1 < len(line):
        line[here + 1]["next"] = True
        line[here + 1 if is_on_line else here]["note"] = limit
        line[-1]["note"] = promise or line[-1]["note"]
    elif matter.is_open:
        line[here]["note"] = limit
    return line


def route(
    procedure: Procedure, state: str, kind: str = "", been: Set[str] | None = None
) -> tuple[list[str], int]:
    """The states drawn for a matter in this state, and the index of that state among them.

    A state off the line is a stop of its own behind the station it follows; a final one ends the line. A
    station where the matter never was is not passed: it lies ahead of a stop off the line, if it can come.
    """
    line, declared = procedure.line_of(kind), procedure.states[state]
    at, ends = _place(line, state, declared), _ends(line, state, declared)
    behind = line if ends and been is not None else line[:at]
    passed = [name for name in behind if been is None or name in been]
    if state in line:
        ahead = line[at + 1 :]
    elif ends or declared.ahead:
        ahead = declared.ahead or ()
    else:
        ahead = line[line.index(passed[-1]) + 1 :] if passed else line
    return [*passed, state, *ahead], len(passed)


def _place(line: tuple[str, ...], state: str, declared: State) -> int:
    """How many stations of the line can lie behind a state."""
    if state in line:
        return line.index(state)
    return line.index(declared.after) + 1 if declared.after else len(line) - 1


def _ends(line: tuple[str, ...], state: str, declared: State) -> bool:
    """Whether the line ends at this stop off it, wherever on the line that was."""
    return state not in line and (declared.final or declared.ahead == ())


def is_sure(matter: Matter) -> bool:
    """Whether the declaration alone tells where a matter in this state has been."""
    return _is_sure(matter.room, matter.procedure_version, matter.kind, matter.state)


@cache
def _is_sure(name: str, version: int, kind: str, state: str) -> bool:
    procedure = procedure_of(Matter(room=name, kind=kind, procedure_version=version))
    if _ends(procedure.line_of(kind), state, procedure.states[state]):
        return False
    passed, here = route(procedure, state, kind)
    return not any(_can_skip(procedure, station, state) for station in passed[:here])


def _can_skip(procedure: Procedure, station: str, state: str) -> bool:
    """Whether moves lead to the state that never touch the station."""
    reached = set() if station == procedure.start else {procedure.start}
    steps = [(move.source, move.target) for move in procedure.moves.values() if move.target]
    while found := {target for source, target in steps if source & reached} - {station} - reached:
        reached |= found
    return state in reached


def _station(declared: State, place: int, here: int, is_party: bool) -> Station:
    title = declared.title if is_party else declared.staff_title or declared.title
    state = "passed" if place < here else "here" if place == here else "ahead"
    return Station(name=title, state=state, note="", next=False)
