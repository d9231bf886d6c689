"""Coming back without an account."""

import re
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.permissions.addresses import SOMETHING, address, arguments, undone
from tests.permissions.rows import EVERY_ROW
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.receipts import digest_of, new_code
from unionhall.kernel.people.actors import Guest
from unionhall.kernel.web import guests, receipts
from unionhall.rooms.desk.procedure import asking, handling

if TYPE_CHECKING:
    from tests.town import Town

CODE = new_code()


def asked(town: "Town") -> Matter:
    matter = asking.new_matter(town.desk.service, town.north, subject=None)
    return asking.ask(
        matter, actor=Guest(), request=town.desk.request(channel="guest"), receipt=digest_of(CODE)
    )


def test_the_code_shows_the_request(client: Client, town: "Town") -> None:
    answer = client.post("/receipt/", {"code": CODE.lower().replace("-", " ")}, follow=True)
    assert answer.status_code == 422
    matter = asked(town)
    answer = client.post("/receipt/", {"code": CODE.lower().replace("-", " ")}, follow=True)
    assert matter.reference in answer.content.decode()
    assert not answer.cookies


def test_a_wrong_code_finds_nothing(client: Client, town: "Town") -> None:
    asked(town)
    answer = client.post("/receipt/", {"code": new_code()}, follow=True)
    assert answer.status_code == 422
    assert "No request has this code" in answer.content.decode()


def test_a_guest_withdraws_once_however_often_it_is_sent(client: Client, town: "Town") -> None:
    matter, key = asked(town), uuid4()
    for _click in range(2):
        answer = client.post("/receipt/withdraw/", {"code": CODE, "key": key}, follow=True)
        assert answer.status_code == 200
    assert Matter.objects.get(pk=matter.pk).state == "withdrawn"
    assert not answer.cookies


def test_a_guest_answers_a_question(client: Client, town: "Town") -> None:
    matter = handling.accept(asked(town), actor=town.steward)
    handling.ask_member(matter, actor=town.steward, text="Which line?")
    form = client.post("/receipt/reply/", {"code": CODE}, follow=True)
    assert "Your answer" in form.content.decode()
    client.post("/receipt/reply/", {"code": CODE, "key": uuid4(), "text": "Line 3"}, follow=True)
    assert Matter.objects.get(pk=matter.pk).state == "accepted"


def test_a_guest_cannot_take_the_handlers_steps(client: Client, town: "Town") -> None:
    asked(town)
    assert client.post("/receipt/accept/", {"code": CODE, "key": uuid4()}, follow=True).status_code == 403


def test_another_language_keeps_the_code_and_what_was_typed(client: Client, town: "Town") -> None:
    matter = handling.accept(asked(town), actor=town.steward)
    handling.ask_member(matter, actor=town.steward, text="Which line?")
    standing = client.post("/receipt/", {"code": CODE, "language": "zh-hans"}, follow=True)
    assert sent_by_the_language_menu(standing) == ("/receipt/", {"code": CODE})
    assert matter.reference in standing.content.decode()
    client.post("/receipt/reply/", {"code": CODE}, follow=True)
    typed = {"code": CODE, "key": str(uuid4()), "text": "Line 3"}
    form = client.post("/receipt/reply/", {**typed, "language": "zh-hant"}, follow=True)
    assert (form.status_code, sent_by_the_language_menu(form)[1]) == (200, typed)
    assert 'lang="zh-hant"' in form.content.decode()
    assert Matter.objects.get(pk=matter.pk).state == "waiting"
    assert 'lang="zh-hant"' in client.post("/receipt/reply/", typed, follow=True).content.decode()
    assert Matter.objects.get(pk=matter.pk).state == "accepted"


def test_a_refused_guest_goes_back_by_their_code(client: Client, town: "Town") -> None:
    matter = handling.accept(asked(town), actor=town.steward)
    refused = client.post("/receipt/reply/", {"code": CODE, "key": uuid4(), "text": "Line 3"}, follow=True)
    shown = refused.content.decode()
    assert refused.status_code == 409
    assert 'action="/receipt/"' in shown
    assert f'value="{CODE}"' in shown
    assert matter.reference not in shown


def sent_by_the_language_menu(page: Any) -> tuple[str, dict[str, str]]:
    """Where the form goes that the buttons of the menu send, and with what."""
    text = page.content.decode()
    (named,) = set(re.findall(r'<button form="(\w+)" name="language"', text))
    form = next(each for each in re.findall(r"<form.*?</form>", text, re.DOTALL) if f'id="{named}"' in each)
    action = re.search(r'action="([^"]*)"', form.partition(">")[0])
    values = re.findall(r'<input[^>]* name="(\w+)"[^>]* value="([^"]*)"', form)
    stories = re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>([^<]*)<', form)
    return action[1] if action else "", {name: value.strip() for name, value in [*values, *stories]}


def test_another_sites_page_cannot_send_the_form(client: Client, town: "Town") -> None:
    asked(town)
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}):
        assert (
            client.post(
                "/receipt/withdraw/", {"code": CODE, "key": uuid4()}, headers=headers, follow=True
            ).status_code
            == 403
        )


def test_codes_cannot_be_guessed_in_a_row(
    client: Client, town: "Town", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receipts, "WRONG_AN_HOUR", 2)
    answers = [client.post("/receipt/", {"code": new_code()}, follow=True).status_code for _guess in range(3)]
    assert answers == [422, 422, 429]


def test_wrong_codes_count_wherever_the_hall_takes_one(town: "Town", monkeypatch: pytest.MonkeyPatch) -> None:
    """An address takes a code if it looks for the receipt."""
    filled = arguments(town, asked(town).reference, SOMETHING)
    monkeypatch.setattr(guests, "is_within", lambda *_try, **_most: False)
    answers = {}
    rows = [
        row for row in EVERY_ROW if row.method == "POST" and row.answer("anonymous") not in ("302", "405")
    ]
    for name in dict.fromkeys(row.name for row in rows):
        with undone(), CaptureQueriesContext(connection) as asked_for:
            answer = Client().post(address(name, filled), {"code": new_code()})
        if any('"matters_receipt"."digest" = ' in each["sql"] for each in asked_for):
            answers[name] = answer.status_code
    assert {"receipt", "receipt_move", "receipt_file", "receipt_text", "receipt_letter"} <= set(answers)
    assert set(answers.values()) == {429}


@pytest.mark.parametrize(
    ("tries", "answers"),
    [
        (["192.0.2.1", "192.0.2.2"], [422, 422]),
        (["192.0.2.1", "::ffff:192.0.2.1"], [422, 429]),
        (["2001:db8:1:1::1", "2001:db8:1:1:8000::2"], [422, 429]),  # a house has 2**64 of them
        (["2001:db8:1:1::1", "2001:db8:1:2::1"], [422, 422]),
        ([f"2001:db8:1:{house:x}::1" for house in range(17)], [422] * 16 + [429]),  # and some have 2**80
        (["", "fe80::1%eth0"], [422, 422]),
    ],
)
def test_an_address_counts_as_its_network(
    town: "Town", monkeypatch: pytest.MonkeyPatch, tries: list[str], answers: list[int]
) -> None:
    monkeypatch.setattr(receipts, "WRONG_AN_HOUR", 1)
    found = [
        Client(REMOTE_ADDR=each).post("/receipt/", {"code": new_code()}, follow=True).status_code
        for each in tries
    ]
    assert found == answers
