"""The line with stations: where a matter has been, where it stands, and what lies ahead."""

from typing import Any, TypedDict

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures.declaration import Procedure, State, procedure_of


class Station(TypedDict):
    """One station; `state` is passed, here or ahead, `next` the one that the promise stands under."""

    name: Any
    state: str
    note: str
    next: bool


def stations(matter: Matter, *, limit: str = "", promise: str = "", is_party: bool = True) -> list[Station]:
    """The line of the matter's procedure.

    `promise` is the day of the answer and stands under the last station; `limit`, the day until which the
    matter may stay where it is, under the next one, or under a stop off the line itself.
    """
    procedure = procedure_of(matter)
    names, here = route(procedure, matter.state, matter.kind)
    line = [_station(procedure.states[name], place, here, is_party) for place, name in enumerate(names)]
    if here + 1 < len(line):
        line[here + 1]["next"] = True
        drawn = procedure.lines.get(matter.kind, procedure.line)
        line[here + 1 if matter.state in drawn else here]["note"] = limit
        line[-1]["note"] = promise or line[-1]["note"]
    return line


def route(procedure: Procedure, state: str, kind: str = "") -> tuple[list[str], int]:
    """The states drawn for a matter in this state, and the index of that state among them.

    A state off the line is a stop of its own behind the station it follows; a final one ends the line.
    """
    names = list(procedure.lines.get(kind, procedure.line))
    if state not in names:
        declared = procedure.states[state]
        at = names.index(declared.after) + 1 if declared.after else len(names) - 1
        names[at:] = [state] if declared.final else [state, *names[at:]]
    return names, names.index(state)


def _station(declared: State, place: int, here: int, is_party: bool) -> Station:
    title = declared.title if is_party else declared.staff_title or declared.title
    state = "passed" if place < here else "here" if place == here else "ahead"
    return Station(name=title, state=state, note="", next=False)
