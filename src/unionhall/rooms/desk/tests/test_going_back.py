"""Every screen of an ask has an address that can be read again, by whoever began it and nobody else."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.walking import Walker
from unionhall.kernel.drafts import keeping
from unionhall.kernel.drafts.models import Kept
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.privacy import counting
from unionhall.kernel.web.walks.shelf import BEGUN_AN_HOUR
from unionhall.rooms.desk.forms.draft import RequestDraft
from unionhall.rooms.desk.tests.test_asking import to_the_summary
from unionhall.rooms.desk.tests.test_guest import code_on

if TYPE_CHECKING:
    from tests.town import Town

URL, SAID = "/desk/ask/transport/", "The bus does not come."
WHO = pytest.mark.parametrize("who", ["member", "guest"])


def client_of(town: "Town", who: str) -> Client:
    client = Client(headers={"sec-fetch-site": "same-origin"})
    if who == "member":
        client.force_login(town.member)
    return client


def step_of(walker: Walker, name: str) -> str:
    """The address of another screen of the same walk."""
    return f"{walker.url.rstrip('/').rpartition('/')[0]}/{name}/"


def shown(answer: Any) -> str:
    return str(answer.content.decode())


@WHO
def test_every_screen_can_be_read_again_with_what_was_said(town: "Town", who: str) -> None:
    client = client_of(town, who)
    walker = Walker(client, URL).say(description=SAID)
    walker.say(place=str(town.north.pk), address="").say()
    assert walker.step == "check"
    for name in ("begin", "about", "where", "files", "check"):
        answer = client.get(step_of(walker, name))
        assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True), name
    assert SAID in shown(client.get(step_of(walker, "about")))
    assert SAID in shown(client.get(step_of(walker, "check")))


@WHO
def test_a_form_that_was_brought_back_takes_away_nothing_said_later(town: "Town", who: str) -> None:
    client = client_of(town, who)
    walker = Walker(client, URL)
    old, first = walker.draft, walker.url
    walker.say(description=SAID).say(place=str(town.north.pk), address="")
    client.post(first, {"draft": old, "about-description": "The bus is late."})
    summary = shown(client.get(step_of(walker, "check")))
    assert "The bus is late." in summary
    assert "North" in summary


@WHO
def test_what_is_wrong_is_said_where_one_is_led_to_and_gone_once_it_is_right(town: "Town", who: str) -> None:
    client = client_of(town, who)
    walker = Walker(client, URL)
    answer = client.post(walker.url, {"draft": walker.draft, "about-description": " "})
    assert answer.status_code == 303
    assert 'aria-invalid="true"' in shown(client.get(answer["Location"]))
    walker.page, walker.url = client.get(answer["Location"]), answer["Location"]
    walker.say(description=SAID)
    assert 'aria-invalid="true"' not in shown(client.get(answer["Location"]))


def test_what_was_sent_leads_a_member_to_where_it_stands_and_leaves_no_word(town: "Town") -> None:
    client = client_of(town, "member")
    walker = to_the_summary(client)
    there = walker.post(send="1")["Location"]
    for name in ("begin", "where", "check"):
        assert client.get(step_of(walker, name))["Location"] == there
    (left,) = keeping.of(town.member)
    assert SAID not in str(left.said)
    assert Matter.objects.count() == 1


def test_what_was_sent_leads_a_guest_to_the_receipt_and_leaves_no_word(town: "Town") -> None:
    client = client_of(town, "guest")
    walker = Walker(client, URL).say(description=SAID)
    walker.say(place=str(town.north.pk), address="").say()
    summary = walker.url
    code = code_on(walker.press(send="1"))
    assert urlsplit(walker.url).path.endswith("/receipt/")
    assert code in shown(client.get(summary, follow=True))
    assert SAID not in shown(client.get(walker.url))
    assert Matter.objects.count() == 1


def test_nothing_is_kept_before_something_is_sent_and_one_row_after(town: "Town") -> None:
    client = client_of(town, "guest")
    walker = Walker(client, URL)
    assert not Kept.objects.exists()
    walker.say(description=SAID).say(place=str(town.north.pk), address="").say()
    assert Kept.objects.count() == 1


@pytest.mark.parametrize("who", ["outsider", "anonymous"])
def test_another_person_and_a_guesser_find_nothing_at_a_members_address(town: "Town", who: str) -> None:
    walker = Walker(client_of(town, "member"), URL).say(description=SAID)
    other = Client()
    if who == "outsider":
        other.force_login(town.outsider)
    for address in (walker.url, step_of(walker, "about"), step_of(walker, "begin")):
        answer = other.get(address)
        assert answer.status_code == (404 if who == "outsider" else 302)
        assert SAID not in shown(answer)
    guessed = re.sub(r"/m[^/]{6}", "/gAAAAAA", walker.url)
    assert other.get(guessed).status_code == 404
    assert other.get(guessed.replace("/gA", "/xA")).status_code == 404


def test_who_posts_to_anothers_address_changes_nothing_there(town: "Town") -> None:
    client = client_of(town, "member")
    walker = Walker(client, URL).say(description=SAID)
    other = Client()
    other.force_login(town.outsider)
    own = Walker(other, URL)
    other.post(step_of(walker, "about"), {"draft": own.draft, "about-description": "Mine now."})
    assert SAID in shown(client.get(step_of(walker, "about")))


@pytest.mark.parametrize("site", ["none", "cross-site", "same-site"])
def test_a_guests_address_does_not_open_from_the_history_or_another_site(town: "Town", site: str) -> None:
    client = client_of(town, "guest")
    walker = Walker(client, URL).say(description=SAID)
    answer = client.get(step_of(walker, "about"), headers={"sec-fetch-site": site})
    assert answer.status_code == 403
    assert SAID not in shown(answer)
    assert client.get(step_of(walker, "about")).status_code == 200


def test_a_guests_draft_is_over_after_two_hours_and_the_open_form_still_goes_on(
    town: "Town", monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(town, "guest")
    walker = Walker(client, URL).say(description=SAID)
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert client.get(walker.url).status_code == 409
    keeping.sweep()
    walker.say(place=str(town.north.pk), address="").say()
    assert SAID in walker.text


def test_no_row_tells_what_a_guest_or_a_member_is_writing(town: "Town") -> None:
    for who in ("guest", "member"):
        Walker(client_of(town, who), URL).say(description=SAID)
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM drafts_kept")
        assert not any(b"bus" in bytes(content) for (content,) in cursor.fetchall())
    assert "transport" not in str(Kept.objects.values())


@WHO
def test_a_draft_can_be_thrown_away(town: "Town", who: str) -> None:
    client = client_of(town, who)
    walker = Walker(client, URL).say(description=SAID)
    assert "Throw the draft away" in walker.text
    assert walker.post(throw="1")["Location"] == "/desk/services/transport/"
    assert not Kept.objects.exists()
    assert client.get(step_of(walker, "about")).status_code == 409


def test_who_begins_too_many_goes_on_without_an_address(town: "Town") -> None:
    for _time in range(BEGUN_AN_HOUR):
        counting.count("127.0.0.1", "draft")
    client = client_of(town, "guest")
    walker = Walker(client, URL)
    answer = walker.say(description=SAID).page
    assert (answer.status_code, walker.step) == (200, "where")
    code = code_on(walker.say(place=str(town.north.pk), address="").say().press(send="1"))
    assert code
    assert not Kept.objects.exists()


def test_a_member_who_signs_in_again_finds_the_draft(town: "Town") -> None:
    client = client_of(town, "member")
    walker = Walker(client, URL).say(description=SAID)
    client.logout()
    assert client.get(step_of(walker, "about"))["Location"].startswith("/account/login/")
    client.force_login(town.member)
    assert SAID in shown(client.get(step_of(walker, "about")))


@pytest.mark.parametrize("site", ["none", "cross-site"])
def test_whoever_types_the_address_or_comes_from_elsewhere_begins(town: "Town", site: str) -> None:
    """Nothing lies there yet that somebody else could read."""
    answer = Client(headers={"sec-fetch-site": site}).get(URL, follow=True)
    assert answer.status_code == 200
    assert 'name="about-description"' in shown(answer)


def test_who_signs_in_and_goes_back_reads_in_whose_name_it_would_go(town: "Town") -> None:
    client = client_of(town, "guest")
    walker = Walker(client, URL).say(description=SAID)
    walker.say(place=str(town.north.pk), address="").say()
    before = walker.draft
    client.force_login(town.member)
    walker.page = client.get(walker.url)
    walker.press(send="1")
    assert not Matter.objects.exists()
    assert town.member.name in walker.text
    assert code_in(before) != code_in(walker.draft)
    walker.press(send="1")
    assert Matter.objects.get().subject == town.member


def code_in(draft: str) -> str:
    return str(signing.loads(draft, salt=RequestDraft.salt)["code"])


def test_what_is_too_large_to_be_kept_goes_on_in_the_form(
    town: "Town", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "LARGEST", 400)
    walker = Walker(client_of(town, "guest"), URL).say(description=SAID * 20)
    assert not Kept.objects.exists()
    walker.say(place=str(town.north.pk), address="").say().press(send="1")
    assert Matter.objects.count() == 1
