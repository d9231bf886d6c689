"""Whose books the desk's reports are: its events that answer, and the clock of the hall."""

from zoneinfo import ZoneInfo

from unionhall.kernel.matters.aggregates.freezing import Books
from unionhall.kernel.places.models import Place
from unionhall.rooms.desk import procedure

FIRST_ANSWERS = (
    procedure.answer,
    procedure.ask_member,
    procedure.decline,
    procedure.refer_outside,
    procedure.refer_to_room,
    procedure.merge,
)


def books() -> Books:
    """The desk's books; months begin by the clock of the hall's first root."""
    root = Place.objects.roots().first()
    zone = root.zone if root else ZoneInfo("UTC")
    return Books("desk", zone, tuple(move.event for move in FIRST_ANSWERS))
