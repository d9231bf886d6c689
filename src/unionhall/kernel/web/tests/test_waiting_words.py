"""A form that comes too late for its session is not lost: its words wait, and are sent after signing in."""

import re
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import escape

from tests.walking import sent
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Session
from unionhall.kernel.people.tests.signing import PASSWORD, ready

if TYPE_CHECKING:
    from tests.town import Town

WORDS = "The lamp at gate 4 is <still> dark."
HERE = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}


def hidden(page: str) -> dict[str, str]:
    """The fields of the form that waits, as a browser would send them."""
    form = page[page.index('id="walk"') :]
    return dict(
        re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[: form.index("</form>")])
    )


def sign_in(browser: Client, person: object) -> None:
    """In another tab of the same browser, which has its own token."""
    page = browser.get("/account/login/").content.decode()
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[0]
    browser.post(
        "/account/login/",
        {"login": person.email, "password": PASSWORD, "csrfmiddlewaretoken": token},  # type: ignore[attr-defined]
    )
    assert "_auth_user_id" in browser.session


def in_a_form(town: "Town", browser: Client) -> tuple[str, dict[str, str]]:
    """A member who has opened the form of a move."""
    ready(town.member)
    sign_in(browser, town.member)
    address = f"/matters/{town.desk.ask().reference}/add/"
    return address, hidden(browser.get(address).content.decode())


def was_said(town: "Town") -> bool:
    """Whether the words stand on the page of the matter."""
    reader = Client()
    reader.force_login(town.member)
    page = reader.get(f"/matters/{Matter.objects.get().reference}/")
    return escape(WORDS) in page.content.decode()


def test_words_wait_until_one_is_signed_in_again(town: "Town") -> None:
    browser = Client(enforce_csrf_checks=True, headers=HERE)
    address, form = in_a_form(town, browser)
    Session.objects.all().delete()
    late = browser.post(address, {**form, "text": WORDS})
    assert late.status_code == 409
    assert "You are not signed in any more" in late.content.decode()
    assert escape(WORDS) in late.content.decode()


def test_after_signing_in_again_they_are_sent_by_one_click_more(town: "Town") -> None:
    """The sign-in in another tab makes the token of the waiting page stale; its words are said again."""
    browser = Client(enforce_csrf_checks=True, headers=HERE)
    address, form = in_a_form(town, browser)
    Session.objects.all().delete()
    waits = hidden(browser.post(address, {**form, "text": WORDS}).content.decode())
    assert waits["text"] == escape(WORDS)
    sign_in(browser, town.member)
    stale = browser.post(address, {**waits, "text": WORDS})
    assert stale.status_code == 403
    assert not was_said(town)
    fresh = hidden(stale.content.decode())
    assert fresh["key"] == form["key"]
    assert browser.post(address, {**fresh, "text": WORDS}).status_code == 302
    assert was_said(town)


def test_where_files_are_lost_the_form_is_shown_and_not_sent(town: "Town") -> None:
    browser = Client(headers=HERE)
    address, form = in_a_form(town, browser)
    Session.objects.all().delete()
    paper = SimpleUploadedFile("a.txt", b"words")
    late = browser.post(address, {**form, "text": WORDS, "file": paper})
    assert "Choose them again" in late.content.decode()
    waits = hidden(late.content.decode())
    sign_in(browser, town.member)
    again = sent(browser, address, {**waits, "text": WORDS})
    assert again.status_code == 200
    assert escape(WORDS) in again.content.decode()
    assert not was_said(town)


def test_no_other_site_puts_words_into_the_page(town: "Town") -> None:
    browser = Client(enforce_csrf_checks=True, headers=HERE)
    address, _form = in_a_form(town, browser)
    for elsewhere in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": ""}):
        answer = browser.post(address, {"text": WORDS}, headers=elsewhere)
        assert answer.status_code == 403
        assert escape(WORDS) not in answer.content.decode()


def test_without_any_cookie_the_page_says_what_happened_and_has_the_words(town: "Town") -> None:
    browser = Client(enforce_csrf_checks=True, headers=HERE)
    address, form = in_a_form(town, browser)
    browser.cookies.clear()
    late = browser.post(address, {**form, "text": WORDS})
    assert late.status_code == 403
    assert "sent no cookies" in late.content.decode()
    waits = hidden(late.content.decode())
    sign_in(browser, town.member)
    stale = hidden(browser.post(address, {**waits, "text": WORDS}).content.decode())
    assert browser.post(address, {**stale, "text": WORDS}).status_code == 302
    assert was_said(town)


def test_a_password_is_never_said_again(town: "Town") -> None:
    browser = Client(headers=HERE)
    in_a_form(town, browser)
    Session.objects.all().delete()
    answer = browser.post("/account/password/change/", {"oldpassword": PASSWORD})
    assert answer.status_code == 302
    assert PASSWORD not in answer.content.decode()


def test_who_was_never_here_is_led_to_the_sign_in(town: "Town") -> None:
    address = f"/matters/{town.desk.ask().reference}/add/"
    answer = Client().post(address, {"text": WORDS})
    assert answer["Location"].startswith("/account/login/")
