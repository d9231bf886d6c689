"""Who answers where, and where nobody does."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.test import Client
from django.utils import timezone

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Office
from unionhall.kernel.places.models import Building, Place, Street

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.town import Town

QUERIES = 7  # the session, the person, what waits, offices, then all offices and areas


def page(client: Client, address: str = "/coverage/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_stranger_is_asked_to_sign_in(town: "Town", client: Client) -> None:
    assert client.get("/coverage/").status_code == 302
    assert client.get(f"/places/{town.north.pk}/").status_code == 302


def test_an_area_shows_its_people_and_the_staff_above(town: "Town", client: Client) -> None:
    client.force_login(town.member)
    response = client.get("/coverage/")
    mill, _harbour = response.context["branches"]
    assert mill["name"] == "Mill"
    north = mill["areas"][0]
    assert [(each["name"], str(each["office"])) for each in north["people"]] == [
        ("Sam Steward", "Steward"),
        ("Cai Worker", "Caseworker, Mill, paid staff"),
    ]


def test_an_area_with_nobody_says_so_and_who_answers_meanwhile(town: "Town", client: Client) -> None:
    client.force_login(town.member)
    shown = page(client)
    assert "1 area has nobody who answers for it." in shown
    assert "Nobody answers here." in shown
    assert "Until somebody does, requests go to Uma Coordinator, Coordinator, Town Union." in shown


def test_where_everybody_answers_it_says_so(town: "Town", client: Client) -> None:
    Office.objects.create(person=town.outsider, place=town.harbour_area, role="steward")
    client.force_login(town.member)
    assert "Every area has somebody who answers for it." in page(client)


def test_an_office_that_is_over_answers_no_more(town: "Town", client: Client) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    town.steward.offices.update(from_on=yesterday, until_on=yesterday)
    client.force_login(town.member)
    assert "Sam Steward" not in page(client)


def test_members_are_not_named(town: "Town", client: Client) -> None:
    client.force_login(town.steward)
    for address in ("/coverage/", f"/places/{town.north.pk}/"):
        assert "Bola Ade" not in page(client, address)


def test_a_place_shows_who_answers_and_what_belongs_to_it(town: "Town", client: Client) -> None:
    Street.objects.create(place=town.north, name="Canal Street", from_number=1, to_number=99, parity="odd")
    client.force_login(town.member)
    shown = page(client, f"/places/{town.north.pk}/")
    assert "Sam Steward" in shown
    assert "Canal Street, numbers 1 to 99, odd numbers" in shown
    assert f'href="/places/{town.mill.pk}/"' in shown


def test_what_belongs_to_a_place_stands_in_the_order_of_the_union(town: "Town", client: Client) -> None:
    Place.objects.filter(pk=town.union.pk).update(names_by="strokes")
    for name in ("李家巷", "于家里", "丁香院", "Éclair Yard", "Dock"):
        Building.objects.create(place=town.north, name=name)
    client.force_login(town.member)
    shown = page(client, f"/places/{town.north.pk}/")
    found = sorted(("李家巷", "于家里", "丁香院", "Éclair Yard", "Dock"), key=shown.index)
    assert found == ["丁香院", "于家里", "李家巷", "Dock", "Éclair Yard"]


def test_a_branch_shows_its_staff_and_its_areas(town: "Town", client: Client) -> None:
    client.force_login(town.member)
    shown = page(client, f"/places/{town.mill.pk}/")
    assert "Cai Worker" in shown
    assert "Mo Coordinator" in shown
    assert f'href="/places/{town.south.pk}/"' in shown


def test_a_closed_place_is_gone(town: "Town", client: Client) -> None:
    town.south.closed_on = timezone.localdate()
    town.south.save()
    client.force_login(town.member)
    assert client.get(f"/places/{town.south.pk}/").status_code == 404
    assert "South" not in page(client)


def test_the_number_of_queries_does_not_grow(
    town: "Town", client: Client, django_assert_max_num_queries: "DjangoAssertNumQueries"
) -> None:
    client.force_login(town.member)
    page(client)
    with django_assert_max_num_queries(QUERIES):
        page(client)


def test_who_decides_on_offices_is_led_to_propose_somebody_where_nobody_answers(
    town: "Town", client: Client
) -> None:
    Office.objects.filter(place=town.north).delete()
    Office.objects.filter(role="caseworker").delete()
    link = f"/offices/propose/?place={town.north.pk}"
    client.force_login(town.member)
    assert link not in page(client)
    client.force_login(town.administrator)
    assert link in page(client)
    chosen = f'<option value="{town.north.pk}" selected'
    assert chosen in client.get(link).text


def test_officers_read_how_much_is_open_in_their_areas_and_nobody_else_does(
    town: "Town", client: Client
) -> None:
    late, _other = town.desk.ask(), town.desk.ask()
    Matter.objects.filter(pk=late.pk).update(due_at=timezone.now() - timedelta(hours=1))
    client.force_login(town.coordinator)
    assert "2 open, 1 of them late" in page(client)
    for reader in (town.member, town.administrator):
        client.force_login(reader)
        assert "2 open" not in page(client)


def test_an_open_area_below_a_closed_branch_stands_under_the_next_open_place(
    town: "Town", client: Client
) -> None:
    town.mill.closed_on = timezone.localdate()
    town.mill.save()
    client.force_login(town.member)
    assert client.get("/coverage/").status_code == 200
    above = client.get("/coverage/").context["branches"][0]
    assert above["name"] == str(town.union)
    assert str(town.north) in [area["name"] for area in above["areas"]]
