"""Whose books the desk's reports are: its events that answer, and the clock of the hall."""

from unionhall.kernel.matters.aggregates.freezing import Books
from unionhall.rooms.desk import procedure
from unionhall.rooms.desk.models import Service

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
    return Books.of_hall("desk", (move.event for move in FIRST_ANSWERS), private_kinds())


def private_kinds() -> list[str]:
    """Services of which not every request is public."""
    return list(Service.objects.filter(versions__public=False).values_list("code", flat=True).distinct())
