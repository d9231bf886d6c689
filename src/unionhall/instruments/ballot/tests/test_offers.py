"""The front door's search finds votes by what people call them."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

if TYPE_CHECKING:
    from tests.town import Town


@pytest.mark.parametrize("asked", ["vote", "election", "选举", "我要投票"])
def test_the_search_leads_to_the_votes(town: "Town", client: Client, asked: str) -> None:
    found = client.get(reverse("search"), {"q": asked}).content.decode()
    assert f'href="{reverse("ballot:front")}"' in found.partition("<main")[2]


def test_other_words_lead_elsewhere(town: "Town", client: Client) -> None:
    found = client.get(reverse("search"), {"q": "lamp"}).content.decode()
    assert f'href="{reverse("ballot:front")}"' not in found.partition("<main")[2]
