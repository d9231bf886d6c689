# only plain
"""A plan, which every member of its place reads, from the first word to its day."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures import clock
from unionhall.kernel.procedures.opening import new_matter
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.skeleton.procedure import planning

if TYPE_CHECKING:
    from tests.town import Town


def plan(town: "Town", days: int = 30) -> Matter:
    until = timezone.localdate() + timedelta(days=days)
    matter = new_matter(planning.plan, town.north)
    return planning.plan(matter, actor=town.steward, what="A summer choir", until=until)


def test_an_officer_writes_it_down_at_the_door(town: "Town", client: Client) -> None:
    client.force_login(town.steward)
    until = timezone.localdate() + timedelta(days=30)
    client.post("/skeleton/plan/", {"what": "A summer choir", "until": until.isoformat()})
    assert Matter.objects.get(room="skeleton", kind="plan").handler == town.steward


def test_a_member_can_not_write_one_down(town: "Town") -> None:
    with pytest.raises(NotAllowed):
        planning.plan(
            new_matter(planning.plan, town.north),
            actor=town.member,
            what="A summer choir",
            until=timezone.localdate(),
        )


def test_every_member_of_the_place_reads_it(town: "Town", client: Client) -> None:
    matter = plan(town)
    client.force_login(town.neighbour)
    assert "A summer choir" in client.get(f"/matters/{matter.reference}/").content.decode()


def test_a_member_elsewhere_does_not(town: "Town", client: Client) -> None:
    matter = plan(town)
    client.force_login(town.outsider)
    assert client.get(f"/matters/{matter.reference}/").status_code == 404


def test_after_its_day_the_next_level_answers_for_it(town: "Town") -> None:
    matter = plan(town, days=1)
    clock.tick(timezone.now() + timedelta(days=3))
    assert Matter.objects.get(pk=matter.pk).handler == town.mill_coordinator
