"""The days on a request's page: a missed one says so, and a handler's own limit says what it is for."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.test import Client
from django.utils import timezone

from unionhall.kernel.matters.models import Deadline
from unionhall.rooms.desk.procedure import handling

if TYPE_CHECKING:
    from tests.town import Town

PROMISED = "The member was promised an answer by"


def test_a_handlers_limit_says_when_the_member_was_promised_an_answer(town: "Town", client: Client) -> None:
    request = town.desk.ask()
    client.force_login(town.steward)
    assert PROMISED in client.get(f"/matters/{request.reference}/").text
    client.force_login(town.member)
    assert PROMISED not in client.get(f"/matters/{request.reference}/").text


def test_a_day_that_is_over_is_said_to_be_missed(town: "Town", client: Client) -> None:
    request = handling.accept(town.desk.ask(), actor=town.steward)
    client.force_login(town.member)
    assert "missed:" not in client.get(f"/matters/{request.reference}/").text
    over = timezone.now() - timedelta(days=3)
    Deadline.objects.filter(matter=request).update(due_at=over, due_on=over.date())
    assert "missed:" in client.get(f"/matters/{request.reference}/").text
