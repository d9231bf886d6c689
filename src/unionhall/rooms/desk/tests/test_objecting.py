"""One click and one sentence against a reading: it goes to the data protection officer."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.town import person
from tests.walking import Browser
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.answering import NobodyAnswers
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.desk.models import ServiceVersion
from unionhall.rooms.desk.procedure import asking, handling
from unionhall.rooms.desk.tests.town import service

if TYPE_CHECKING:
    from tests.town import Town

WISH = {
    "code": "wish",
    "datatype": "singlevaluelist",
    "required": True,
    "label": {"en": "What would you like?"},
    "values": [{"key": "object", "name": {"en": "Object to a reading"}}],
}


@pytest.fixture
def client() -> Client:
    return Browser()


@pytest.fixture
def officer(town: "Town") -> Person:
    service("my-data", "My data", level="union", sealed=True, questions=[WISH])
    return person("Dana Protector", town.union, "data_protection_officer")


def read_by(reader: Person, town: "Town") -> Access:
    """The reader opened a request of the member."""
    client, matter = Browser(), town.desk.ask()
    client.force_login(reader)
    assert client.get(f"/matters/{matter.reference}/").status_code == 200
    return Access.objects.get(subject=town.member.uid, reader=reader.uid)


def object_to(row: Access, client: Client) -> Matter:
    answer = client.post(f"/desk/object/{row.pk}/", {"why": "Why did you open this?"})
    assert answer.status_code == 302
    matter: Matter = Matter.objects.get(kind="my-data")
    return matter


def test_the_page_of_readings_leads_there_and_the_reading_stands_there(
    town: "Town", officer: Person, client: Client
) -> None:
    row = read_by(town.steward, town)
    client.force_login(town.member)
    assert f'href="/desk/object/{row.pk}/"' in client.get("/account/readings/").content.decode()
    page = client.get(f"/desk/object/{row.pk}/").content.decode()
    assert "Steward, North opened" in page
    assert row.what in page
    assert town.steward.name not in page


def test_one_sentence_brings_it_to_the_officer_with_the_reading(
    town: "Town", officer: Person, client: Client
) -> None:
    row = read_by(town.steward, town)
    client.force_login(town.member)
    matter = object_to(row, client)
    assert (matter.handler, matter.subject, matter.sealed) == (officer, town.member, True)
    said = matter.request.description
    assert said.endswith("Why did you open this?")
    assert f"Steward, North opened {row.what}." in said
    assert matter.request.answers == {"wish": "object"}
    assert handling.accept(matter, actor=officer).state == "accepted"


def test_without_a_sentence_nothing_is_sent(town: "Town", officer: Person, client: Client) -> None:
    row = read_by(town.steward, town)
    client.force_login(town.member)
    assert client.post(f"/desk/object/{row.pk}/", {"why": " "}).status_code == 422
    assert not Matter.objects.filter(kind="my-data").exists()


def test_where_nobody_holds_the_office_a_coordinator_answers(
    town: "Town", officer: Person, client: Client
) -> None:
    Office.objects.filter(person=officer).delete()
    row = read_by(town.steward, town)
    client.force_login(town.member)
    assert object_to(row, client).handler == town.coordinator


def test_a_coordinator_who_read_it_neither_handles_nor_sees_it(
    town: "Town", officer: Person, client: Client
) -> None:
    row = read_by(town.coordinator, town)
    client.force_login(town.member)
    matter = object_to(row, client)
    assert matter.handler == officer
    assert not Matter.objects.visible_to(town.coordinator).filter(pk=matter.pk).exists()
    with pytest.raises(NotAllowed):
        handling.accept(matter, actor=town.coordinator)


def test_an_officer_who_read_it_does_not_answer_for_themselves(
    town: "Town", officer: Person, client: Client
) -> None:
    Office.objects.create(person=officer, place=town.north, role="steward")
    row = read_by(Person.objects.get(pk=officer.pk), town)
    client.force_login(town.member)
    matter = object_to(row, client)
    assert matter.handler == town.coordinator
    with pytest.raises(NotAllowed):
        handling.accept(matter, actor=officer)


def test_it_is_never_unowned(town: "Town", officer: Person) -> None:
    version = ServiceVersion.objects.get(service__code="my-data")
    Office.objects.filter(role__in=("data_protection_officer", "coordinator")).delete()
    with pytest.raises(NobodyAnswers):
        asking.new_matter(version, town.north, subject=town.member)


def test_nobody_objects_to_a_reading_of_somebody_else(town: "Town", officer: Person, client: Client) -> None:
    row = read_by(town.steward, town)
    for other in (town.neighbour, town.steward, officer):
        client.force_login(other)
        assert client.get(f"/desk/object/{row.pk}/").status_code == 404
        assert client.post(f"/desk/object/{row.pk}/", {"why": "I am curious."}).status_code == 404


def test_other_requests_are_none_of_the_officers_business(town: "Town", officer: Person) -> None:
    matter = town.desk.ask()
    assert not Matter.objects.visible_to(officer).filter(pk=matter.pk).exists()


def test_the_same_form_sent_twice_objects_once(town: "Town", officer: Person, client: Client) -> None:
    row = read_by(town.steward, town)
    client.force_login(town.member)
    sent = {"why": "Why?", "key": "7a6d2f3e-0000-4000-8000-000000000002"}
    for _time in range(2):
        assert client.post(f"/desk/object/{row.pk}/", sent).status_code == 302
    assert Matter.objects.filter(kind="my-data").count() == 1
