"""Events that may not come, or not so."""

import json
from typing import Any

from unionhall.instruments.ballot.belenios import (
    canonical,
    tally,
)
from unionhall.instruments.ballot.tests.building import Poll, Steps, written
from unionhall.instruments.ballot.tests.forging.casting import second
from unionhall.instruments.ballot.tests.forging.table import forgery


def at(poll: Poll, kind: str) -> int:
    return next(index for index, (found, _bodies) in enumerate(poll.steps) if found == kind)


def without(poll: Poll, kind: str) -> Steps:
    return [step for step in poll.steps if step[0] != kind]


@forgery("grammar", tool=False)
def a_ballot_after_the_end(poll: Poll) -> bytes:
    """The tool tallies only the last run of ballots, so the earlier ones vanish."""
    late: Steps = [("Ballot", [poll.ballot(2, [[1, 0], [1, 0, 0, 0]])])]
    alone = counted(poll, [poll.steps[0], *late])
    return written([*poll.steps[: at(poll, "EndBallots") + 1], *alone[1:]])


@forgery("grammar", tool=False)
def an_end_that_comes_twice(poll: Poll) -> bytes:
    end = at(poll, "EndBallots")
    return written([*poll.steps[:end], ("EndBallots", []), *poll.steps[end:]])


@forgery("replay", tool=False)
def the_same_ballot_twice_in_a_row(poll: Poll) -> bytes:
    return written([*poll.steps[:2], *poll.steps[1:]])


@forgery("replay", tool=False)
def an_old_ballot_replayed_after_a_new_one(poll: Poll) -> bytes:
    end = at(poll, "EndBallots")
    return written(counted(poll, [*poll.steps[:end], poll.steps[1]]))


def counted(poll: Poll, steps: Steps) -> Steps:
    """These ballots counted and decrypted honestly."""
    whole, poll.steps = poll.steps, steps
    try:
        poll.close()
        poll.decrypt(1, 3, 4)
        poll.finish()
        return poll.steps
    finally:
        poll.steps = whole


def with_tally(poll: Poll, **false: Any) -> bytes:
    index = at(poll, "EncryptedTally")
    recorded, payload = poll.steps[index][1]
    changed_payload = canonical.write(json.loads(payload) | false)
    return written(
        [*poll.steps[:index], ("EncryptedTally", [recorded, changed_payload]), *poll.steps[index + 1 :]]
    )


@forgery("tally", tool=False)
def a_false_number_of_ballots(poll: Poll) -> bytes:
    return with_tally(poll, num_tallied=4)


@forgery("tally", tool=False)
def a_false_total_weight(poll: Poll) -> bytes:
    return with_tally(poll, total_weight=7)


@forgery("tally", tool=False)
def a_false_recorded_tally(poll: Poll) -> bytes:
    index = at(poll, "EncryptedTally")
    sums = tally.add_up([second(poll)], poll.election, dict.fromkeys(json.loads(poll.steps[0][1][2]), 1))
    return written(
        [*poll.steps[:index], ("EncryptedTally", list(tally.write(sums))), *poll.steps[index + 1 :]]
    )


@forgery("grammar", tool=False)
def no_end(poll: Poll) -> bytes:
    return written(without(poll, "EndBallots"))


@forgery("grammar", tool=False)
def no_tally(poll: Poll) -> bytes:
    return written(without(poll, "EncryptedTally"))


@forgery("grammar", tool=False)
def a_tally_behind_the_decryptions(poll: Poll) -> bytes:
    moved = poll.steps[at(poll, "EncryptedTally")]
    return written([*without(poll, "EncryptedTally")[:-1], moved, poll.steps[-1]])


@forgery("grammar", tool=False)
def a_result_that_comes_twice(poll: Poll) -> bytes:
    return written([*poll.steps, poll.steps[-1]])
