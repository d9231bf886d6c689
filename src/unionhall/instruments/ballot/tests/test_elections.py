"""Whole elections: what the browser makes, the other program accepts, counts and verifies."""

import json
import random
from typing import Any

import pytest

from unionhall.instruments.ballot.tests.booth import Booth
from unionhall.instruments.ballot.tests.making import make_election
from unionhall.instruments.ballot.tests.tool import ToolElection, question

pytestmark = [pytest.mark.browser, pytest.mark.tool]


def voters(*weights: int) -> list[dict[str, Any]]:
    return [{"name": f"Voter {at}", "weight": weight} for at, weight in enumerate(weights, 1)]


def test_yes_no_or_blank_with_a_revote(booth: Booth, kept: ToolElection) -> None:
    made = make_election(booth, kept, [question(2, 1, 1, blank=True)], voters(1, 1, 1))
    for voter, choices in enumerate([[1, 0, 0], [0, 1, 0], [0, 0, 1]]):
        made.vote(voter, [choices])
    made.vote(1, [[0, 0, 1]])
    kept.close()
    made.decrypt(0)
    assert kept.result() == [[1, 0, 2]]


def test_several_of_many_and_two_questions(booth: Booth, kept: ToolElection) -> None:
    questions = [question(5, 1, 3), question(2, 0, 2)]
    made = make_election(booth, kept, questions, voters(1, 1), (None, None))
    made.vote(0, [[1, 1, 1, 0, 0], [0, 0]])
    made.vote(1, [[1, 0, 0, 0, 0], [1, 1]])
    kept.close()
    made.decrypt(1)
    made.decrypt(0)
    assert kept.result() == [[2, 1, 1, 0, 0], [1, 1]]


def test_weighted_votes(booth: Booth, kept: ToolElection) -> None:
    made = make_election(booth, kept, [question(2, 0, 1, blank=True)], voters(3, 40, 500))
    for voter, choices in enumerate([[0, 1, 0], [0, 0, 1], [1, 0, 0]]):
        made.vote(voter, [choices])
    kept.close()
    made.decrypt(0)
    assert kept.result() == [[500, 3, 40]]


@pytest.mark.parametrize("present", [(0, 1), (2, 0)])
def test_two_of_three_trustees(booth: Booth, kept: ToolElection, present: tuple[int, ...]) -> None:
    made = make_election(booth, kept, [question(2, 1, 1)], voters(1, 1), ((2, 3),))
    made.vote(0, [[1, 0]])
    made.vote(1, [[1, 0]])
    kept.close()
    for trustee in present:
        made.decrypt(trustee)
    assert kept.result() == [[2, 0]]


def test_one_trustee_and_three_of_four(booth: Booth, kept: ToolElection) -> None:
    made = make_election(booth, kept, [question(3, 0, 2)], voters(1, 1), (None, (3, 4)))
    made.vote(0, [[1, 0, 1]])
    made.vote(1, [[0, 0, 1]])
    kept.close()
    for trustee in (4, 0, 1, 2):
        made.decrypt(trustee)
    assert kept.result() == [[1, 0, 2]]


def test_a_ballot_that_the_tool_made_is_accepted_by_the_booth(booth: Booth, kept: ToolElection) -> None:
    made = make_election(booth, kept, [question(3, 1, 2, blank=True)], voters(1))
    ballot = kept.ballot(made.credentials[0], [[0, 1, 0, 1]])
    kept.cast(ballot)
    credential = booth.run(
        """const { readElection, verifyBallot } = await load("election", "verify_ballot");
           return (await verifyBallot(await readElection(given[0]), given[1])).credential;""",
        made.election,
        ballot,
    )
    assert credential in (kept.folder / "public_creds.json").read_text()
    kept.close()
    made.decrypt(0)
    assert kept.result() == [[0, 1, 0, 1]]


SHAPES = [(1, 0, 1), (1, 1, 1), (2, 0, 0), (3, 3, 3), (4, 1, 2), (6, 0, 6), (5, 2, 4)]


def allowed(chance: random.Random, answers: int, least: int, most: int, *, blank: bool) -> list[int]:
    """An answer that the question allows, drawn at random; the blank choice stands first."""
    if blank and chance.random() < 0.3:
        return [1] + [0] * answers
    chosen = chance.sample(range(answers), chance.randint(least, most))
    return [0] * blank + [int(at in chosen) for at in range(answers)]


@pytest.mark.parametrize("seed", [1, 2])
def test_questions_of_every_shape(booth: Booth, kept: ToolElection, seed: int) -> None:
    chance = random.Random(seed)
    kinds = [(shape, blank) for shape in SHAPES for blank in (False, True)]
    questions = [question(*shape, blank=blank) for shape, blank in kinds]
    made = make_election(booth, kept, questions, voters(1, 1))
    cast = [[allowed(chance, *shape, blank=blank) for shape, blank in kinds] for _voter in range(2)]
    for voter, choices in enumerate(cast):
        made.vote(voter, choices)
    kept.close()
    made.decrypt(0)
    assert kept.result() == [
        list(map(sum, zip(*answers, strict=True))) for answers in zip(*cast, strict=True)
    ]


def test_a_key_serves_in_either_program(booth: Booth, kept: ToolElection) -> None:
    """A trustee may make a key in the browser and decrypt with the tool, or the other way round."""
    printed = kept.run("setup", "generate-trustee-key", "--group", "BELENIOS-2048")
    (private,) = kept.folder.glob("*.privkey")
    public = json.loads(private.with_suffix(".pubkey").read_text())
    assert private.stem in printed
    theirs = (private.read_text().strip(), ["Single", public])
    made = make_election(booth, kept, [question(2, 1, 1)], voters(1), (None,), (theirs,))
    made.vote(0, [[0, 1]])
    kept.close()
    made.decrypt(1)
    (kept.folder / "ours.privkey").write_text(made.secrets[0])
    words = ("--dir", ".", "--privkey", "ours.privkey", "--trustee-id", "1")
    kept.add("PartialDecryption", kept.run("election", "decrypt", *words))
    assert kept.result() == [[0, 1]]
