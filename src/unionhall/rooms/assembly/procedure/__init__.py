"""The kinds of matters of this room, each with its states and moves."""

from unionhall.rooms.assembly.procedure import agenda, inviting, meetings  # noqa: F401  they declare themselves
