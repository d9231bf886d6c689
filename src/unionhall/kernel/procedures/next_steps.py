"""What comes next in a matter, for whoever reads it, and whether it is theirs to do."""

from collections.abc import Iterable

from django.db.models import prefetch_related_objects

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.declaration import Procedure, State, Step, procedure_of


def next_step(matter: Matter, actor: Actor, *, is_party: bool) -> Step:
    """What this reader is told of it; the constant sentence of a state speaks to parties alone."""
    state = procedure_of(matter).states[matter.state]
    if state.step_for:
        return state.step_for(matter, matter.known_as(actor))
    return Step(state.next_step if is_party else "", is_theirs=is_party and _waits(state))


def next_steps(matters: Iterable[Matter], party: Person) -> dict[int, Step]:
    """The same for a list of somebody's own matters, in a number of queries that doesn't grow with it."""
    shown = list(matters)
    _fetch([matter for matter in shown if procedure_of(matter).states[matter.state].step_for])
    return {matter.pk: next_step(matter, party, is_party=True) for matter in shown}


def _fetch(matters: list[Matter]) -> None:
    """Read at once what the steps of these matters depend on."""
    if not matters:
        return
    prefetch_related_objects(matters, "parties")
    for procedure in _procedures(matters):
        if procedure.fetch:
            procedure.fetch([each for each in matters if procedure_of(each) is procedure])


def _procedures(matters: list[Matter]) -> Iterable[Procedure]:
    return {(each.room, each.procedure_version): procedure_of(each) for each in matters}.values()


def _waits(state: State) -> bool:
    """Whether the next step is the member's, as the declaration says of every matter in the state."""
    return state.pauses or state.waits
