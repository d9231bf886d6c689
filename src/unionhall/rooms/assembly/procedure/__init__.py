"""The kinds of matters of this room, each with its states and moves."""

from unionhall.rooms.assembly.procedure import meetings  # noqa: F401  it declares itself
