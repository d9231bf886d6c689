"""Whoever reads the tables can't line up ballots with who came when, whatever column they look at (rule 11).

Voters sign in and cast in an order that is known here alone. Every table is read: its columns, the versions
of its rows and where they lie. A table that names voters in the order of the ballots would be found twice.
"""

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import combinations
from math import sqrt
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.town import Town
from unionhall.instruments.ballot.belenios import credentials
from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure import box, clock, mixing
from unionhall.instruments.ballot.tests.acts.holding import DAY, Held, hold
from unionhall.kernel.people.models import Person
from unionhall.kernel.people.tests.signing import app_code, give_app, ready, sign_in

pytestmark = pytest.mark.django_db(transaction=True)  # what is written together has one row version
VOTERS, FEW = 18, 5
APPS: dict[int, str] = {}  # whose second step has which secret
NOON = timezone.now().astimezone(UTC).replace(hour=12, minute=0, second=0, microsecond=0) + DAY
ALIKE, SAME = 0.55, 0.9  # of the pairs, how many more stand in the same order than not
NAMES_PERSONS = """
    SELECT child.relname, attname FROM pg_constraint
    JOIN pg_class child ON child.oid = conrelid
    JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
    WHERE contype = 'f' AND confrelid = 'people_person'::regclass
"""
READ = """
    SELECT xmin::text::bigint AS version, xmax::text::bigint AS locked,
        (ctid::text::point)[0] * 1000 + (ctid::text::point)[1] AS place, *
    FROM "{}"
"""
Order = dict[int, Any]  # by voter: what can be sorted


@pytest.mark.slow("36 voters sign in with two steps, read and cast")
def test_no_table_names_voters_in_the_order_of_their_ballots(town: Town, monkeypatch: Any) -> None:
    monkeypatch.setattr(mixing, "FEW", FEW)
    first, again = (lined_up(among_strangers(town)) for _time in range(2))
    assert first & again == set()


def among_strangers(town: Town) -> Held:
    """A vote of new members, each of whom can sign in."""
    EmailAddress.objects.all().delete()
    Person.objects.filter(email__startswith="voter.").update(email=None)
    held = hold(town, voters=VOTERS)
    for voter in held.voters:
        ready(voter)
        APPS[voter.pk] = give_app(voter)
    return held


def lined_up(held: Held) -> set[tuple[str, str]]:
    """Where something of the voters has the order of something of the ballots: those that wait, then all."""
    Election.objects.filter(pk=held.election.pk).update(closes_at=NOON + DAY, mixed_at=NOON)
    order = random.sample(range(VOTERS), VOTERS)
    come_and_vote(held, order[:FEW], NOON + timedelta(minutes=5))
    come_and_vote(held, order[FEW : 2 * FEW], NOON + timedelta(minutes=10))
    come_and_vote(held, order[2 * FEW :])
    found = set(pairs(held, of_ballots(held, "ballot_waiting"), SAME))
    clock.tick(NOON + timedelta(minutes=15))
    assert held.election.waiting.count() == 0
    return found | set(pairs(held, of_ballots(held, "ballot_event"), ALIKE))


def come_and_vote(held: Held, voters: Iterable[int], then: datetime | None = None) -> None:
    """Each signs in, reads and casts, one after the other; then the clock comes."""
    for voter in voters:
        client = Client()
        sign_in(client, held.voters[voter].email or "")
        client.post("/account/steps/", {"code": app_code(APPS[held.voters[voter].pk])})
        for page in ("/", f"/ballot/{held.election.uid}/", f"/ballot/{held.election.uid}/vote/"):
            assert client.get(page).status_code == 200
        raw = held.ballot(voter)
        answer = client.post(f"/ballot/{held.election.uid}/cast/", raw, content_type="application/json")
        assert answer.status_code == 200
    if then:
        clock.tick(then)


def pairs(held: Held, ballots: dict[str, Order], least: float) -> Iterator[tuple[str, str]]:
    for name, order in of_people(held):
        for other, cast in ballots.items():
            if abs(agreement(order, cast)) >= least:
                yield name, other


def of_people(held: Held) -> Iterator[tuple[str, Order]]:
    """Each order in which a table names at least some of the voters."""
    with connection.cursor() as cursor:
        cursor.execute(NAMES_PERSONS)
        naming = {*cursor.fetchall(), ("people_person", "id")}
    keys = {person.pk: voter for voter, person in enumerate(held.voters)}
    words = {word: n for n, each in enumerate(held.voters) for word in (str(each.uid), each.email) if word}
    for table in tables():
        columns = [column for name, column in naming if name == table]
        named: dict[int, dict[str, Any]] = {}
        for row in rows(table):
            voters = {keys[row[column]] for column in columns if row[column] in keys}
            voters |= {words[str(value)] for value in row.values() if str(value) in words}
            named.update(dict.fromkeys(voters, row))
        yield from ((f"{table}.{name}", order) for name, order in orders(named))


def of_ballots(held: Held, table: str) -> dict[str, Order]:
    """The orders of the ballots in a table, by whose they are: what a reader doesn't know."""
    uid = held.election.uid
    public = {n: str(credentials.public(code, uid, box.GROUP)) for n, code in held.codes.items()}
    whose = {sha256(decimal.encode()).hexdigest(): voter for voter, decimal in public.items()}
    cast = {whose[row["credential"]]: row for row in rows(table) if row["credential"] in whose}
    assert len(cast) >= VOTERS - 2 * FEW
    return {f"{table}.{name}": order for name, order in orders(cast)}


def orders(found: dict[int, dict[str, Any]]) -> Iterator[tuple[str, Order]]:
    """Each column by which these rows can be sorted, with the row's version and its place."""
    for name in next(iter(found.values()), {}):
        order = {voter: row[name] for voter, row in found.items() if row[name] is not None}
        if len({type(value) for value in order.values()}) == 1 and not isinstance(
            next(iter(order.values())), dict | list
        ):
            yield name, order


def tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        return [name for (name,) in cursor.fetchall()]


def rows(table: str) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(READ.format(table))
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def agreement(one: Order, other: Order) -> float:
    """Kendall's tau-b of two orders of the same voters: 1 the same, -1 reversed, about 0 by chance."""
    both = [(one[voter], other[voter]) for voter in one.keys() & other.keys()]
    signs = [(sign(a[0], b[0]), sign(a[1], b[1])) for a, b in combinations(both, 2)]
    sizes = sum(first * first for first, _second in signs), sum(second * second for _first, second in signs)
    if len(both) < VOTERS - 2 * FEW or not all(sizes):
        return 0.0
    return sum(first * second for first, second in signs) / sqrt(sizes[0] * sizes[1])


def sign(one: Any, other: Any) -> int:
    return bool(one > other) - bool(one < other)
