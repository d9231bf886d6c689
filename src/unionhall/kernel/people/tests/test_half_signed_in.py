"""Whoever has shown the password alone, and not the second step, is out with all others."""

from typing import TYPE_CHECKING

from django.test import Client

from unionhall.kernel.people import ways_in
from unionhall.kernel.people.models import Session
from unionhall.kernel.people.session_store import day_of, row_key
from unionhall.kernel.people.tests.signing import app_code, give_app, is_signed_in, ready, sign_in

if TYPE_CHECKING:
    from tests.town import Town


def test_a_sign_in_that_was_begun_ends_with_the_sessions(town: "Town") -> None:
    """A new password, too, calls this: the old one must not be worth the first of two steps."""
    own, thief = Client(), Client()
    sign_in(own, ready(town.member).email or "")
    secret = give_app(town.member)
    sign_in(thief, town.member.email or "")
    begun = Session.objects.get(person=town.member, since=None)
    assert begun.expire_date == day_of(begun.expire_date)
    ways_in.end_all(town.member.pk, but=own.session.session_key)
    assert Session.objects.filter(person=town.member).count() == 1
    thief.post("/account/steps/", {"code": app_code(secret)})
    assert not is_signed_in(thief)
    assert is_signed_in(own)


def test_it_is_not_among_the_places_where_one_is_signed_in(town: "Town") -> None:
    secret = give_app(ready(town.member))
    own, begun = Client(), Client()
    for each in (own, begun):
        sign_in(each, town.member.email or "")
    own.post("/account/steps/", {"code": app_code(secret)})
    page = own.get("/account/signed-in/").text
    assert "Sign out" in page
    assert row_key(begun.session.session_key) not in page
