"""The kinds of matters of this room, each with its states and moves."""

from unionhall.rooms.assembly.procedure import elections, meetings, recalls  # noqa: F401  they declare themselves
