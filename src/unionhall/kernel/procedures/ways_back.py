"""What is wrong with how a procedure says which moves can be undone, and what is lost by the others."""

from collections.abc import Iterator
from typing import TypeAlias

from unionhall.kernel.procedures.declaration import Move, Procedure
from unionhall.kernel.procedures.predicates import is_hall
from unionhall.kernel.procedures.verbs import TAKE_BACK

Faults: TypeAlias = Iterator[str]


def ends_by_others(procedure: Procedure) -> Iterator[Move]:
    """Ends that no party chose. Where a matter lies open, its line's last station is a promise kept."""
    return (
        move
        for move in procedure.moves.values()
        if move.closes
        and not move.allowed.needs_party
        and not (procedure.lies_open and procedure.fulfils(str(move.target), procedure.kind))
    )


def one_touch_says_what_is_lost(procedure: Procedure) -> Faults:
    """Whoever makes it at one touch, or is asked first, has to know whether there is a way back."""
    for move in procedure.moves.values():
        is_said = move.lost is not None
        if is_said and move.undone_by:
            yield f"{move.name!r} says what is lost for good, and what undoes it"
        elif not (
            is_said or move.undone_by or move.for_a_minute or move.is_asking or move.allowed == is_hall
        ):
            yield f"{move.name!r} asks nothing: say in `lost` what is gone, or in `undone_by` the way back"


def what_undoes_can_follow(procedure: Procedure) -> Faults:
    for move in procedure.moves.values():
        after = {move.target} if move.target else move.source
        for name in move.undone_by:
            if not after & procedure.moves[name].source:
                yield f"{name!r} can't follow on {move.name!r}, which it is to undo"


def what_is_for_a_minute_can_be_taken_back(procedure: Procedure) -> Faults:
    """Taking back brings nothing again but the state, its limits and who has it."""
    for move in procedure.moves.values():
        if not move.for_a_minute:
            continue
        if TAKE_BACK not in procedure.moves:
            yield f"{move.name!r} is `for_a_minute`: let `taking_back` follow on it"
        if (move.text and move.text.private) or move.tells_members:
            yield f"{move.name!r} is `for_a_minute`, and those may learn of it who must not, or have already"
        if any(procedure.states[each].final or procedure.states[each].pauses for each in move.source):
            yield f"{move.name!r} is `for_a_minute`, and begins where no clock runs"
        if move.lost or move.undone_by:
            yield f"{move.name!r} is `for_a_minute`, and says that something is lost or undoes it"


def an_end_by_others_says_whether_it_is_for_good(procedure: Procedure) -> Faults:
    for move in ends_by_others(procedure):
        if not (move.for_a_minute or move.undone_by or move.lost is not None):
            yield (
                f"{move.name!r} ends the matter: say in `lost` what is gone, in `undone_by` the way back, "
                "or let it be taken back `for_a_minute`"
            )
