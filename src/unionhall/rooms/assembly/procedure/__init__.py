"""The kinds of matters of this room, each with its states and moves."""

from unionhall.rooms.assembly.procedure import (
    amending,  # noqa: F401
    answering,  # noqa: F401
    ballots,  # noqa: F401
    deciding,  # noqa: F401
    meetings,  # noqa: F401  it declares itself
    motions,  # noqa: F401
    screening,  # noqa: F401
)
