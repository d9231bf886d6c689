"""No verb lets anybody make it who has no business in the matter, but for those that the room's tests name.

A room names them in `tests/verbs.txt`: a verb, after its kind where it is of one alone, and who may make it:
`reply | party`. There are an `outsider`, an officer `elsewhere`, one who was `recused`, and the `party`.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.permissions.verbs import matter_of, without_business
from unionhall.kernel.procedures.declaration import Procedure, procedures
from unionhall.kernel.procedures.verbs import Move

if TYPE_CHECKING:
    from tests.town import Town


def lines(procedure: Procedure) -> dict[str, set[str]]:
    """Who may make which verb, by its kind and name, as the tests of the procedure's room say it."""
    file = Path(procedure.room.path) / "tests" / "verbs.txt"
    rows = [line.partition("|") for line in file.read_text().splitlines()] if file.exists() else []
    return {verb.strip(): set(who.split()) for verb, _bar, who in rows}


def called(move: Move) -> str:
    return f"{move.procedure.kind} {move.name}".strip()


@pytest.mark.parametrize("procedure", procedures(), ids=str)
def test_nobody_makes_a_move_who_has_no_business_in_the_matter(town: "Town", procedure: Procedure) -> None:
    people = without_business(town)
    matter = matter_of(procedure, town, people)
    may = {}
    for move in procedure.moves.values():
        matter.state = min(move.source)
        may[called(move)] = people.who_may(move, matter)
    said = {verb: who for verb, who in lines(procedure).items() if verb in may}
    assert {verb: who for verb, who in may.items() if who} == said


def test_each_line_names_a_verb_that_there_is() -> None:
    verbs = {(each.name, called(move)) for each in procedures() for move in each.moves.values()}
    assert {(each.name, verb) for each in procedures() for verb in lines(each)} <= verbs


def test_a_recused_officer_could_make_moves_in_each_room_if_they_were_not(town: "Town") -> None:
    """Else nothing would be proven by their being refused."""
    people, freed = without_business(town), set()
    for procedure in procedures():
        matter = matter_of(procedure, town, people)
        refused = [move for move in procedure.moves.values() if "recused" not in people.who_may(move, matter)]
        matter.recusals.all().delete()
        vars(matter).pop("recused", None)
        freed |= {procedure.name for move in refused if "recused" in people.who_may(move, matter)}
    assert freed == {procedure.name for procedure in procedures()}
