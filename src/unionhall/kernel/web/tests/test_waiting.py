"""What the navigation says waits for somebody, from one statement."""

from typing import TYPE_CHECKING

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.masks import mask_of
from unionhall.kernel.places.locate import current_atlas
from unionhall.kernel.web.waiting import waiting
from unionhall.rooms.desk.procedure import closing, handling

if TYPE_CHECKING:
    from tests.town import Town


def test_it_is_asked_in_one_statement(town: "Town") -> None:
    waiting(town.steward)
    with CaptureQueriesContext(connection) as asked:
        waiting(town.steward)
    assert len(asked) == 1


def test_it_counts_unread_notices_also_behind_a_mask(town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    told = Notice.objects.to(town.member).count()
    assert told
    assert waiting(town.member).unread == told
    Notice.objects.filter(person=town.member, matter=matter).update(person=mask_of(town.member, "mediation"))
    assert waiting(town.member).unread == told
    assert waiting(town.coordinator).unread == 0


def test_it_knows_in_whose_hands_open_matters_are(town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    assert waiting(town.steward).in_hand
    assert not waiting(town.member).in_hand
    closing.answer(matter, actor=town.steward, text="It runs again.")
    assert not waiting(town.steward).in_hand


def test_a_new_map_is_on_the_very_next_page(town: "Town", client: Client) -> None:
    client.force_login(town.member)
    client.get("/mine/")
    root = next(place for place in current_atlas().places.values() if place.parent_id is None)
    root.name = {"en": "Union of the Mills"}
    root.save()
    assert "Union of the Mills" in client.get("/mine/").content.decode()
