"""Whatever we write, the independent program accepts; whatever it writes, we accept."""

import json
from pathlib import Path

import pytest

from unionhall.instruments.ballot.belenios import checking, decryption, verification
from unionhall.instruments.ballot.belenios.elections import Question
from unionhall.instruments.ballot.tests import program
from unionhall.instruments.ballot.tests.building import COMMITTEE, UUID, YES_NO, Poll, finished
from unionhall.instruments.ballot.tests.forging import FORGERIES, Forgery

pytestmark = pytest.mark.tool

DELEGATES = Question('"Delegates" / \t\x7f', ("A", "B", "C", "D", "E"), 2, 3)
NOBODY = Question("Anybody?", ("A",), 0, 1, blank=True)


@pytest.mark.parametrize(
    "holders", [("single",), ("single", "single"), ("threshold",), ("single", "threshold", "single")]
)
def test_accepts_an_election_of_ours(tmp_path: Path, holders: tuple[str, ...]) -> None:
    archive = finished(holders=holders).written()
    assert verification.verify(archive).is_finished
    assert program.accepts(archive, tmp_path)


def test_accepts_weights_small_and_large(tmp_path: Path) -> None:
    poll = finished(weights=[1, 30, 1_073_741_824])
    report = verification.verify(poll.written())
    assert report.result == ((0, 1_073_741_825), (30, 1, 1_073_741_825, 0))
    assert program.accepts(poll.written(), tmp_path)


@pytest.mark.parametrize(
    ("question", "choices"),
    [(DELEGATES, [[1, 0, 1, 0, 0], [1, 1, 1, 0, 0]]), (NOBODY, [[1, 0], [0, 1], [0, 0]])],
    ids=["two or three of five", "one that may be blank or empty"],
)
def test_accepts_every_kind_of_question(tmp_path: Path, question: Question, choices: list[list[int]]) -> None:
    poll = voted(Poll([question], voters=len(choices)), choices)
    assert verification.verify(poll.written()).result == (tuple(map(sum, zip(*choices, strict=True))),)
    assert program.accepts(poll.written(), tmp_path)


@pytest.mark.slow("whole votes, each verified by the other program")
@pytest.mark.parametrize("voters", [0, 1, 20, 200])
def test_accepts_any_number_of_voters(tmp_path: Path, voters: int) -> None:
    choices = [[index % 3 == 0, index % 3 == 1] for index in range(voters)]
    poll = voted(Poll([YES_NO], voters=max(voters, 1)), [list(map(int, row)) for row in choices])
    report = verification.verify(poll.written())
    assert report.result == (tuple(map(sum, zip(*choices, strict=True))) or (0, 0),)
    assert program.accepts(poll.written(), tmp_path)


@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda forgery: forgery.name)
def test_the_table_of_forgeries_says_what_the_tool_does(tmp_path: Path, poll: Poll, forgery: Forgery) -> None:
    assert program.accepts(forgery.make(poll), tmp_path) is not forgery.refused_by_tool


def test_an_open_archive_goes_on_with_ballots_of_the_tool(tmp_path: Path) -> None:
    poll = Poll([YES_NO, COMMITTEE])
    (tmp_path / f"{UUID}.bel").write_bytes(poll.written())
    (tmp_path / "credential").write_text(poll.credentials[1])
    (tmp_path / "choices").write_text("[[0,1],[0,1,0,1]]")
    command = ["election", "generate-ballot", "--privcred=credential", "--ballot=choices"]
    made = program.generate(tmp_path, command)
    weights = verification.read_setup(poll.steps[0][1]).weights
    checked = checking.check(made, poll.election, weights)
    assert len(checked.commitments) == 2 * (2 * 2 + 2 + 2 * 4 + 2 + 3) + 1
    poll.cast(made)
    assert verification.verify(poll.written()).counted == 1


def test_the_tool_decrypts_with_our_keys(tmp_path: Path) -> None:
    poll = Poll([YES_NO])
    poll.cast(poll.ballot(0, [[1, 0]]))
    poll.close()
    (tmp_path / f"{UUID}.bel").write_bytes(poll.written())
    (tmp_path / "key").write_text(json.dumps(str(poll.secrets[1])))
    printed = program.generate(tmp_path, ["election", "decrypt", "--privkey=key", "--trustee-id=1"])
    made, payload = printed.split(b"\n")
    assert decryption.read_owner(payload, made, poll.trustees) == 1
    decryption.check(made, 1, poll.election, poll.trustees, poll.sums().tally())


def voted(poll: Poll, choices: list[list[int]]) -> Poll:
    poll.cast(*(poll.ballot(voter, [chosen]) for voter, chosen in enumerate(choices)))
    poll.close()
    poll.decrypt(1)
    poll.finish()
    return poll
