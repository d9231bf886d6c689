"""Every number, code and name that an address can hold, with somebody's own thing in it, tried by others."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.permissions.addresses import address, arguments, names, nobodys, said_by, undone
from tests.permissions.rows import folders
from tests.permissions.visitors import VISITORS, visitor_of
from unionhall.kernel.api.scopes import scopes
from unionhall.kernel.api.tokens import make
from unionhall.kernel.people.models import Person

if TYPE_CHECKING:
    from tests.town import Town

SEEN_ALREADY = {"matter", "matter_move", "file", "journal_proofs"}  # by handlers: permissions.txt of the desk
REFUSED = {302, 400, 401, 403, 404, 405, 409}
UNCHANGED = (
    "people_person",
    "api_token",
    "api_hook",
    "mfa_authenticator",
    "register_upload",
    "matters_matter",
)


@pytest.fixture
def things(town: "Town") -> dict[str, tuple[Person, dict[str, Any]]]:
    """One real thing for each address that names one: whose it is, and what stands in the address."""
    saying = [own for part in folders() if (own := getattr(said_by(part), "things", None))]
    return {name: thing for own in saying for name, thing in own(town).items()}


def test_every_address_with_a_part_to_fill_in_is_here(town: "Town", things: dict[str, Any]) -> None:
    filled = arguments(town, "D-2026-000001", str(uuid4()))
    assert {name for name in names() if name in filled} - set(things) - set(nobodys()) == set()


@pytest.mark.parametrize("visitor", VISITORS)
def test_nobody_opens_or_changes_what_is_anothers(town: "Town", things: dict[str, Any], visitor: str) -> None:
    person, opened = None if visitor == "anonymous" else visitor_of(town, visitor), []
    for name, (owner, filled) in things.items():
        if person == owner or (name in SEEN_ALREADY and serves(person, town)):
            continue
        for method in ("get", "post"):
            with undone():
                client = Client(raise_request_exception=False)
                if person:
                    client.force_login(person)
                before = held()
                answer = getattr(client, method)(address(name, {name: filled}), {"key": uuid4()})
                if answer.status_code not in REFUSED or held() != before:
                    opened.append(f"{method} {name}: {answer.status_code}")
    assert opened == []


@pytest.mark.parametrize("visitor", ["member", "neighbour", "outsider", "auditor", "administrator"])
def test_neither_does_a_program_of_theirs(town: "Town", things: dict[str, Any], visitor: str) -> None:
    person = visitor_of(town, visitor)
    ends_on = timezone.localdate() + timedelta(days=7)
    words = make(person, name="mine", scopes=list(scopes()), ends_on=ends_on)
    program = Client(headers={"authorization": f"Bearer {words}"})
    reference, uid = things["matter"][1]["reference"], things["file"][1]["uid"]
    paths = [f"/api/matters/{reference}", f"/api/matters/{reference}/moves/withdraw", f"/api/files/{uid}"]
    answers = [program.get(path) for path in paths]
    for answer in answers:
        if answer.streaming:
            answer.getvalue()
    statuses = {answer.status_code for answer in answers}
    assert statuses == ({200} if visitor == "member" else {404})


def serves(person: Person | None, town: "Town") -> bool:
    return person in (town.steward, town.caseworker, town.mill_coordinator, town.coordinator)


def held() -> list[int]:
    """How many rows there are of what could be taken away, and in which state the matters are."""
    counts = []
    with connection.cursor() as cursor:
        for table in sorted(set(UNCHANGED) & {model._meta.db_table for model in apps.get_models()}):
            cursor.execute(f'SELECT coalesce(sum(hashtext(t::text)::bigint), 0) FROM "{table}" t')  # noqa: S608
            counts.append(cursor.fetchone()[0])
    return counts
