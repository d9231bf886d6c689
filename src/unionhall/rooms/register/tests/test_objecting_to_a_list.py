"""Whoever is on a list has themselves taken off with one click, as long as it was not taken."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.procedures import clock
from unionhall.kernel.procedures.packs import pack
from unionhall.kernel.procedures.refusals import NotAllowed, NotNow
from unionhall.kernel.procedures.stations import stations
from unionhall.rooms.register.procedure import lists
from unionhall.rooms.register.tests.listing import ask

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture
def signed(town: "Town") -> Matter:
    matter: Matter = lists.sign_list(ask(town, town.member, town.neighbour), actor=town.chair)
    return matter


def test_one_click_takes_one_off(town: "Town", signed: Matter, client: Client) -> None:
    client.force_login(town.member)
    page = client.get(f"/matters/{signed.reference}/").content.decode()
    assert "Take me off the list" in page
    assert client.post(f"/matters/{signed.reference}/object-to-list/", {}).status_code == 302
    assert lists.left_on(signed) == [town.neighbour]
    assert "You are off the list" in client.get(f"/matters/{signed.reference}/").content.decode()


def test_the_others_are_not_told_and_nothing_says_who_it_was(
    town: "Town", signed: Matter, client: Client
) -> None:
    Notice.objects.all().delete()
    lists.object_to_list(signed, actor=town.member)
    assert not Notice.objects.exists()
    client.force_login(town.neighbour)
    page = client.get(f"/matters/{signed.reference}/").content.decode()
    assert town.member.name not in page


def test_nobody_objects_for_another_or_twice(town: "Town", signed: Matter) -> None:
    with pytest.raises(NotAllowed):
        lists.object_to_list(signed, actor=town.outsider)
    lists.object_to_list(signed, actor=town.member)
    with pytest.raises(NotAllowed):
        lists.object_to_list(signed, actor=town.member)


def test_the_time_to_object_is_two_working_days_by_the_halls_own_rule() -> None:
    for name in ("generic", "cn"):
        rule = pack(name).get("register.list_objection", on=timezone.localdate())
        assert (rule.amount, rule.unit, rule.source_kind) == (2, "working_days", "own")


def test_before_its_end_the_list_can_not_be_taken(town: "Town", signed: Matter) -> None:
    with pytest.raises(NotNow):
        lists.take_list(signed, actor=town.register_keeper, kind="csv", text="I see it.")
    due = signed.deadlines.get(rule="register.list_objection").due_at
    assert due is not None
    clock.tick(due - timedelta(minutes=1))
    signed.refresh_from_db()
    assert signed.state == "announced"
    clock.tick(due + timedelta(minutes=1))
    signed.refresh_from_db()
    assert (signed.state, signed.handler) == ("ready", town.register_keeper)


def test_later_one_is_still_taken_off_as_long_as_it_was_not_taken(town: "Town", signed: Matter) -> None:
    ready = lists.free_list(signed, actor=HALL)
    lists.object_to_list(ready, actor=town.neighbour)
    assert lists.left_on(ready) == [town.member]


def test_the_line_leads_to_the_end_of_a_list_and_not_to_a_membership(signed: Matter) -> None:
    assert [station["name"] for station in stations(signed)] == [
        "Received",
        "Signed; those on it can object",
        "Can be taken once",
        "List closed",
    ]
