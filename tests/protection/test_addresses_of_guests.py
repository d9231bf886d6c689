"""From which address a guest came is told by nothing that the hall keeps beside their request."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client

from tests.protection.guessing import Teller
from tests.walking import Walker
from unionhall.kernel.privacy import counting
from unionhall.rooms.register.tests.test_joining import URL, said

if TYPE_CHECKING:
    from tests.town import Town

HERE, THERE = "203.0.113.7", "198.51.100.91"
KEY = "6f1b1f0e-6a1e-4d5e-9d5b-0c3f9f6f7a11"


@pytest.fixture
def teller(town: "Town", tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Teller:
    return Teller(town, tmp_path, monkeypatch)


def guest_comes(address: str, town: Any) -> None:
    """Somebody without an account asks, applies, and tries a wrong code."""
    guest = Client(REMOTE_ADDR=address)
    walker = Walker(guest, "/desk/ask/transport/").say(description="The bus does not come.")
    walker.say(place=str(town.north.pk), address="").say()
    assert walker.press(send="1").page.status_code == 200
    assert guest.post(URL, said(town, key=KEY), follow=True).status_code == 200
    assert guest.post("/receipt/", {"code": "no such code"}, follow=True).status_code == 422


def test_the_tables_are_the_same_from_wherever_a_guest_comes(teller: Teller) -> None:
    assert teller.differences(guest_comes, HERE, THERE) == []


def test_counting_writes_nothing_whose_version_would_stand_beside_the_request(
    db: None, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        counting.count(HERE, "ask")


def places(act: str) -> set[int]:
    """Where the file of an act counts something."""
    (path,) = settings.KEYS.counts.glob(f"* {act}")
    content = path.read_bytes()
    return {at for at in range(0, len(content), counting.SIZE) if any(content[at : at + counting.SIZE])}


def test_a_million_addresses_share_each_number() -> None:
    for third in range(40):
        for last in range(256):
            counting.count(f"10.0.{third}.{last}", "ask")
    assert 3_000 < len(places("ask")) <= counting.ADDRESSES == 2**32 // 2**20


def test_several_acts_of_one_address_tell_no_more_than_one() -> None:
    for act in ("ask", "file", "receipt"):
        counting.count(HERE, act)
    assert places("ask") == places("file") == places("receipt")
    assert len(places("ask")) == 1


def test_the_files_are_for_the_hall_alone_and_say_no_time_but_the_hour() -> None:
    counting.count(HERE, "ask")
    modes = {path.stat().st_mode & 0o077 for path in (settings.KEYS.counts, *settings.KEYS.counts.iterdir())}
    assert modes == {0}
    assert HERE.encode() not in b"".join(path.read_bytes() for path in settings.KEYS.counts.iterdir())
