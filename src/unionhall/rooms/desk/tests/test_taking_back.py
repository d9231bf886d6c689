"""Whoever answers or hands over takes it back within a minute, and nobody has had a letter about it."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.undoing import check_taken_back, standing
from tests.walking import Browser
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices import delivery
from unionhall.kernel.procedures import clock
from unionhall.kernel.procedures.refusals import NotAllowed, NotNow, TakenBack
from unionhall.rooms.desk.procedure import after, closing, handling
from unionhall.rooms.desk.procedure.undoing import take_back

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.django_db
Act = Callable[["Town", Matter], Matter]
ACTS: dict[str, Act] = {
    "answer": lambda town, matter: closing.answer(matter, actor=town.steward, text="It is paid."),
    "decline": lambda town, matter: closing.decline(matter, actor=town.steward, text="By § 3."),
    "ask": lambda town, matter: handling.ask_member(matter, actor=town.steward, text="Which line?"),
    "hand over": lambda town, matter: handling.hand_over(
        matter, actor=town.steward, adviser=town.caseworker, text="It is yours."
    ),
}


@pytest.fixture
def matter(town: "Town") -> Matter:
    """In hand with the steward since a minute or two ago."""
    asked = town.desk.ask()
    return handling.accept(asked, actor=town.steward, at=timezone.now() - timedelta(minutes=2))


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_all_is_as_it_was_and_nobody_was_written_to(town: "Town", matter: Matter, act: Act) -> None:
    check_taken_back(matter, lambda asked: act(town, asked), take_back, by=town.steward)


def test_the_letter_leaves_after_the_minute(town: "Town", matter: Matter) -> None:
    delivery.sweep(timezone.now() + timedelta(minutes=1))
    mail.outbox.clear()
    ACTS["answer"](town, matter)
    delivery.sweep(timezone.now() + timedelta(seconds=50))
    assert mail.outbox == []
    delivery.sweep(timezone.now() + timedelta(seconds=61))
    assert [letter.to for letter in mail.outbox] == [[town.member.email]]


def test_after_a_minute_it_stands(town: "Town", matter: Matter, monkeypatch: pytest.MonkeyPatch) -> None:
    answered = ACTS["answer"](town, matter)
    later = timezone.now() + timedelta(seconds=61)
    monkeypatch.setattr(timezone, "now", lambda: later)
    with pytest.raises(NotAllowed):
        take_back(answered, actor=town.steward)


def test_nobody_else_takes_it_back_and_nobody_twice(town: "Town", matter: Matter) -> None:
    answered = ACTS["answer"](town, matter)
    for other in (town.coordinator, town.member):
        with pytest.raises(NotAllowed):
            take_back(answered, actor=other)
    with pytest.raises((NotAllowed, NotNow)):
        take_back(take_back(answered, actor=town.steward), actor=town.steward)


def test_what_somebody_has_built_upon_stands(town: "Town", matter: Matter) -> None:
    answered = after.reopen(ACTS["answer"](town, matter), actor=town.member)
    with pytest.raises((NotAllowed, NotNow)):
        take_back(answered, actor=town.steward)


def test_an_answer_that_others_hear_of_stands(town: "Town", matter: Matter) -> None:
    other = handling.accept(town.desk.ask(), actor=town.steward)
    closing.merge(other, actor=town.steward, other=matter, text="They are the same.")
    answered = ACTS["answer"](town, matter)
    with pytest.raises(NotAllowed):
        take_back(answered, actor=town.steward)


def test_it_is_late_again_where_it_was(town: "Town", matter: Matter) -> None:
    long_ago = timezone.now() - timedelta(days=1)
    matter.deadlines.running().update(due_at=long_ago)
    Matter.objects.filter(pk=matter.pk).update(due_at=long_ago, clock_at=long_ago)
    clock.tick()
    before = standing(matter)
    fresh = Matter.objects.get(pk=matter.pk)
    assert fresh.handler
    answered = closing.answer(fresh, actor=fresh.handler, text="Late.")
    take_back(answered, actor=fresh.handler)
    assert standing(matter) == before


def test_on_its_page_a_touch_takes_words_and_files_back(town: "Town", matter: Matter, client: Client) -> None:
    client.force_login(town.steward)
    page = f"/matters/{matter.reference}/"
    key = client.get(f"{page}answer/").context["form"]["key"].value()
    paper = SimpleUploadedFile("pay.txt", b"Nothing else is owed.", "text/plain")
    client.post(f"{page}answer/", {"key": key, "text": "It is paid.", "files": paper})
    assert matter.files.count() == 1
    assert "Take it back" in client.get(page).content.decode()
    said = client.post(f"{page}take-back/", {"key": ""}, follow=True).content.decode()
    assert "It is paid." not in said
    assert "took that back at once" in said
    assert not matter.files.exists()
    assert "It is paid." in client.get(f"{page}answer/").content.decode()


def test_the_old_form_sent_once_more_says_so_and_its_next_sending_acts(town: "Town", matter: Matter) -> None:
    client = Browser()
    client.force_login(town.steward)
    form = f"/matters/{matter.reference}/answer/"
    old = {"key": str(uuid4()), "text": "It is paid."}
    client.post(form, old)
    client.post(f"/matters/{matter.reference}/take-back/", {"key": ""})
    page = client.post(form, old)
    assert "You sent this before and took it back." in page.content.decode()
    assert "It is paid." in page.content.decode()
    assert Matter.objects.get().state == "accepted"
    key = page.context["form"]["key"].value()
    assert client.post(form, {**old, "key": key}).status_code == 302
    assert Matter.objects.get().state == "answered"


def test_a_program_that_repeats_what_was_taken_back_is_told_so(town: "Town", matter: Matter) -> None:
    key = uuid4()
    take_back(closing.answer(matter, actor=town.steward, text="It is paid.", key=key), actor=town.steward)
    with pytest.raises(TakenBack):
        closing.answer(matter, actor=town.steward, text="It is paid.", key=key)


def test_an_answer_to_many_keeps_its_words_for_each_that_is_taken_back(town: "Town", matter: Matter) -> None:
    other, client = handling.accept(town.desk.ask(), actor=town.steward), Browser()
    client.force_login(town.steward)
    ticked = {"step": "desk.answer", "m": [matter.reference, other.reference], "key": str(uuid4())}
    assert client.post("/worklist/together/", {**ticked, "text": "It is paid."}).status_code == 302
    client.post(f"/matters/{other.reference}/take-back/", {"key": ""})
    assert "It is paid." in client.get(f"/matters/{other.reference}/answer/").content.decode()
    assert "It is paid." not in client.get(f"/matters/{matter.reference}/answer/").content.decode()
