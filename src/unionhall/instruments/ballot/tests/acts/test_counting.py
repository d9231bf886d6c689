"""The count as jobs over any number of workers: what they find together is what one would find alone."""

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from tests.racing import at_once
from tests.working import work
from unionhall.instruments.ballot.belenios import events
from unionhall.instruments.ballot.belenios.errors import Invalid
from unionhall.instruments.ballot.models import Batch, Election
from unionhall.instruments.ballot.procedure import batches, calling, clock, closing, log, stretches
from unionhall.instruments.ballot.showing_votes import headline
from unionhall.instruments.ballot.tests.acts.counting import (
    COUNTS,
    SIZE,
    assert_counted_once,
    cast_all,
    close,
    jobs,
)
from unionhall.instruments.ballot.tests.acts.holding import Held, hold
from unionhall.kernel.privacy.keys.faults import SealBroken

if TYPE_CHECKING:
    from tests.town import Town

with_commits = pytest.mark.django_db(transaction=True)
EVENTS = 15  # Setup, thirteen ballots, the end


@pytest.fixture
def held(town: "Town") -> Held:
    found = hold(town)
    cast_all(found)
    return found


@with_commits
def test_closing_gives_each_batch_a_job_and_workers_finish_the_count(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    election = close(held, monkeypatch)
    cuts = list(election.batches.order_by("first").values_list("first", "last"))
    assert cuts == [(0, 3), (4, 7), (8, 11), (12, 14)]
    assert jobs(status="todo") == list(election.batches.order_by("first").values_list("pk", flat=True))
    work()
    assert_counted_once(held)
    assert held.decrypt(1).counts == COUNTS


@pytest.mark.slow("a vote is counted in every way of cutting it")
@pytest.mark.parametrize("size", [1, 2, 7, EVENTS - 1, EVENTS, 1000])
def test_however_it_is_cut_the_sum_is_that_of_one_process(
    held: Held, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    assert close(held, monkeypatch, size).batches.count() == -(-EVENTS // size)
    assert closing.count(held.again())
    assert_counted_once(held)
    assert held.decrypt(1).counts == COUNTS


def test_a_closing_that_is_rolled_back_leaves_neither_batches_nor_jobs(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: Any, **_named: Any) -> None:
        raise InterruptedError

    monkeypatch.setattr(log, "write", fail)
    with pytest.raises(InterruptedError):
        close(held, monkeypatch)
    assert (Batch.objects.count(), jobs(), held.again().stage) == (0, [], Election.Stage.OPEN)


@with_commits
def test_a_workers_clock_writes_the_jobs_with_the_closing_or_not_at_all(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(app.connector, DjangoConnector)
    with app.replace_connector(app.connector.get_worker_connector()):
        with transaction.atomic():
            close(held, monkeypatch)
            transaction.set_rollback(True)
        assert jobs() == []
        close(held, monkeypatch)
    assert len(jobs()) == 4


@with_commits
def test_two_workers_that_finish_at_once_add_up_once(held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = [batch.pk for batch in close(held, monkeypatch, 8).batches.all()]
    assert len(keys) == 2
    went_on = at_once(partial(closing.check, pk) for pk in keys * 2)
    assert sorted(went_on) == [False, False, False, True]
    assert_counted_once(held)


@with_commits
def test_two_that_join_at_the_same_moment_write_one_sum(held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    for batch in batches.waiting(close(held, monkeypatch)):
        batches.check(batch)
    assert sorted(at_once([lambda: closing.join(held.election)] * 4)) == [False, False, False, True]
    assert_counted_once(held)


def test_a_batch_that_is_checked_twice_stores_the_same(held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = close(held, monkeypatch).batches.get(first=SIZE)
    batches.check(batch)
    kept = bytes(Batch.objects.get(pk=batch.pk).sums or b"")
    batches.check(batch)
    assert not closing.check(batch.pk)
    assert bytes(Batch.objects.get(pk=batch.pk).sums or b"") == kept != b""


def test_the_clock_gives_a_lost_batch_a_new_job_and_no_other(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    done, lost, *_others = close(held, monkeypatch).batches.order_by("first")
    closing.check(done.pk)
    _lose(done, lost)
    before = jobs()
    clock.tick()
    assert sorted(jobs()) == sorted([*before, lost.pk])
    clock.tick()
    assert len(jobs()) == len(before) + 1


def test_the_clock_joins_what_a_killed_worker_left_checked(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    for batch in batches.waiting(close(held, monkeypatch)):
        batches.check(batch)
    assert clock.tick() == 1
    assert_counted_once(held)


def test_batches_that_are_gone_are_cut_anew(held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    close(held, monkeypatch).batches.all().delete()
    clock.tick()
    assert held.again().batches.count() == 4
    closing.count(held.again())
    assert_counted_once(held)


def test_a_batch_reads_nothing_but_its_own_part_and_the_event_before(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = close(held, monkeypatch).batches.get(first=2 * SIZE)
    read: list[int] = []
    monkeypatch.setattr(events, "steps", _noting(events.steps, read))
    stretches.verify(batch)
    records = held.election.events.filter(height__range=(batch.first, batch.last))
    own = sum(len(bytes(row.records)) for row in records)
    assert read == [own + 1024]  # and how an archive begins: two blocks


def test_a_void_vote_is_counted_no_further(held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, *_others = close(held, monkeypatch).batches.order_by("first")
    closing.check(first.pk)
    calling.cancel(held.election, actor=held.town.chair, reason="The list was wrong.")
    assert not closing.check(second.pk)
    assert (held.again().stage, Batch.objects.count()) == (Election.Stage.VOID, 0)


def test_a_batch_at_fault_waits_an_hour_until_it_is_looked_at_again(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = close(held, monkeypatch).batches.get(first=SIZE)
    with monkeypatch.context() as patch:
        patch.setattr(stretches, "verify", _refuse)
        pytest.raises(Invalid, closing.check, batch.pk)
    _lose(batch)
    before = len(jobs())
    clock.tick()
    assert len(jobs()) == before
    Batch.objects.filter(pk=batch.pk).update(looked_at=timezone.now() - timedelta(hours=1, seconds=1))
    clock.tick()
    assert jobs()[before:] == [batch.pk]
    closing.count(held.again())
    assert_counted_once(held)


def test_sums_that_no_job_of_this_hall_stored_are_not_opened(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    for batch in batches.waiting(close(held, monkeypatch)):
        batches.check(batch)
    other = held.election.batches.get(first=SIZE)
    held.election.batches.filter(first=2 * SIZE).update(sums=other.sums)
    with pytest.raises(SealBroken):
        closing.join(held.again())
    assert held.again().stage == Election.Stage.COUNTING
    assert held.election.events.filter(kind="EncryptedTally").count() == 0


def test_the_page_says_how_far_the_count_is_and_that_it_has_stopped(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, *_others = close(held, monkeypatch).batches.order_by("first")
    closing.check(first.pk)
    assert "1 of 4 parts" in headline(held.again())
    monkeypatch.setattr(stretches, "verify", _refuse)
    pytest.raises(Invalid, closing.check, second.pk)
    assert "The count has stopped" in headline(held.again())


def test_a_vote_with_few_ballots_is_one_batch_and_stays_sealed(
    town: "Town", monkeypatch: pytest.MonkeyPatch
) -> None:
    few = hold(town)
    few.cast(0)
    election = close(few, monkeypatch, 1000)
    assert election.batches.count() == 1
    assert closing.count(election)
    assert (few.again().stage, few.election.batches.count()) == (Election.Stage.SEALED, 0)
    assert few.election.counts is None


def _lose(*batches: Batch) -> None:
    """As if somebody had deleted their jobs."""
    with connection.cursor() as cursor:
        for batch in batches:
            cursor.execute("DELETE FROM procrastinate_jobs WHERE (args->>'batch')::bigint = %s", [batch.pk])


def _noting(steps: Any, read: list[int]) -> Any:
    def run(source: bytes, after: Any = None) -> Any:
        read.append(len(source))
        return steps(source, after)

    return run


def _refuse(_batch: Batch) -> None:
    raise Invalid("proof", "a proof is wrong")
