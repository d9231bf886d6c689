"""The kinds of matters of this room, each with its states and moves."""

from unionhall.rooms.assembly.procedure import (  # noqa: F401  each declares itself
    delegates,
    joint,
    meetings,
    promises,
    questions,
    recurring,
)
