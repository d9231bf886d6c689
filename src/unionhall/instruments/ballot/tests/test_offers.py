"""The front door's search finds the votes in everybody's words."""

import pytest

from unionhall.kernel.web import offers

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("asked", ["vote", "Election", "什么时候投票", "選舉"])
def test_they_are_found_by_what_people_call_them(asked: str) -> None:
    assert "/ballot/" in [offer.url for offer in offers.find(asked)]


def test_they_are_not_found_by_anything_else() -> None:
    assert "/ballot/" not in [offer.url for offer in offers.find("street light")]
