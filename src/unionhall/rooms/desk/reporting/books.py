"""Whose books the desk's reports are: its events that answer, and the clock of the hall."""

from unionhall.kernel.matters.aggregates.freezing import Books
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
    """The desk's books."""
    return Books.of_hall("desk", (move.event for move in FIRST_ANSWERS))
