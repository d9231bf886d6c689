"""The page of offices: who, where, since when, by whose signatures; and what changed."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.places.models import Place
from unionhall.rooms.offices.procedure import ending
from unionhall.rooms.offices.tests.proposing import proposal, signed

if TYPE_CHECKING:
    from tests.town import Town


def page(client: Client, url: str = "/offices/") -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_member_reads_who_holds_what_in_their_branch_and_by_whom(town: "Town", client: Client) -> None:
    signed(town, town.outsider, "volunteer")
    client.force_login(town.neighbour)
    text = page(client)
    assert "Otto Sider" in text
    assert "proposed by Ada Min, signed by Chia Chair" in text
    assert "Sam Steward" in text
    assert "by the installation" in text
    assert "Uma Coordinator" in text  # of the union above it


def test_a_guest_reads_which_offices_there_are_and_no_name(town: "Town", client: Client) -> None:
    text = page(client)
    for said in (
        "Mill",
        "Steward",
        "Who decides on offices",
        "/account/login/?next=%2Foffices%2F",
        "/reach/",
    ):
        assert said in text
    for name in Person.objects.values_list("name", flat=True):
        assert name not in text


def test_a_guest_reads_each_office_once_at_its_branch(town: "Town", client: Client) -> None:
    Office.objects.create(person=town.outsider, place=town.south, role="steward")
    places = {str(fact.label): fact.value for fact in client.get("/offices/").context["places"]}
    assert places["Mill"].count("Steward") == 1
    assert "Harbour" not in places


def test_an_office_that_is_over_is_none_to_a_guest_either(town: "Town", client: Client) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    town.steward.offices.update(from_on=yesterday, until_on=yesterday)
    shown = {str(fact.label): fact.value for fact in client.get("/offices/").context["places"]}
    assert "Steward" not in shown["Mill"]


def test_a_proposal_that_is_not_signed_is_nobodys_business(town: "Town", client: Client) -> None:
    proposal(town, town.outsider)
    client.force_login(town.neighbour)
    assert "Otto Sider" not in page(client)


def test_another_branch_has_its_own_page(town: "Town", client: Client) -> None:
    client.force_login(town.neighbour)
    text = page(client, f"/offices/places/{town.harbour.pk}/")
    assert "Sam Steward" not in text
    assert "Chia Chair" in text
    assert client.get("/offices/places/999999/").status_code == 404


def test_what_was_granted_and_what_ended_stands_there_for_90_days(town: "Town", client: Client) -> None:
    today = timezone.localdate()
    Office.objects.all().update(from_on=today - timedelta(500))
    ended = signed(town, town.outsider, "volunteer")
    ending.lay_down_own(ended, actor=town.outsider)
    Office.objects.filter(person=town.steward).update(until_on=today - timedelta(5))
    Office.objects.filter(person=town.caseworker).update(until_on=today - timedelta(91))
    client.force_login(town.neighbour)
    changes = client.get("/offices/").context["changes"]
    assert {each["sentence"] for each in changes[:2]} == {
        "Otto Sider was granted an office: Volunteer, North.",
        "Otto Sider laid the office down: Volunteer, North.",
    }
    assert [each["sentence"] for each in changes[2:]] == [
        "The office of Sam Steward ended by its date: Steward, North.",
    ]


def test_only_who_decides_is_offered_to_and_everybody_their_own(town: "Town", client: Client) -> None:
    client.force_login(town.steward)
    own = Office.objects.get(person=town.steward)
    text = page(client)
    assert f"/offices/{own.pk}/lay-down/" in text
    assert "/end/" not in text
    assert "/offices/propose/" not in text
    client.force_login(town.administrator)
    assert f"/offices/{own.pk}/end/" in page(client, f"/offices/places/{town.mill.pk}/")


def test_the_page_asks_as_often_however_many_offices_there_are(town: "Town", client: Client) -> None:
    client.force_login(town.neighbour)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            page(client)
        return len(queries)

    page(client)
    signed(town, town.outsider, "volunteer")
    before = asked()
    signed(town, town.member)
    signed(town, town.outsider, "caseworker")
    assert asked() == before <= 15


def test_who_did_not_sign_in_reads_no_place_of_it(town: "Town", client: Client) -> None:
    assert client.get(f"/offices/places/{town.mill.pk}/").status_code == 302


def test_who_decides_on_offices_is_not_named_as_who_answers_for_a_place(town: "Town", client: Client) -> None:
    client.force_login(town.neighbour)
    text = page(client, f"/places/{town.union.pk}/")
    assert "Uma Coordinator" in text
    assert "Chia Chair" not in text


def test_who_holds_the_same_office_stands_in_the_order_of_the_union(town: "Town", client: Client) -> None:
    Place.objects.filter(pk=town.union.pk).update(names_by="strokes")
    for name in ("周梅", "王芳", "Zoë Ash"):
        person = Person.objects.create_user(f"{len(name)}{name[0]}@town.example", None, name=name)
        Office.objects.create(person=person, place=town.north, role="steward")
    client.force_login(town.neighbour)
    text = page(client)
    assert text.index("王芳") < text.index("周梅") < text.index("Sam Steward") < text.index("Zoë Ash")
    assert "In order of the strokes of the surname." in text


def test_where_nothing_changed_the_page_says_which_places_that_counts(town: "Town", client: Client) -> None:
    Office.objects.update(from_on=timezone.localdate() - timedelta(days=400))
    client.force_login(town.member)
    assert "Nothing changed at Mill, above it or below." in client.get("/offices/").text
    union = client.get(f"/offices/places/{town.union.pk}/").text
    assert "Nothing changed at Town Union or above it." in union
