"""In a sealed room a party is known by a mask: nothing in the database ties it to the person (rule 6)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.erasing import forget_person
from unionhall.kernel.matters.models import Matter, Party
from unionhall.kernel.notices import delivery
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.masks import mask_of, masks_of, selves_of
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy.models import Access
from unionhall.rooms.desk.procedure import handling, states

if TYPE_CHECKING:
    from tests.town import Town

STAFF = ("steward", "volunteer", "caseworker", "coordinator", "auditor", "chair", "administrator")


@pytest.fixture(autouse=True)
def desk_is_sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk as if it were a sealed room."""
    monkeypatch.setattr(type(apps.get_app_config("desk")), "sealed", True)


@pytest.fixture
def matter(town: "Town") -> Any:
    """Asked by the member, taken on by the steward, who asks back and gets an answer."""
    asked = handling.accept(town.desk.ask(), actor=town.steward)
    asked = handling.ask_member(asked, actor=town.steward, text="Which bus?")
    return handling.reply(asked, actor=town.member, text="Line 7.")


def fresh(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def rows_that_name(person: Person) -> Iterator[str]:
    """Every column of every table in which the id, uid, name or e-mail stands, the own row included."""
    sought = {str(person.pk), str(person.uid), person.name, person.email}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            names = {
                field.column for field in model._meta.concrete_fields if field.related_model is Person
            } | {
                field.column
                for field in model._meta.concrete_fields
                if field.get_internal_type() in ("UUIDField", "TextField", "CharField", "JSONField")
            }
            for column in names:
                cursor.execute(f'SELECT "{column}"::text FROM "{table}"')  # noqa: S608
                for (value,) in cursor.fetchall():
                    if value in sought or (value and len(value) > 30 and str(person.uid) in value):
                        yield f"{table}.{column}"


def test_no_table_ties_the_member_to_their_matter(town: "Town", matter: Any) -> None:
    found = set(rows_that_name(town.member))
    assert found <= {
        "people_person.uid",
        "people_person.name",
        "people_person.email",
        "people_membership.person_id",
    }


def test_the_test_would_find_it(town: "Town", matter: Any) -> None:
    Party.objects.create(matter=matter, person=town.member, capacity="witness")
    assert "matters_party.person_id" in set(rows_that_name(town.member))


def test_the_subject_the_party_and_the_actor_are_one_mask(town: "Town", matter: Any) -> None:
    mask = masks_of(town.member)[0]
    assert [party.person for party in matter.parties.all()] == [mask]
    assert Matter.objects.get().subject == mask
    assert {entry.actor for entry in Entry.objects.all()} == {mask.uid, town.steward.uid}


def test_the_member_goes_on_as_in_any_room(town: "Town", matter: Any, client: Client) -> None:
    client.force_login(fresh(town.member))
    assert matter.reference in client.get("/mine/").text
    page = client.get(f"/matters/{matter.reference}/")
    assert "Line 7." in page.text
    assert "You" in page.text
    assert matter.reference in client.get("/inbox/").text


def test_a_neighbour_sees_nothing_of_it(town: "Town", matter: Any, client: Client) -> None:
    client.force_login(town.neighbour)
    assert client.get(f"/matters/{matter.reference}/").status_code == 404
    assert matter.reference not in client.get("/mine/").text


def test_the_handler_reads_the_name(town: "Town", matter: Any) -> None:
    assert [person.name for person in matter.people] == [town.member.name]


def test_letters_reach_the_member_behind_the_mask(town: "Town", matter: Any) -> None:
    assert Notice.objects.filter(person=town.member).count() == 0
    delivery.sweep()
    letters = [letter for letter in mail.outbox if letter.to == [town.member.email]]
    assert letters
    assert all(town.member.name in str(letter.body) for letter in letters)


def test_the_member_sees_who_read_it(town: "Town", matter: Any, client: Client) -> None:
    client.force_login(fresh(town.member))
    client.get(f"/matters/{matter.reference}/")
    own = masks_of(town.member)[0]
    assert {row.subject for row in Access.objects.filter(purpose="matter")} == {own.uid}
    assert {row.reader for row in Access.objects.filter(purpose="matter")} == {own.uid}
    Access.objects.create(
        reader=town.steward.uid, subject=own.uid, purpose="matter", what=matter.reference, role="steward"
    )
    assert matter.reference in client.get("/account/readings/").text


def test_a_party_cannot_handle_it_behind_the_mask(town: "Town") -> None:
    own = town.desk.ask(member=town.steward)
    assert own.handler != town.steward
    assert "accept" not in [move.name for move in states.desk.possible(own, fresh(town.steward))]


def test_two_rooms_know_a_person_by_two_masks(town: "Town") -> None:
    one, other = mask_of(town.member, "desk"), mask_of(town.member, "register")
    assert one.uid != other.uid
    assert mask_of(town.member, "desk") == one


def test_nothing_of_a_mask_points_at_its_bearer(town: "Town") -> None:
    mask = mask_of(town.member, "desk")
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(person)::text FROM people_person person WHERE id = %s", [mask.pk])
        (row,) = cursor.fetchone()
    assert all(each not in row for each in (str(town.member.uid), town.member.name, str(town.member.email)))
    assert not mask.is_active
    assert not mask.has_usable_password()


def test_who_is_erased_leaves_no_mask_with_a_bearer(town: "Town", matter: Any) -> None:
    Matter.objects.update(closed_at=matter.opened_at, due_at=None, clock_at=None)
    mask = masks_of(town.member)[0]
    town.member.memberships.all().delete()
    forget_person(town.member.pk, matter.opened_at)
    left = fresh(mask)
    assert (left.name, left.bearer) == ("—", "")
    assert not Party.objects.filter(person=mask).exists()


@pytest.mark.slow("many random uses of the hall")
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(askers=st.lists(st.sampled_from(("member", "neighbour", *STAFF)), min_size=1, max_size=6))
def test_whoever_asks_a_join_finds_nobody(town: "Town", askers: list[str]) -> None:
    people = [fresh(getattr(town, name, town.member)) for name in askers]
    for person in people:
        town.desk.ask(member=person)
    uids = {person.uid for person in people}
    parties = set(Party.objects.values_list("person__uid", flat=True))
    subjects: set[UUID] = set(Matter.objects.values_list("subject__uid", flat=True))
    actors = set(Entry.objects.values_list("actor", flat=True))
    assert uids.isdisjoint(parties | subjects | actors)
    assert set(Matter.objects.of(people[0])) == {
        each for each in Matter.objects.all() if each.party_ids & selves_of(people[0])
    }
