"""A ballot is opened instead of cast: its voter sees that it holds what they chose."""

from typing import Any

import pytest

from unionhall.instruments.ballot.tests.booth import Booth

pytestmark = pytest.mark.browser

OPEN = """
  const { readElection, makeBallot, openBallot } = await load("election", "ballot", "verify_ballot");
  const election = await readElection(given[0]);
  const { bytes, opening } = await makeBallot(election, 5n, [[1, 0], [0, 1, 0]]);
  const other = await makeBallot(election, 5n, [[0, 1], [0, 1, 0]]);
"""


def test_an_opened_ballot_shows_the_choices(booth: Booth, known: dict[str, Any]) -> None:
    """The opening is JSON, so that it can be saved and checked with another program."""
    script = f"{OPEN} return openBallot(election, bytes, JSON.parse(JSON.stringify(opening)));"
    assert booth.run(script, known["election"]) == [[1, 0], [0, 1, 0]]


@pytest.mark.parametrize(
    ("claim", "refused"),
    [
        ("{ ...opening, choices: other.opening.choices }", "ballot-not-as-opened"),
        ("{ ...opening, tracker: other.tracker }", "ballot-not-as-opened"),
        ("{ ...other.opening, tracker: opening.tracker }", "ballot-not-as-opened"),
        ("{ ...opening, randomness: [] }", "ballot-not-as-opened"),
        ("{ ...opening, randomness: [['1'], ['1']] }", "ballot-not-as-opened"),
        ("{ ...opening, randomness: [['x', '1'], ['1', '1', '1']] }", "not-a-number"),
        ("{ ...opening, choices: [[1, 1], [0, 1, 0]] }", "too-many-choices"),
    ],
)
def test_a_ballot_with_other_choices_does_not_open(
    booth: Booth, known: dict[str, Any], claim: str, refused: str
) -> None:
    script = f"{OPEN} return code(() => openBallot(election, bytes, {claim}));"
    assert booth.run(script, known["election"]) == refused


def test_two_ballots_with_the_same_choices_are_different(booth: Booth, known: dict[str, Any]) -> None:
    script = f"{OPEN} const again = await makeBallot(election, 5n, opening.choices); return [opening, again];"
    first, again = booth.run(script, known["election"])
    assert first["tracker"] != again["tracker"]
    assert not set(first["randomness"][0]) & set(again["opening"]["randomness"][0])


def test_progress_is_told_and_the_page_goes_on(booth: Booth, known: dict[str, Any]) -> None:
    """A timer of the page fires while the ballot is made: the page isn't frozen."""
    told, ticks = booth.run(
        """const { readElection, makeBallot } = await load("election", "ballot");
           const election = await readElection(given[0]);
           let ticks = 0;
           const clock = setInterval(() => { ticks += 1; }, 4);
           const told = [];
           const progress = (done, total) => told.push([done, total]);
           await makeBallot(election, 5n, [[1, 0], [0, 1, 0]], { progress });
           clearInterval(clock);
           return [told, ticks];""",
        known["election"],
    )
    assert told == [[step, 8] for step in range(1, 9)]
    assert ticks >= 1
