"""The kinds of matters of this room, each with its states and moves."""

from unionhall.rooms.skeleton.procedure import (  # noqa: F401  each declares itself
    asking,
    # only plain
    planning,
    # both
)
