"""What comes next: whose it is, in every room."""

from typing import TYPE_CHECKING

import pytest

from unionhall.kernel.procedures.declaration import Move, procedures
from unionhall.kernel.procedures.next_steps import next_step, next_steps
from unionhall.rooms.desk.procedure import handling

if TYPE_CHECKING:
    from tests.town import Town

# One may do it, and nobody waits for it.
VOLUNTARY = {"assembly.second", "register.object_to_list"}
OF_PARTIES = [
    move
    for declared in procedures()
    for move in declared.moves.values()
    if move.style == "main" and move.allowed.needs_party and move.event not in VOLUNTARY
]


@pytest.mark.parametrize("move", OF_PARTIES, ids=lambda move: move.event)
def test_where_a_party_must_act_the_state_says_that_it_waits_for_them(move: Move) -> None:
    states = [move.procedure.states[name] for name in move.source]
    told = [each.waits or each.pauses or each.step_for is not None for each in states if not each.final]
    assert all(told)


def test_a_question_waits_for_the_member_and_for_nobody_else(town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    asked = handling.ask_member(matter, actor=town.steward, text="Which line?")
    other = town.desk.ask()
    steps = next_steps([asked, other], town.member)
    assert [steps[asked.pk].is_theirs, steps[other.pk].is_theirs] == [True, False]
    assert not next_step(asked, town.steward, is_party=False).is_theirs
