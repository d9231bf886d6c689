"""One ballot as it is cast: checked against the list and what was cast, then appended to the archive."""

import pytest

from unionhall.instruments.ballot.belenios import (
    archive,
    checking,
    events,
    hashing,
    numbers,
    tally,
    verification,
    voting,
)
from unionhall.instruments.ballot.belenios.errors import Invalid
from unionhall.instruments.ballot.tests.building import COMMITTEE, TIMESTAMP, YES_NO, Poll
from unionhall.instruments.ballot.tests.forging import FORGERIES, Forgery, casting

DISHONEST = [forgery for forgery in FORGERIES if forgery.make.__module__ == casting.__name__]


def weights(poll: Poll) -> dict[str, int]:
    return verification.read_setup(poll.steps[0][1]).weights


def test_a_good_ballot_gives_its_tracker_and_commitments(poll: Poll) -> None:
    raw = poll.ballot(0, [[1, 0], [1, 0, 0, 0]])
    checked = checking.check(raw, poll.election, weights(poll))
    assert checked.ballot.tracker == hashing.compact(raw)
    assert all(poll.election.group.has(number) for number in checked.commitments)


@pytest.mark.parametrize("forgery", DISHONEST, ids=lambda forgery: forgery.name)
def test_is_refused_at_the_door(poll: Poll, forgery: Forgery) -> None:
    whole = forgery.make(poll)
    forged = next(step for step in events.steps(whole) if step.head.height == 2)
    raw = forged.parts[0].body(whole)
    with pytest.raises(Invalid) as refusal:
        checking.check(raw, poll.election, weights(poll))
    assert refusal.value.kind == forgery.kind


def test_a_ballot_that_was_cast_is_refused_before_anything_is_computed(
    poll: Poll, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, listed = poll.steps[1][1][0], weights(poll)
    monkeypatch.setattr(numbers, "power", None)
    with pytest.raises(Invalid, match="replay"):
        checking.check(raw, poll.election, listed, {hashing.digest(raw)})


def test_what_is_too_large_is_not_even_read(poll: Poll, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "ballots", None)
    with pytest.raises(Invalid, match="size"):
        checking.check(b"x" * (checking.longest(poll.election) + 1), poll.election, {})


def test_the_largest_ballots_are_not_too_large() -> None:
    poll = Poll([YES_NO, COMMITTEE])
    sizes = [len(poll.ballot(0, [[1, 0], [0, 1, 1, 0]])) for _ in range(5)]
    assert max(sizes) < checking.longest(poll.election) < 2 * max(sizes)


def test_appending_event_by_event_gives_the_archive(poll: Poll) -> None:
    """Under the caller's lock: only the head and the time of the archive are needed."""
    whole, head = archive.begin(TIMESTAMP), None
    for kind, bodies in poll.steps:
        more, head = events.append(kind, bodies, after=head, timestamp=archive.time_of(whole))
        whole += more
        assert verification.verify(whole).head == head
    assert whole == poll.written()


@pytest.mark.parametrize("choices", [[1, 1], [2, 0], [1], [1, 0, 0], [-1, 1]])
def test_a_choice_that_is_not_permitted_makes_no_ballot(poll: Poll, choices: list[int]) -> None:
    with pytest.raises(ValueError, match="no permitted answer"):
        voting.vote(poll.election, poll.credentials[0], [choices, [1, 0, 0, 0]])


def test_the_last_ballot_of_a_credential_counts(poll: Poll) -> None:
    cast = [bodies[0] for kind, bodies in poll.steps if kind == "Ballot"]
    assert tally.add_up(cast, poll.election, weights(poll)).ballots == 3
    assert tally.add_up(cast[1:], poll.election, weights(poll)).tally() == poll.sums().tally()
