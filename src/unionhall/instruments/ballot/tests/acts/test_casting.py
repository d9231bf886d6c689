"""Casting is atomic and counts once, whoever sends it how often; what must not be cast is refused."""

from typing import TYPE_CHECKING

import pytest
from django.db import connection, connections
from django.utils import timezone

from tests.racing import at_once, kinds
from unionhall.instruments.ballot import refusals
from unionhall.instruments.ballot.belenios import verification
from unionhall.instruments.ballot.belenios.errors import Invalid
from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure import box, casting, clock, mixing
from unionhall.instruments.ballot.tests.acts.holding import ABSTAIN, DAY, NO, YES, Held, hold

if TYPE_CHECKING:
    from tests.town import Town


def ballots(held: Held) -> int:
    """How many were taken, whether they wait or are in the archive."""
    return int(held.election.waiting.count() + held.election.events.filter(kind="Ballot").count())


def test_the_same_ballot_sent_again_gets_the_same_answer_and_counts_once(town: "Town") -> None:
    held = hold(town)
    raw = held.ballot(0)
    tracker = held.cast(0, raw=raw)
    assert held.cast(0, raw=raw) == tracker
    held.mix()
    assert held.cast(0, raw=raw) == tracker
    assert (ballots(held), held.election.turnout.count()) == (1, 1)


def test_somebody_elses_ballot_brought_again_is_refused(town: "Town") -> None:
    held = hold(town)
    raw = held.ballot(0)
    held.cast(0, raw=raw)
    for _time in range(2):
        with pytest.raises(refusals.AlreadyThere):
            held.cast(1, raw=raw)
        held.mix()
    assert (ballots(held), held.election.turnout.count()) == (1, 1)


def test_an_old_ballot_can_not_be_replayed_after_a_new_one(town: "Town") -> None:
    held = hold(town)
    first = held.ballot(0)
    held.cast(0, raw=first)
    held.cast(0, NO)
    held.cast(0, raw=first)
    held.mix()
    held.cast(0, raw=first)
    held.mix()
    assert [casting.is_counted(event) for event in held.election.events.filter(kind="Ballot")] == [
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        pytest.param(lambda raw: raw[:-20] + b'0"}}}', "json", id="broken"),
        pytest.param(lambda raw: raw + b" " * 100_000, "size", id="too large"),
        pytest.param(lambda raw: raw.replace(b'"challenge":"', b'"challenge":"0', 1), "number", id="number"),
        pytest.param(lambda raw: b"not a ballot", "json", id="nonsense"),
    ],
)
def test_what_is_no_ballot_is_refused_and_leaves_nothing(town: "Town", spoil: "object", code: str) -> None:
    held = hold(town)
    with pytest.raises(refusals.BallotRefused):
        held.cast(0, raw=spoil(held.ballot(0)))  # type: ignore[operator]
    assert (ballots(held), held.election.turnout.count()) == (0, 0)


def test_who_is_not_on_the_roll_can_not_cast_even_with_a_good_credential(town: "Town") -> None:
    held = hold(town)
    with pytest.raises(refusals.NotOnTheRoll):
        casting.cast(held.election, held.ballot(0), person=town.outsider)


def test_after_its_hour_nothing_is_cast_though_the_clock_is_late(town: "Town") -> None:
    held = hold(town)
    raw = held.ballot(0)
    now = timezone.now()
    Election.objects.filter(pk=held.election.pk).update(opens_at=now - DAY, closes_at=now)
    with pytest.raises(refusals.NotOpen):
        held.cast(0, raw=raw)


@pytest.mark.django_db(transaction=True)
def test_two_tabs_and_a_double_click_put_one_ballot_in(town: "Town") -> None:
    held = hold(town)
    raw = held.ballot(0)
    sent = [lambda: casting.cast(held.election, raw, person=held.voters[0])] * 4
    assert len(set(at_once(sent))) == 1
    assert (ballots(held), held.election.turnout.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_servers_that_write_at_once_make_one_chain(town: "Town", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mixing, "FULL", 3)
    held = hold(town)
    made = [held.ballot(voter) for voter in range(10)]
    acts = [lambda n=n: casting.cast(held.election, made[n], person=held.voters[n]) for n in range(10)]
    assert kinds(at_once([*acts, *[held.mix] * 3])) == {"str": 10, "Election": 3}
    held.mix()
    assert verification.verify(box.read(held.election)).cast == 10
    assert held.election.turnout.count() == 10


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_changed_byte_in_the_database_is_found(town: "Town") -> None:
    held = hold(town)
    for voter, choices in enumerate([YES, NO, ABSTAIN]):
        held.cast(voter, choices)
    held.mix()
    event = held.election.events.get(height=2)
    begun = bytes(event.records).index(b'"beta":"') + len(b'"beta":"')
    changed = bytearray(event.records)
    changed[begun] = ord("2") if changed[begun] == ord("1") else ord("1")
    assert bytes(changed) != bytes(event.records)
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE ballot_event DISABLE TRIGGER USER")
        cursor.execute("UPDATE ballot_event SET records = %s WHERE id = %s", [bytes(changed), event.pk])
    connections["owner"].close()
    with pytest.raises(Invalid):
        verification.verify(box.read(held.election))
    past = timezone.now()
    Election.objects.filter(pk=held.election.pk).update(opens_at=past - DAY, closes_at=past)
    clock.tick()
    assert held.again().stage == Election.Stage.COUNTING


def test_the_application_can_not_rewrite_the_archive(town: "Town") -> None:
    from django.db import DatabaseError, transaction

    held = hold(town)
    for statement in ("UPDATE ballot_event SET height = 9", "DELETE FROM ballot_event"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert held.election.events.count() == 1


def test_nobody_fills_the_archive(town: "Town", monkeypatch: pytest.MonkeyPatch) -> None:
    held = hold(town)
    monkeypatch.setattr(mixing, "MOST", 2)
    held.cast(0)
    held.mix()
    held.cast(0, NO)
    with pytest.raises(refusals.TooMany):
        held.cast(0)
    held.cast(1)
    assert ballots(held) == 3
