"""Web processes and the database are killed while many cast over the network."""

import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.beyond.halls import Machine
from tests.kill.crowd import Crowd, assert_all_is_well
from tests.kill.nursery import said_by
from tests.setup.conftest import end
from unionhall.instruments.ballot.tests.acts.holding import hold

if TYPE_CHECKING:
    from tests.town import Town

KILLS, PORT = 15, 8340


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    one = Machine(tmp_path / "home", PORT, variables={"UNIONHALL_PROCESSES": "2"})
    yield one
    end(one)


@pytest.mark.django_db(transaction=True)
def test_web_processes_killed_at_random_moments_lose_and_double_no_ballot(
    town: "Town", machine: Machine
) -> None:
    held, chance = hold(town), random.Random(11)
    machine.launch("serve")
    machine.wait_for_server()
    crowd = Crowd(held, machine.address)
    crowd.begin()
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.05, 0.6))
        for process in machine.all("unionhall web process")[:1]:  # if one is there at the moment
            machine.kill(process)
    crowd.end()
    assert crowd.unanswered
    assert_all_is_well(crowd)


def test_a_killed_database_loses_and_doubles_no_ballot(tmp_path: Path) -> None:
    said = json.loads(said_by("tests.kill.vote_cut", tmp_path))
    assert said["acknowledged"] > 0
    assert said["unanswered"] > 0
