"""The front door's search finds what can be done about membership, in everybody's words."""

import pytest

from unionhall.kernel.web import offers

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("join", "/register/join/"),
        ("member card", "/register/card/"),
        ("我想入会", "/register/join/"),
        ("怎麼退會", "/register/leave/"),
        ("change branch", "/register/transfer/"),
        ("check card", "/register/verify/"),
    ],
)
def test_it_is_found(asked: str, leads_to: str) -> None:
    assert leads_to in [offer.url for offer in offers.find(asked)]


def test_it_is_not_found_by_anything_else() -> None:
    assert not [each for each in offers.find("broken street light") if each.url.startswith("/register/")]
