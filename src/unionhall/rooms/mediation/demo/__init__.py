"""Mediation's part of the demo union: a dispute in each of several states."""

from unionhall.demo.union import Union
from unionhall.rooms.mediation.demo import stories


def furnish(union: Union) -> None:
    """One has just come, one is in mediation, one agreed, one gone elsewhere, one settled."""
    stories.plan(union)
