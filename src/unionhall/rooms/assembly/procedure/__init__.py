"""The kinds of matters of this room, each with its states and moves."""

from unionhall.rooms.assembly.procedure import (  # noqa: F401  each declares itself
    agenda,
    amending,
    answering,
    approving,
    asking_delegates,
    ballots,
    deciding,
    elections,
    inviting,
    joint,
    meetings,
    motions,
    promises,
    questions,
    recalls,
    recurring,
    screening,
)
