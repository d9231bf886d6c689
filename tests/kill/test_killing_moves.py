"""Processes that are killed in the middle of a move, at every boundary and at random moments."""

import random
from typing import TYPE_CHECKING

import pytest

from tests.kill.faults import COMMIT, FAULTS, JOURNAL, NOTICES, ROWS
from tests.kill.life import Line
from tests.kill.nursery import lives
from tests.kill.proof import assert_all_is_well, unanswered

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)
RANDOM_POINTS = 50


@pytest.mark.parametrize("boundary", [JOURNAL, NOTICES, ROWS, COMMIT])
def test_a_process_that_ends_at_a_boundary_loses_and_doubles_nothing(town: "Town", boundary: str) -> None:
    ends = [fault for fault in FAULTS if fault.where == boundary]
    lines = Line.read_all(lives(map(str, ends)))
    assert len(unanswered(lines)) == len(ends)
    assert_all_is_well(lines)


def test_processes_killed_at_random_moments_lose_and_double_nothing(town: "Town") -> None:
    chance = random.Random(20)
    lines = Line.read_all(lives(f"kill {chance.uniform(0, 0.25):.4f}" for _ in range(RANDOM_POINTS)))
    assert len([line for line in lines if line.said == "done"]) > RANDOM_POINTS
    assert_all_is_well(lines)
