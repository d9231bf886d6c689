"""The assembly's part of the demo union."""

from unionhall.demo.union import Union
from unionhall.rooms.assembly.demo import between, congress


def furnish(union: Union) -> None:
    """A congress with a session that was held and one that sits; its question days, and what was promised."""
    congress.plan(union)
    between.plan(union)
