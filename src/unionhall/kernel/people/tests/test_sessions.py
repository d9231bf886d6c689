"""Where one is signed in: in plain words, without an address, and ended at will."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client
from django.utils import timezone

from unionhall.kernel.people import session_store, tasks
from unionhall.kernel.people.browsers import say, words_for
from unionhall.kernel.people.models import Person, Session
from unionhall.kernel.people.tests.signing import PASSWORD, is_signed_in, ready, sign_in

if TYPE_CHECKING:
    from tests.town import Town

PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0"


def signed_in(person: Person, browser: str) -> Client:
    client = Client(headers={"user-agent": browser})
    sign_in(client, person.email or "")
    assert is_signed_in(client)
    return client


def opens(client: Client) -> bool:
    return client.get("/mine/").status_code == 200


def test_a_browser_is_two_words() -> None:
    assert [say(words_for(each)) for each in (PHONE, DESK, "curl/8")] == [
        "Chrome on Android",
        "Firefox on Windows",
        "A browser",
    ]


def test_the_page_names_each_and_the_table_keeps_nothing_more(town: "Town") -> None:
    member = ready(town.member)
    phone, _desk = signed_in(member, PHONE), signed_in(member, DESK)
    page = phone.get("/account/signed-in/").content.decode()
    assert "Chrome on Android" in page
    assert "Firefox on Windows" in page
    for row in Session.objects.filter(person=member):
        kept = f"{row.browser} {row.get_decoded()}"
        assert "127.0.0.1" not in kept
        assert "Mozilla" not in kept
        assert phone.cookies["sessionid"].value not in f"{kept} {row.session_key} {page}"


def test_who_reads_the_table_does_not_come_in_by_it(town: "Town") -> None:
    member = ready(town.member)
    assert opens(signed_in(member, PHONE))
    thief = Client()
    thief.cookies["sessionid"] = Session.objects.get(person=member).session_key
    assert not opens(thief)


def test_one_is_ended_from_another(town: "Town") -> None:
    member = ready(town.member)
    phone, desk = signed_in(member, PHONE), signed_in(member, DESK)
    (end,) = re.findall(r'"(/account/signed-in/end/\w+/)"', phone.get("/account/signed-in/").content.decode())
    assert signed_in(ready(town.neighbour), DESK).post(end).status_code == 404
    phone.post(end)
    assert (opens(phone), opens(desk)) == (True, False)


def test_all_are_ended_at_once(town: "Town") -> None:
    member = ready(town.member)
    phone, desk = signed_in(member, PHONE), signed_in(member, DESK)
    phone.post("/account/signed-in/end/")
    assert (opens(phone), opens(desk)) == (False, False)


def test_a_new_password_ends_the_others(town: "Town") -> None:
    member = ready(town.member)
    phone, desk = signed_in(member, PHONE), signed_in(member, DESK)
    fresh = "another-river-0815"
    phone.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh})
    assert Session.objects.filter(person=member).count() == 1
    assert (opens(phone), opens(desk)) == (True, False)


def test_after_two_weeks_a_sign_in_is_over_however_often_it_was_used(town: "Town") -> None:
    phone = signed_in(ready(town.member), PHONE)
    session = phone.session
    session[session_store.SINCE] -= timedelta(days=13).total_seconds()
    session.save()
    assert opens(phone)
    session[session_store.SINCE] -= timedelta(days=1).total_seconds()
    session.save()
    assert not opens(phone)


def test_what_is_over_is_thrown_away(town: "Town") -> None:
    member = ready(town.member)
    signed_in(member, PHONE)
    signed_in(member, DESK)
    Session.objects.filter(browser="Firefox/Windows").update(expire_date=timezone.now())
    sign_in(Client(), "nobody@town.example")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_attempts SET expires = now() - interval '1 minute'")
        tasks.forget(0)
        cursor.execute("SELECT count(*) FROM people_attempts")
        assert cursor.fetchone() == (0,)
    assert [row.browser for row in Session.objects.filter(person=member)] == ["Chrome/Android"]


def test_signing_in_gives_the_session_a_new_key(town: "Town", client: Client) -> None:
    ready(town.member)
    client.get("/account/login/code/")
    session = client.session
    session["before"] = True
    session.save()
    before = session.session_key
    sign_in(client, town.member.email or "")
    assert is_signed_in(client)
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=session_store.row_key(before)).exists()


@pytest.mark.parametrize("address", ["/account/logout/", "/account/signed-in/end/"])
def test_signing_out_clears_what_the_browser_kept(town: "Town", client: Client, address: str) -> None:
    client.force_login(town.member)
    assert "Clear-Site-Data" not in client.post("/inbox/read/").headers
    answer = client.post(address)
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in client.post(address).headers


def test_an_older_hash_of_a_password_still_opens_and_is_made_anew(town: "Town", client: Client) -> None:
    member = ready(town.member)
    member.password = make_password(PASSWORD, hasher="pbkdf2_sha256")
    member.save()
    sign_in(client, member.email or "")
    member.refresh_from_db()
    assert member.password.startswith("argon2$")
    assert opens(client)
