"""What somebody who owns the tables changed after the end: its class is found, and nothing opens."""

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connections

from unionhall.instruments.ballot.belenios import events, hashing
from unionhall.instruments.ballot.belenios.errors import Invalid
from unionhall.instruments.ballot.belenios.events import Head
from unionhall.instruments.ballot.models import Batch, Election, Waiting
from unionhall.instruments.ballot.procedure import batches, box, clock, closing
from unionhall.instruments.ballot.tests.acts.counting import assert_counted_once, closed
from unionhall.instruments.ballot.tests.acts.holding import Held

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
ANOTHER = "UPDATE ballot_event SET {} = translate({}, '0123456789', '1234567890') WHERE height = %s"


@pytest.fixture
def held(town: "Town", monkeypatch: pytest.MonkeyPatch) -> Held:
    return closed(town, monkeypatch)


def owner(statement: str, *given: Any) -> None:
    """What only the owner of the tables can do, once the trigger is off."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE ballot_event DISABLE TRIGGER USER")
        cursor.execute(statement, given)
    connections["owner"].close()


def faults(held: Held) -> dict[int, str]:
    """What the jobs find in each batch, by where it begins."""
    for batch in batches.waiting(held.again()):
        with suppress(Invalid):
            batches.check(batch)
    return dict(Batch.objects.exclude(fault="").values_list("first", "fault"))


def look_again() -> None:
    """Let the jobs check every batch anew."""
    Batch.objects.update(fault="", looked_at=None, sums=None)


def join(held: Held) -> str:
    """What is found when everything is put together."""
    with pytest.raises(Invalid) as fault:
        closing.join(held.again())
    return fault.value.kind


def assert_nothing_opens(held: Held) -> None:
    clock.tick()
    assert held.again().stage == Election.Stage.COUNTING
    assert not held.election.events.filter(kind="EncryptedTally").exists()


PUT_BACK = "UPDATE ballot_event SET {} = %s WHERE height = %s"


def test_a_changed_byte_of_the_records_stops_the_count(held: Held) -> None:
    """One after the other, and each put back before the next."""
    before = bytes(held.election.events.get(height=6).records)
    for name in (b'"beta":"', b'"response":"', b'"credential":"', b'"parent":"', b"0000644"):
        changed = bytearray(before)
        place = changed.index(name) + len(name) - (name == b"0000644")
        changed[place] = ord("2") if changed[place] == ord("1") else ord("1")
        owner(PUT_BACK.format("records"), bytes(changed), 6)
        assert faults(held) == {4: "archive"}, name
        assert_nothing_opens(held)
        owner(PUT_BACK.format("records"), before, 6)
        look_again()
    assert faults(held) == {}


def test_a_changed_column_beside_a_ballot_stops_the_count(held: Held) -> None:
    for column in ("digest", "content", "tracker", "credential", "kind"):
        before = getattr(held.election.events.get(height=9), column)
        statement = ANOTHER.format(column, column)
        owner("UPDATE ballot_event SET kind = 'Vote' WHERE height = %s" if column == "kind" else statement, 9)
        assert faults(held) == {8: "archive"}, column
        assert_nothing_opens(held)
        owner(PUT_BACK.format(column), before, 9)
        look_again()
    assert faults(held) == {}


def test_a_ballot_exchanged_with_its_event_breaks_signature_and_chain(held: Held) -> None:
    """At the end of a batch: its own job sees the ballot, the next one that the chain goes elsewhere."""
    row = held.election.events.get(height=7)
    [raw] = box.bodies(held.election, "Ballot")[6]
    place = raw.index(b'"response":"') + len(b'"response":"')
    raw = raw[:place] + (b"2" if raw[place : place + 1] == b"1" else b"1") + raw[place + 1 :]
    before = held.election.events.get(height=6)
    written, head = events.append(
        "Ballot", [raw], after=Head(before.digest, 6), timestamp=held.election.begun
    )
    beside = (written, head.digest, hashing.digest(raw), hashing.compact(raw), row.pk)
    owner(
        "UPDATE ballot_event SET records = %s, digest = %s, content = %s, tracker = %s WHERE id = %s", *beside
    )
    assert faults(held) == {4: "signature", 8: "chain"}
    assert_nothing_opens(held)


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("DELETE FROM ballot_event WHERE height = 5", {4: "chain"}),
        ("DELETE FROM ballot_event WHERE height = 7", {4: "chain", 8: "chain"}),
        ("UPDATE ballot_event SET height = 99 WHERE height = 9", {8: "chain"}),
        ("UPDATE ballot_election SET begun = begun + 1", dict.fromkeys((0, 4, 8, 12), "archive")),
        (
            "UPDATE ballot_listed SET weight = 3 WHERE id = (SELECT min(id) FROM ballot_listed)",
            {0: "credential-list"},
        ),
        ("UPDATE ballot_listed SET number = set_byte(number, 255, 7) WHERE mod(id, 2) = 0", None),
    ],
)
def test_what_is_missing_moved_or_not_the_list_stops_the_count(
    held: Held, statement: str, found: dict[int, str] | None
) -> None:
    owner(statement)
    assert (faults(held) or {}) == found if found else faults(held)[0] == "credential-list"
    assert_nothing_opens(held)


def test_what_stands_behind_the_end_stops_the_join(held: Held) -> None:
    box.append(held.election, "EndBallots", [])
    assert (faults(held), join(held)) == ({}, "chain")
    assert_nothing_opens(held)


def test_a_ballot_that_is_there_twice_stops_the_join(held: Held) -> None:
    """The constraint is gone, and the same ballot stands in two batches of one good chain."""
    owner("DROP INDEX event_ballot_once")
    _copy_to_the_end(held)
    assert (faults(held), join(held)) == ({}, "replay")
    assert_nothing_opens(held)


def test_commitments_that_lie_cost_time_and_nothing_else(held: Held) -> None:
    owner("UPDATE ballot_event SET hints = set_byte(hints, 700, 1) WHERE kind = 'Ballot'")
    assert faults(held) == {}
    assert closing.join(held.election)
    assert_counted_once(held)


def _copy_to_the_end(held: Held) -> None:
    """The first ballot once more in the place of the last event, and the end anew behind it."""
    end, first = held.election.events.get(kind="EndBallots"), held.election.events.get(height=1)
    owner("DELETE FROM ballot_event WHERE kind = 'EndBallots'")
    [raw] = box.bodies(held.election, "Ballot")[0]
    beside = {name: getattr(first, name) for name in ("content", "tracker", "credential", "hints")}
    box.append_ballots(held.election, [Waiting(raw=raw, **beside)])
    box.append(held.election, "EndBallots", [])
    held.election.batches.filter(last=end.height).update(last=end.height + 1)
