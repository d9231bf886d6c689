"""Nothing ties a ballot to who cast it: no key, time, address, order, row version, job or log."""

import json
import logging
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, models
from django.test import Client

from unionhall.instruments.ballot.models import (
    Election,
    Event,
    Listed,
    Registration,
    RollEntry,
    Turnout,
    Waiting,
)
from unionhall.instruments.ballot.procedure import clock, turnout
from unionhall.instruments.ballot.tests.acts.holding import NO, Held, hold
from unionhall.kernel.people.models import Person

if TYPE_CHECKING:
    from tests.town import Town

ON_THE_SIDE_OF_BALLOTS = (Event, Listed, Waiting)
ON_THE_SIDE_OF_PEOPLE = (RollEntry, Registration, Turnout)


def rows(query: str, *given: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        return list(cursor.fetchall())


def cast_in_order(town: "Town", **fields: Any) -> Held:
    held = hold(town, voters=12, **fields)
    for voter in range(10):
        held.cast(voter)
    held.cast(3, NO)
    return held


def test_the_two_sides_share_no_column_but_the_election() -> None:
    sides = [
        {field.name for model in side for field in model._meta.concrete_fields} - {"id"}
        for side in (ON_THE_SIDE_OF_BALLOTS, ON_THE_SIDE_OF_PEOPLE)
    ]
    shared = sides[0] & sides[1]
    assert shared == {"election", "number"}  # that of a registration goes before the first ballot
    reaching = [
        field.name
        for model in ON_THE_SIDE_OF_BALLOTS
        for field in model._meta.concrete_fields
        if field.related_model in (Person, RollEntry, Registration, Turnout)
    ]
    assert reaching == []


def test_neither_side_keeps_a_time_or_an_address() -> None:
    kinds = (models.DateTimeField, models.DateField, models.TimeField, models.GenericIPAddressField)
    for model in (*ON_THE_SIDE_OF_BALLOTS, *ON_THE_SIDE_OF_PEOPLE):
        assert not any(isinstance(field, kinds) for field in model._meta.concrete_fields), model


@pytest.mark.django_db(transaction=True)
def test_versions_and_places_of_rows_tell_no_order(town: "Town") -> None:
    """Every turnout row was written by one transaction, and where the rows lie changes with each ballot."""
    held = cast_in_order(town)
    place = held.election.pk
    versions = rows("SELECT DISTINCT xmin FROM ballot_turnout WHERE election_id = %s", place)
    assert len(versions) == 1
    by_place = "SELECT person_id FROM ballot_turnout WHERE election_id = %s ORDER BY ctid"
    cast = [(voter.pk,) for voter in held.voters[:10]]
    orders = []
    for _time in range(5):
        turnout.shuffle(held.election)
        orders.append(rows(by_place, place))
    assert {tuple(sorted(order)) for order in orders} == {tuple(sorted(cast))}
    assert len({tuple(order) for order in orders}) > 1
    assert any(order != cast for order in orders)


@pytest.mark.django_db(transaction=True)
def test_a_ballot_of_the_archive_and_its_turnout_are_written_by_different_transactions(town: "Town") -> None:
    held = cast_in_order(town)
    held.mix()
    ballots = {row[0] for row in rows("SELECT xmin FROM ballot_event WHERE kind = 'Ballot'")}
    people = {row[0] for row in rows("SELECT xmin FROM ballot_turnout")}
    assert ballots
    assert people
    assert ballots.isdisjoint(people)
    assert held.election.turnout.count() == 10


@pytest.mark.django_db(transaction=True)
def test_a_large_vote_is_written_anew_by_the_clock(town: "Town", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turnout, "AT_ONCE", 3)
    held = cast_in_order(town)
    query = "SELECT DISTINCT xmin FROM ballot_turnout WHERE election_id = %s"
    assert len(rows(query, held.election.pk)) > 1
    clock.tick()
    assert len(rows(query, held.election.pk)) == 1


@pytest.mark.django_db(transaction=True)
def test_a_second_ballot_touches_nobodys_row(town: "Town") -> None:
    held = cast_in_order(town)
    before = rows("SELECT id, xmin FROM ballot_turnout ORDER BY id")
    held.cast(5, NO)
    assert rows("SELECT id, xmin FROM ballot_turnout ORDER BY id") == before


@pytest.mark.django_db(transaction=True)
def test_once_open_nobody_knows_who_registered_which_credential(town: "Town") -> None:
    held = hold(town, mode=Election.Mode.CONVENIENT)
    assert not Registration.objects.exists()
    numbers = [bytes(each) for each in Listed.objects.order_by("pk").values_list("number", flat=True)]
    assert numbers == sorted(numbers)
    assert held.election.roll.filter(registered=True).count() == 10


@pytest.mark.django_db(transaction=True)
def test_casting_over_the_network_leaves_no_trace_of_the_caster(
    town: "Town", caplog: pytest.LogCaptureFixture
) -> None:
    """No job, no journal entry, no reading, no line of a log, and the session stays as it was."""
    held = hold(town)
    client = Client()
    client.force_login(held.voters[0])
    before = _all_rows(held)
    raw = held.ballot(0)
    with caplog.at_level(logging.INFO):
        answer = client.post(
            f"/ballot/{held.election.uid}/cast/",
            raw,
            content_type="application/json",
        )
    assert answer.status_code == 200, answer.content
    changed = {table for table, count in _all_rows(held).items() if before[table] != count}
    assert changed == {"ballot_waiting", "ballot_turnout"}
    assert [record for record in caplog.records if record.name == "unionhall.requests"] == []
    assert held.voters[0].name not in caplog.text
    assert json.loads(answer.content)["tracker"] not in caplog.text


def _all_rows(held: Held) -> dict[str, str]:
    """A digest of each table's rows."""
    tables = [name for (name,) in rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    query = "SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {} t"
    return {name: rows(query.format(f'"{name}"'))[0][0] for name in tables}


def test_the_copy_of_ones_own_says_of_votes_that_one_took_part_and_nothing_else(town: "Town") -> None:
    from unionhall.kernel.web.account import copying

    held = hold(town)
    tracker = held.cast(0)
    own = copying.of_person(held.voters[0])
    assert {name for name in own if name.startswith("ballot.")} == {"ballot.RollEntry", "ballot.Turnout"}
    assert tracker not in json.dumps(own, default=str)
    assert copying.in_words(held.voters[0])
