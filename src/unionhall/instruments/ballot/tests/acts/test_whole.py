"""Whole votes, from the call to the result, which two programs verify."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from unionhall.instruments.ballot.belenios import verification
from unionhall.instruments.ballot.belenios.commitments import Hints
from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure import box
from unionhall.instruments.ballot.questions import choosing, yes_no
from unionhall.instruments.ballot.tests.acts.holding import ABSTAIN, NO, QUESTION, YES, Held, hold
from unionhall.instruments.ballot.tests.tool import ToolElection
from unionhall.kernel.journal import verification as journal

if TYPE_CHECKING:
    from tests.town import Town

CANDIDATES = [{"en": name} for name in ("Ana", "Bo", "Chen")]
SEVERAL = choosing({"en": "Who joins the committee?"}, CANDIDATES, least=0, most=2, blank=True)


def verified(held: Held, folder: Path) -> list[list[int]]:
    """The result, once our verifier and the other program have accepted the archive."""
    archive = box.read(held.election)
    report = verification.verify(archive)
    (folder / f"{held.election.uid}.bel").write_bytes(archive)
    ToolElection(folder, held.election.uid).verify()
    assert report.result is not None
    assert [[int(number) for number in row] for row in report.result] == held.again().counts
    return list(held.election.counts or [])


@pytest.mark.tool
@pytest.mark.parametrize("mode", [Election.Mode.CONVENIENT, Election.Mode.STRICT])
def test_ten_voters_and_one_key_holder_give_a_result_that_two_programs_verify(
    town: "Town", tmp_path: Path, mode: str
) -> None:
    held = hold(town, mode=mode)
    for voter, choices in enumerate([YES] * 6 + [NO] * 3 + [ABSTAIN]):
        held.cast(voter, choices)
    assert held.close().stage == Election.Stage.DECRYPTING
    assert held.decrypt(1).stage == Election.Stage.FINISHED
    assert verified(held, tmp_path) == [[6, 3, 1]]
    assert list(journal.verify()) == []


@pytest.mark.tool
def test_two_of_three_key_holders_open_two_questions_with_blank_votes(town: "Town", tmp_path: Path) -> None:
    held = hold(town, holders=3, questions=[yes_no(QUESTION), SEVERAL])
    for voter in range(9):
        held.cast(voter, [*YES, [0, 1, 1, 0]])
    held.cast(9, [*NO, [1, 0, 0, 0]])
    held.close()
    assert held.decrypt(3).stage == Election.Stage.DECRYPTING
    assert held.decrypt(1).stage == Election.Stage.FINISHED
    assert verified(held, tmp_path) == [[9, 1, 0], [1, 9, 9, 0]]


def test_the_last_ballot_of_a_voter_counts(town: "Town") -> None:
    held = hold(town)
    for voter in range(10):
        held.cast(voter, YES)
    held.cast(0, NO)
    held.close()
    assert held.decrypt(1).counts == [[9, 1, 0]]
    assert held.election.turnout_at_end == 10


def test_fewer_ballots_than_the_minimum_are_never_decrypted(town: "Town", settings: Any) -> None:
    held = hold(town)
    for voter in range(9):
        held.cast(voter)
    assert held.close().stage == Election.Stage.SEALED
    assert held.election.counts is None
    assert [event.kind for event in held.election.events.order_by("-height")[:1]] == ["EndBallots"]


@pytest.mark.tool
def test_a_ballot_made_by_the_other_program_is_accepted(town: "Town", tmp_path: Path) -> None:
    held = hold(town, questions=[yes_no(QUESTION), SEVERAL])
    (tmp_path / f"{held.election.uid}.bel").write_bytes(box.read(held.election))
    made = ToolElection(tmp_path, held.election.uid).ballot(held.codes[0], [[0, 1, 0], [0, 1, 1, 0]])
    held.cast(0, raw=made.encode())
    held.mix()
    assert held.election.events.filter(kind="Ballot").count() == 1


def test_the_side_file_that_casting_keeps_fits_the_archive(town: "Town") -> None:
    held = hold(town)
    for voter in range(3):
        held.cast(voter)
    held.mix()
    hints = Hints(b"".join(box.side_file(held.election)))
    digests = held.election.events.filter(kind="Ballot").values_list("content", flat=True)
    assert all(hints.of(bytes.fromhex(digest)) for digest in digests)
    assert verification.verify(box.read(held.election), hints=hints).cast == 3


def test_the_downloads_are_there_for_everybody_once_it_is_open(town: "Town") -> None:
    held = hold(town)
    held.cast(0)
    held.mix()
    client = Client()
    for name in ("archive.bel", "commitments", "election.json", "booth.html"):
        assert client.get(f"/ballot/{held.election.uid}/{name}").status_code == 200
    archive = client.get(f"/ballot/{held.election.uid}/archive.bel")
    assert archive.getvalue() == box.read(held.election)
