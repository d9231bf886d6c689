"""A member's front door says who answers for them, how they reach their branch, and what comes this week."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.test import Client
from django.utils import timezone

from unionhall.kernel.matters.models import Matter

if TYPE_CHECKING:
    from tests.town import Town


def front(person: object, client: Client) -> str:
    client.force_login(person)  # type: ignore[arg-type]
    return client.get("/").text


def test_a_member_reads_who_answers_for_them_and_how_they_reach_their_branch(
    town: "Town", client: Client
) -> None:
    town.mill.telephone = "0123 4567"
    town.mill.save()
    page = front(town.member, client)
    assert "Who answers for you: North" in page
    assert town.steward.name in page
    assert "0123 4567" in page
    assert f"/reach/{town.mill.pk}/" in page


def test_somebody_who_is_a_member_nowhere_reads_nothing_of_it(town: "Town", client: Client) -> None:
    town.member.memberships.all().delete()
    assert "Who answers for you" not in front(town.member, client)


def test_what_is_due_in_their_matters_this_week_stands_there_and_nothing_later(
    town: "Town", client: Client
) -> None:
    soon, later = town.desk.ask(), town.desk.ask()
    for matter, days in ((soon, 3), (later, 20)):
        Matter.objects.filter(pk=matter.pk).update(due_at=timezone.now() + timedelta(days=days))
    page = front(town.member, client)
    assert "This week for you" in page
    assert soon.reference in page
    assert later.reference not in page
    assert "This week for you" not in front(town.neighbour, client)
