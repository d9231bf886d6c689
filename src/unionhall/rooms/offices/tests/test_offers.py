"""The front door's search finds the offices in everybody's words."""

import pytest

from unionhall.kernel.web import offers

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("asked", ["office", "Officers", "我想看职务", "職務"])
def test_they_are_found_by_what_people_call_them(asked: str) -> None:
    assert "/offices/" in [offer.url for offer in offers.find(asked)]


def test_they_are_not_found_by_anything_else() -> None:
    assert "/offices/" not in [offer.url for offer in offers.find("street light")]
