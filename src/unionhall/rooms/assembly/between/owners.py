"""Who has a matter of the management in hand: its representative, above that whoever leads the congress."""

from collections.abc import Collection, Mapping
from typing import Any

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.answering import NobodyAnswers, first_contact
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.escalation import hand_up, unfit
from unionhall.kernel.rooms import room
from unionhall.rooms.assembly.apps import MANAGEMENT, PRESIDIUM, SECRETARY


def to_management(matter: Matter) -> Mapping[str, Any]:
    """Give it to the representative of the management; to whoever leads where there is none."""
    matter.handler = _nearest(matter, (MANAGEMENT,)) or _nearest(matter, (PRESIDIUM, SECRETARY))
    return _said(matter)


def to_presidium(matter: Matter) -> Mapping[str, Any]:
    """Give it to whoever leads the congress; once they have it, to the union's own chair."""
    leader = _nearest(matter, (PRESIDIUM,))
    if leader is None or leader == matter.handler:
        return hand_up(matter)
    matter.handler = leader
    return _said(matter)


def _nearest(matter: Matter, roles: Collection[str]) -> Person | None:
    try:
        return first_contact(matter.place, [*roles], _above(roles), unfit(matter))
    except NobodyAnswers:
        return None


def _above(roles: Collection[str]) -> tuple[str, ...]:
    """Where nobody leads the congress, the union's own officers do; nobody stands in for the management."""
    return room("assembly").coordinated_by if PRESIDIUM in roles else ()


def _said(matter: Matter) -> Mapping[str, Any]:
    return {"handler": str(matter.handler.uid)} if matter.handler else {}
