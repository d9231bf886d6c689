"""What somebody types on a matter is kept: when it is refused, when they ask for it, and by the script."""

import zipfile
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from allauth.core.exceptions import ReauthenticationRequired
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.walking import sent
from unionhall.kernel.drafts import keeping
from unionhall.kernel.drafts.models import Kept
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.places.models import Place
from unionhall.kernel.privacy.keys import of_matter, store
from unionhall.kernel.web import making
from unionhall.kernel.web.account import copying
from unionhall.rooms.desk.procedure import after, closing, handling

if TYPE_CHECKING:
    from tests.town import Town

WORDS = "The foreman shouts at us."
SCRIPT = {"accept": "application/json"}


@pytest.fixture
def matter(town: "Town") -> Matter:
    return handling.accept(town.desk.ask(), actor=town.steward)


def browser_of(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def form_of(matter: Matter, name: str = "answer") -> str:
    return f"/matters/{matter.reference}/{name}/"


def filled(text: str = WORDS, **more: str) -> dict[str, Any]:
    return {"key": str(uuid4()), "text": text, **more}


def page(client: Client, address: str) -> str:
    return str(client.get(address).content.decode())


def test_a_button_keeps_it_without_scripts_and_another_device_shows_it(town: "Town", matter: Matter) -> None:
    answer = browser_of(town.steward).post(form_of(matter), filled(keep="1"))
    assert (answer.status_code, answer["Location"]) == (303, form_of(matter))
    shown = page(browser_of(town.steward), form_of(matter))
    assert WORDS in shown
    assert "Kept at " in shown
    assert Matter.objects.get().state == "accepted"


def test_the_script_keeps_it_in_one_row_and_is_told_when(town: "Town", matter: Matter) -> None:
    client = browser_of(town.steward)
    for text in (WORDS[:5], WORDS[:10], WORDS):
        answer = client.post(form_of(matter), filled(text, keep="1"), headers=SCRIPT)
    assert answer.json()["kept"].startswith("Kept at ")
    assert Kept.objects.count() == 1
    assert WORDS in page(client, form_of(matter))


def test_nothing_is_kept_by_looking(town: "Town", matter: Matter) -> None:
    assert "Kept at " not in page(browser_of(town.steward), form_of(matter))
    assert not Kept.objects.exists()


def test_it_can_be_thrown_away(town: "Town", matter: Matter) -> None:
    client = browser_of(town.steward)
    client.post(form_of(matter), filled(keep="1"))
    assert "Throw the draft away" in page(client, form_of(matter))
    client.post(form_of(matter), filled(throw="1"))
    assert WORDS not in page(client, form_of(matter))
    assert not Kept.objects.exists()


def test_a_form_that_is_refused_is_read_again_with_its_words_and_why(town: "Town", matter: Matter) -> None:
    client = browser_of(town.steward)
    too_long = "x" * 8_001
    answer = client.post(form_of(matter), filled(too_long))
    assert (answer.status_code, answer["Location"]) == (303, form_of(matter))
    shown = page(client, form_of(matter))
    assert too_long in shown
    assert "8001 characters, where 8000 fit" in shown
    client.post(form_of(matter), filled(keep="1"), headers=SCRIPT)
    assert "characters, where" not in page(client, form_of(matter))


def test_what_was_sent_leaves_no_draft_and_back_says_where_it_stands(town: "Town", matter: Matter) -> None:
    client = browser_of(town.steward)
    client.post(form_of(matter), filled("", keep="1"))
    sent(client, form_of(matter), filled(" "))
    assert client.post(form_of(matter), filled()).status_code == 302
    assert not Kept.objects.filter(until__gt=timezone.now() + timedelta(minutes=2)).exists()
    back = client.get(form_of(matter))
    assert back.status_code == 409
    assert f'href="/matters/{matter.reference}/"' in back.content.decode()


def test_it_is_kept_where_somebody_was_faster(town: "Town", matter: Matter) -> None:
    client = browser_of(town.steward)
    key = filled()
    closing.answer(matter, actor=town.steward, text="Earlier.")
    assert client.post(form_of(matter, "ask-member"), key).status_code == 409
    after.reopen(Matter.objects.get(), actor=town.member)
    assert WORDS in page(client, form_of(matter, "ask-member"))


def test_it_ends_with_the_matter(town: "Town", matter: Matter) -> None:
    browser_of(town.steward).post(form_of(matter), filled(keep="1"))
    browser_of(town.member).post(form_of(matter, "add"), filled(keep="1"))
    closing.withdraw(matter, actor=town.member)
    assert not Kept.objects.exists()


@pytest.mark.parametrize("who", ["caseworker", "member", "outsider"])
def test_nobody_else_sees_it(town: "Town", matter: Matter, who: str) -> None:
    browser_of(town.steward).post(form_of(matter), filled(keep="1"))
    assert WORDS not in page(browser_of(getattr(town, who)), form_of(matter))


def test_who_reads_the_tables_reads_no_word_of_it_nor_of_which_matter(town: "Town", matter: Matter) -> None:
    browser_of(town.steward).post(form_of(matter), filled(keep="1"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text, content FROM drafts_kept t")
        told = "".join(f"{row}{bytes(content)!r}" for row, content in cursor.fetchall())
    for word in ("foreman", matter.reference, str(matter.stream), str(town.steward.uid)):
        assert word not in told


def test_of_a_sealed_matter_it_is_gone_with_the_matters_key(town: "Town", matter: Matter) -> None:
    Matter.objects.update(sealed=True)
    client = browser_of(town.member)
    client.post(form_of(matter, "add"), filled(keep="1"))
    assert WORDS in page(client, form_of(matter, "add"))
    store().destroy(of_matter(matter.stream), timezone.localdate())
    assert "foreman" not in client.get(form_of(matter, "add"), raise_request_exception=False).content.decode()


def test_who_must_first_show_who_they_are_loses_no_word(
    town: "Town", matter: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A handler who wrote for longer than half an hour in a sealed matter."""
    Matter.objects.update(sealed=True)
    client = browser_of(town.steward)
    answer = client.post(form_of(matter), filled())
    assert answer.status_code in (302, 403)
    assert client.post(form_of(matter), filled(keep="1"), headers=SCRIPT).json()["kept"]
    assert "foreman" not in page(client, form_of(matter))
    monkeypatch.setattr("unionhall.kernel.web.sealed.must_show_self", lambda reader: False)
    assert WORDS in page(client, form_of(matter))


def test_it_is_in_the_copy_of_ones_own_data(town: "Town", matter: Matter) -> None:
    browser_of(town.member).post(form_of(matter, "add"), filled(keep="1"))
    made = BytesIO()
    copying.write(town.member, made)
    with zipfile.ZipFile(made) as archive:
        for name in ("account.json", "index.html"):
            assert WORDS in archive.read(name).decode()


def test_it_is_over_after_fourteen_days(
    town: "Town", matter: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser_of(town.steward).post(form_of(matter), filled(keep="1"))
    later = timezone.now() + timedelta(days=14)
    monkeypatch.setattr("unionhall.kernel.drafts.keeping.timezone.now", lambda: later)
    assert WORDS not in page(browser_of(town.steward), form_of(matter))


def test_a_move_that_asks_nothing_keeps_nothing(town: "Town", matter: Matter) -> None:
    assert 'name="keep"' not in page(browser_of(town.member), form_of(matter, "withdraw"))


def test_a_script_that_keeps_after_the_answer_keeps_nothing(town: "Town", matter: Matter) -> None:
    client = browser_of(town.steward)
    client.post(form_of(matter), filled())
    client.post(form_of(matter), filled(keep="1"), headers=SCRIPT)
    after.reopen(Matter.objects.get(), actor=town.member)
    assert "Kept at " not in page(client, form_of(matter))


def test_throwing_away_throws_away_though_one_must_first_show_who_one_is(
    town: "Town", matter: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser_of(town.steward)
    client.post(form_of(matter), filled(keep="1"))
    assert Kept.objects.count() == 1

    def refuse(*_given: Any) -> None:
        raise ReauthenticationRequired

    monkeypatch.setattr(making, "check_may_open", refuse)
    client.post(form_of(matter), filled(throw="1"))
    assert not Kept.objects.exists()


def test_a_refused_form_that_is_too_large_to_be_kept_is_answered_at_once(
    town: "Town", matter: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "LARGEST", 10)
    answer = browser_of(town.steward).post(form_of(matter, "refer-outside"), filled(body=""))
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()


def test_drafts_of_others_outlive_an_answer_that_is_taken_back(town: "Town", matter: Matter) -> None:
    member, steward = browser_of(town.member), browser_of(town.steward)
    member.post(form_of(matter, "add"), filled("And on Sunday.", keep="1"))
    steward.post(form_of(matter), filled())
    steward.post(form_of(matter, "take-back"), {"key": str(uuid4())})
    later = timezone.now() + timedelta(hours=1)
    keeping.sweep(later)
    assert "And on Sunday." in page(member, form_of(matter, "add"))


def test_the_hour_is_by_the_clock_of_the_place(town: "Town", matter: Matter) -> None:
    Place.objects.filter(pk=matter.place_id).update(time_zone="Asia/Kathmandu")
    client = browser_of(town.steward)
    before = timezone.now()
    client.post(form_of(matter), filled(keep="1"))
    hours = {f"{timezone.localtime(at, ZoneInfo('Asia/Kathmandu')):%H:%M}" for at in (before, timezone.now())}
    assert any(f"Kept at {hour}." in page(client, form_of(matter)) for hour in hours)
