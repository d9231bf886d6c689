"""Ballots wait, and go into the archive together: none alone where it can be helped, none late, none lost."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.utils import timezone

from unionhall.instruments.ballot.belenios import verification
from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure import box, calling, clock, closing, log, mixing
from unionhall.instruments.ballot.tests.acts.holding import DAY, NO, YES, Held, hold

if TYPE_CHECKING:
    from tests.town import Town

TOMORROW = timezone.now().astimezone(UTC).replace(minute=0, second=0, microsecond=0) + DAY


def at(hour: int, minute: int) -> datetime:
    return TOMORROW + timedelta(hours=hour, minutes=minute)


@pytest.fixture
def held(town: "Town") -> Held:
    """A vote of tomorrow's first hour, as the clock has just seen it."""
    found = hold(town, voters=12)
    Election.objects.filter(pk=found.election.pk).update(closes_at=at(9, 0), mixed_at=at(0, 0))
    return found


def cast(held: Held, *voters: int) -> None:
    for voter in voters:
        held.cast(voter)


def archived(held: Held) -> int:
    return int(held.election.events.filter(kind="Ballot").count())


def test_enough_are_written_every_five_minutes(held: Held) -> None:
    cast(held, *range(10))
    clock.tick(at(0, 4))
    assert archived(held) == 0
    clock.tick(at(0, 5))
    assert (archived(held), held.election.waiting.count()) == (10, 0)
    assert verification.verify(box.read(held.election)).cast == 10


def test_a_few_wait_for_others(held: Held) -> None:
    cast(held, *range(9))
    clock.tick(at(0, 50))
    assert archived(held) == 0
    cast(held, 9)
    clock.tick(at(0, 55))
    assert archived(held) == 10


def test_a_few_are_written_at_the_full_hour_and_not_when_an_hour_of_theirs_is_over(held: Held) -> None:
    clock.tick(at(5, 0))
    cast(held, 0)
    clock.tick(at(5, 59))
    assert archived(held) == 0
    clock.tick(at(6, 0))
    assert archived(held) == 1


def test_a_clock_that_was_late_writes_at_once(held: Held) -> None:
    cast(held, 0)
    clock.tick(at(3, 20))
    assert archived(held) == 1


def test_whoever_comes_when_many_wait_writes_those_and_waits_alone(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mixing, "FULL", 4)
    cast(held, *range(4))
    assert archived(held) == 0
    last = held.cast(4)
    assert (archived(held), [each.tracker for each in held.election.waiting.all()]) == (4, [last])


def test_what_waits_is_in_the_archive_before_the_vote_is_closed_or_not_closed(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast(held, *range(3))
    past = timezone.now()
    Election.objects.filter(pk=held.election.pk).update(opens_at=past - DAY, closes_at=past)
    with monkeypatch.context() as patch:
        patch.setattr(log, "write", _interrupt)
        pytest.raises(InterruptedError, closing.close, held.again())
    assert (archived(held), held.election.waiting.count(), held.again().stage) == (0, 3, Election.Stage.OPEN)
    assert closing.close(held.again())
    kinds = list(held.election.events.order_by("height").values_list("kind", flat=True))
    assert kinds == ["Setup", *["Ballot"] * 3, "EndBallots"]
    assert held.election.waiting.count() == 0


def test_what_waits_is_in_the_archive_of_a_void_vote(held: Held) -> None:
    cast(held, *range(3))
    calling.cancel(held.again(), actor=held.town.chair, reason="The list was wrong.")
    assert (archived(held), held.election.waiting.count()) == (3, 0)


def test_of_one_voter_the_last_ballot_comes_last_and_anything_else_by_chance(held: Held) -> None:
    orders = set()
    for choices in (YES, NO, YES, NO, YES):
        trackers = [held.cast(0, choices) for _time in range(3)]
        others = {held.cast(voter) for voter in (1, 2, 3)}
        held.mix()
        written = list(held.election.events.order_by("height").values_list("tracker", flat=True))[-6:]
        assert [each for each in written if each in trackers] == trackers
        orders.add(tuple(each in others for each in written))
    assert len(orders) > 1


@pytest.mark.django_db(transaction=True)
def test_rows_that_wait_tell_no_order_by_version_or_place(held: Held) -> None:
    trackers, places = [held.cast(voter) for voter in range(8)], set()
    for _time in range(5):
        trackers.append(held.cast(0))
        with connection.cursor() as cursor:
            cursor.execute("SELECT tracker, xmin::text FROM ballot_waiting ORDER BY ctid")
            rows = cursor.fetchall()
        assert len({version for _tracker, version in rows}) == 1
        assert sorted(tracker for tracker, _version in rows) == sorted(trackers)
        places.add(tuple(trackers.index(tracker) < 4 for tracker, _version in rows))
    assert len(places) > 1


def _interrupt(*_given: object, **_named: object) -> None:
    raise InterruptedError
