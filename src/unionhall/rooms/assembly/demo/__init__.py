"""The assembly's part of the demo union."""

from unionhall.demo.union import Union
from unionhall.rooms.assembly.demo import between


def furnish(union: Union) -> None:
    """A question day that was held, with what was promised there, and the next one."""
    between.plan(union)
