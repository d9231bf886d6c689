"""Dishonest decryptions and results."""

import json
from collections.abc import Callable
from typing import Any

from unionhall.instruments.ballot.belenios import (
    canonical,
    decryption,
)
from unionhall.instruments.ballot.tests.building import Poll, Steps, written
from unionhall.instruments.ballot.tests.forging.course import at, counted
from unionhall.instruments.ballot.tests.forging.table import Q, forgery, setting


@forgery("decryption", tool=False)
def two_decryptions_by_one_owner(poll: Poll) -> bytes:
    return written([*poll.steps[:-1], ("PartialDecryption", poll.partial(1)), poll.steps[-1]])


@forgery("decryption", tool=True)
def a_missing_decryption(poll: Poll) -> bytes:
    index = at(poll, "PartialDecryption")
    return written([*poll.steps[:index], *poll.steps[index + 1 :]])


@forgery("decryption", tool=True)
def a_wrong_decryption(poll: Poll) -> bytes:
    index = at(poll, "PartialDecryption")
    wrong = decryption.decrypt(poll.election, poll.sums().tally(), 12345, poll.draw)
    steps: Steps = [("PartialDecryption", list(decryption.write(1, wrong)))]
    return written([*poll.steps[:index], *steps, *poll.steps[index + 1 :]])


@forgery("decryption", tool=False)
def a_wrong_decryption_before_there_is_a_result(poll: Poll) -> bytes:
    """The tool looks at decryptions only once there is a result."""
    wrong = decryption.decrypt(poll.election, poll.sums().tally(), 12345, poll.draw)
    return written(
        [
            *poll.steps[: at(poll, "PartialDecryption")],
            ("PartialDecryption", list(decryption.write(1, wrong))),
        ]
    )


def with_result(poll: Poll, change: Callable[[list[list[Any]]], None]) -> bytes:
    value = json.loads(poll.steps[-1][1][0])
    change(value["result"])
    return written([*poll.steps[:-1], ("Result", [canonical.write(value)])])


@forgery("result", tool=True)
def a_wrong_result(poll: Poll) -> bytes:
    return with_result(poll, setting(0, 0, to=lambda old: old + 1))


@forgery("result", tool=False)
def a_result_with_the_order_added(poll: Poll) -> bytes:
    return with_result(poll, setting(0, 0, to=lambda old: str(old + Q)))


@forgery("tally", tool=True)
def the_first_of_two_votes_counted(poll: Poll) -> bytes:
    """Everything behind the ballots is made as if the first voter had not voted again."""
    end = at(poll, "EndBallots")
    early = counted(poll, poll.steps[: end - 1])
    return written([*poll.steps[:end], *early[end - 1 :]])
