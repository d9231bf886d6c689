"""Asking for the word, and taking the wish back."""

from uuid import UUID

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.limits import rule_for
from unionhall.rooms.assembly.meeting import presence
from unionhall.rooms.assembly.meeting.log import locked, record
from unionhall.rooms.assembly.meeting.saying import NotSo
from unionhall.rooms.assembly.models import Presence
from unionhall.rooms.assembly.sitting import events
from unionhall.rooms.assembly.sitting.sitting import Refused
from unionhall.rooms.assembly.sitting.speakers import Why

RULES = {
    Why.SPEECH: "assembly.speech",
    Why.REPLY: "assembly.reply",
    Why.ORDER: "assembly.point_of_order",
}


def allowed(matter: Matter, why: Why) -> int:
    """For how many minutes one may speak."""
    return rule_for(matter, RULES[why]).amount


def ask(matter: Matter, person: Person, why: Why, *, key: UUID) -> int:
    """Be put on the list of speakers; the seat. Delegates of a constituency are a group. Raises NotSo."""
    sits = _sits(matter, person)
    _write(matter, events.Asked(sits.seat, str(why), sits.mandate.constituency_id), key)
    return sits.seat


def take_back(matter: Matter, person: Person, *, key: UUID) -> int:
    """Be taken off it again; the seat. Raises NotSo."""
    sits = _sits(matter, person)
    _write(matter, events.TookBack(sits.seat), key)
    return sits.seat


def _sits(matter: Matter, person: Person) -> Presence:
    sits = presence.of(matter, person)
    if sits is None:
        raise NotSo(Refused("not_here"))
    return sits


def _write(matter: Matter, event: events.Event, key: UUID) -> None:
    """The log names the seat; who pressed the button is no officer."""
    try:
        with locked(matter) as log:
            record(log, event, actor=None, key=key)
    except Refused as refused:
        raise NotSo(refused) from refused
