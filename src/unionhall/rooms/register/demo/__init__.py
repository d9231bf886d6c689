"""The register's part of the demo union: people who join, one who moves and one who has left."""

from unionhall.demo.union import Union
from unionhall.rooms.register.demo import stories
from unionhall.rooms.register.models import Numbering


def furnish(union: Union) -> None:
    """A few applications in every state, a move in each branch's hands, and a departure."""
    Numbering.objects.create(pk=1, prefix="R", digits=5, upcoming=401)
    stories.plan(union)
