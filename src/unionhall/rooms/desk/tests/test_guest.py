"""Somebody without an account or a cookie asks, and comes back with a code."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from tests.walking import Walker
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.receipts import digest_of, new_code
from unionhall.kernel.privacy import counting
from unionhall.rooms.desk.models import Request

if TYPE_CHECKING:
    from tests.town import Town

URL = "/desk/ask/transport/"


@pytest.fixture
def guest() -> Client:
    """A browser that demands the CSRF token wherever one is needed."""
    return Client(enforce_csrf_checks=True)


def to_the_summary(client: Client, place: str = "") -> Walker:
    walker = Walker(client, URL).say(description="The bus does not come.")
    return walker.say(place=place, address="").say()


def code_on(walker: Walker) -> str:
    found = re.search(r'class="code">([^<]+)<', walker.text)
    assert found
    return found[1]


def test_a_guest_asks_and_gets_a_code(town: "Town", guest: Client) -> None:
    walker = to_the_summary(guest, str(town.north.pk)).press(send="1")
    matter = Matter.objects.get()
    assert matter.receipts.get().digest == digest_of(code_on(walker))
    assert (matter.subject, matter.place) == (None, town.north)
    assert matter.request.channel == Request.Channel.GUEST
    assert matter.reference in walker.text


def test_the_receipt_can_be_copied_saved_printed_and_sent_to_oneself(town: "Town", guest: Client) -> None:
    page = to_the_summary(guest).press(send="1")
    for way in (f'data-copy="{code_on(page)}"', "data-print", "/receipt/as-text/", "/receipt/as-letter/"):
        assert way in page.text


def test_no_page_sets_a_cookie_for_a_guest(town: "Town", guest: Client) -> None:
    for address in ("/", "/search/?q=bus", "/desk/", "/desk/services/transport/", "/receipt/"):
        assert not guest.get(address).cookies, address
    walker = to_the_summary(guest)
    assert not walker.page.cookies
    assert not walker.press(send="1").page.cookies
    assert not guest.post("/receipt/", {"code": code_on(walker)}, follow=True).cookies
    assert not guest.cookies


def test_a_guest_comes_back_with_the_code_and_adds_something(town: "Town", guest: Client) -> None:
    code = code_on(to_the_summary(guest).press(send="1"))
    page = guest.post("/receipt/", {"code": f" {code.lower().replace('-', ' ')}"}, follow=True)
    assert "The bus does not come." in page.content.decode()
    guest.post(
        "/receipt/add/",
        {"code": code, "key": "0e3f9d0a-9a4e-4f3e-8f60-7c2d3ad7c3ff", "text": "Line 3"},
        follow=True,
    )
    assert Matter.objects.get().messages.get().text == "Line 3"


def test_a_guess_finds_nothing(town: "Town", guest: Client) -> None:
    to_the_summary(guest).press(send="1")
    assert guest.post("/receipt/", {"code": new_code()}, follow=True).status_code == 422


def test_sent_twice_it_is_one_request_with_the_same_code(town: "Town", guest: Client) -> None:
    walker = to_the_summary(guest)
    draft = walker.draft
    first = code_on(walker.press(send="1"))
    again = guest.post(URL, {"draft": draft, "send": "1"}, follow=True).content.decode()
    assert first in again
    assert Matter.objects.count() == 1


def test_the_receipt_can_be_read_in_another_language(town: "Town", guest: Client) -> None:
    walker = to_the_summary(guest).press(send="1")
    code = code_on(walker)
    assert walker.page["Cache-Control"] == "no-store"
    guest.post("/language/", {"language": "zh-hans", "next": walker.url})
    walker.page = guest.get(walker.url)
    assert code_on(walker) == code
    assert 'lang="zh-hans"' in walker.text
    assert Matter.objects.count() == 1


@pytest.mark.parametrize(
    "header", [{"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}]
)
def test_a_page_of_another_site_cannot_send_for_a_guest(
    town: "Town", guest: Client, header: dict[str, str]
) -> None:
    draft = to_the_summary(guest).draft
    assert guest.post(URL, {"draft": draft, "send": "1"}, headers=header, follow=True).status_code == 403
    assert not Matter.objects.exists()


def test_a_guest_who_asks_too_often_is_told_to_wait(town: "Town", guest: Client) -> None:
    for _ in range(29):
        counting.count("127.0.0.1", "ask")
    assert to_the_summary(guest).press(send="1").page.status_code == 200
    walker = to_the_summary(guest).press(send="1")
    assert walker.page.status_code == 429
    assert "The bus does not come." in walker.text
    assert walker.draft
    assert Matter.objects.count() == 1


def test_sending_twice_or_reading_the_receipt_in_another_language_is_no_further_try(
    town: "Town", guest: Client
) -> None:
    for _ in range(29):
        counting.count("127.0.0.1", "ask")
    walker = to_the_summary(guest)
    draft = walker.draft
    code = code_on(walker.press(send="1"))
    for again in ({}, {"language": "zh-hans"}, {}):
        answer = guest.post(URL, {"draft": draft, "send": "1", **again}, follow=True)
        assert (answer.status_code, code in answer.content.decode()) == (200, True)
    assert Matter.objects.count() == 1


def test_a_member_at_the_same_address_is_not_stopped(town: "Town", guest: Client, client: Client) -> None:
    for _ in range(31):
        counting.count("127.0.0.1", "ask")
    client.force_login(town.member)
    walker = Walker(client, URL).say(description="Late")
    walker.say(place=walker.value("where-place"), address="").say()
    assert walker.post(send="1").status_code == 302


def test_no_address_is_kept_and_the_key_goes_with_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [counting.count("192.0.2.7", "ask"), counting.count("192.0.2.7", "ask")] == [1, 2]
    assert counting.count("192.0.2.8", "ask") == 1
    before = {path.name for path in settings.KEYS.counts.iterdir()}
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    assert counting.count("192.0.2.7", "ask") == 1
    after = {path.name for path in settings.KEYS.counts.iterdir()}
    assert (len(before), len(after), before & after) == (2, 2, set())


def test_a_code_has_at_least_eighty_bits_and_is_read_however_it_is_written() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    code = codes.pop()
    assert re.fullmatch(r"([2-9A-Z]{4}-){4}[2-9A-Z]{4}", code)
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code.replace("-", ""))
    assert digest_of(code) == digest_of(code.lower().replace("-", " ")) == digest_of(wide)


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_a_guest_reads_every_page_in_their_language(town: "Town", language: str) -> None:
    guest = Client(headers={"accept-language": language})
    walker = to_the_summary(guest).press(send="1")
    assert f'lang="{language}"' in walker.text


def test_going_back_after_sending_leads_to_the_receipt_and_says_so(town: "Town", guest: Client) -> None:
    walker = to_the_summary(guest)
    sent, earlier = walker.draft, walker.press(step="about").draft
    walker.page = guest.post(URL, {"draft": sent, "send": "1"}, follow=True)
    code = code_on(walker)
    answer = guest.post(
        URL, {"draft": earlier, "about-description": "Another bus."}, follow=True
    ).content.decode()
    assert code in answer
    assert "What you changed since then was not sent" in answer
    assert not guest.cookies
