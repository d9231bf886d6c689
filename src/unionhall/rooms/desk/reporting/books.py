"""Whose books the desk's reports are: its events that answer, and the clock of the hall."""

from unionhall.kernel.matters.aggregates.freezing import Books
from unionhall.rooms.desk.models import Service
from unionhall.rooms.desk.procedure import closing, handling

FIRST_ANSWERS = (
    closing.answer,
    handling.ask_member,
    closing.decline,
    closing.refer_outside,
    closing.refer_to_room,
    closing.merge,
)


def books() -> Books:
    """The desk's books."""
    return Books.of_hall("desk", (move.event for move in FIRST_ANSWERS), private_kinds())


def private_kinds() -> list[str]:
    """Services of which not every request is public."""
    return list(Service.objects.filter(versions__public=False).values_list("code", flat=True).distinct())
