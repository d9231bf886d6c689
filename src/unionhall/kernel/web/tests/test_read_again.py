"""What answers a form is read at an address of its own: by its sender alone, and never sent by reading."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from unionhall.kernel.drafts import keeping
from unionhall.kernel.drafts.models import Kept
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.web import read_again
from unionhall.kernel.web.account import copying
from unionhall.rooms.desk.procedure import handling
from unionhall.rooms.register.tests.test_joining import said

if TYPE_CHECKING:
    from tests.town import Town

MOVE, JOIN = "/register/transfer/", "/register/join/"
ELSEWHERE = {"Sec-Fetch-Site": "none"}


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def read(client: Client, address: str, **how: Any) -> str:
    return client.get(address, **how).content.decode()


def refused_guest(town: "Town", client: Client) -> str:
    """Where a guest is led whose e-mail address is none."""
    answer = client.post(JOIN, said(town, email="nia@", name="Nia Newcomer"))
    assert answer.status_code == 303
    return str(answer["Location"])


def test_a_guest_reads_the_form_again_with_all_that_was_typed_and_why(town: "Town") -> None:
    guest = Client()
    there = refused_guest(town, guest)
    for _reload in range(2):
        page = guest.get(there)
        assert (page.status_code, 'value="nia@"' in page.content.decode()) == (422, True)
        assert "Nia Newcomer" in page.content.decode()
    assert not Matter.objects.exists()
    assert not guest.cookies


def test_it_has_a_new_key_so_that_sending_it_again_is_one_application(town: "Town") -> None:
    guest = Client()
    there = refused_guest(town, guest)
    key = guest.get(there).context["form"]["key"].value()
    sent = said(town, key=key)
    first, again = (guest.post(there, sent) for _click in range(2))
    assert (first.status_code, again.status_code) == (303, 303)
    assert Matter.objects.count() == 1
    codes = {guest.get(each["Location"]).context["code"] for each in (first, again)}
    assert len(codes) == 1


def test_in_another_language_each_fault_is_said_once_and_in_that_one(town: "Town") -> None:
    guest = Client()
    there = refused_guest(town, guest)
    english = guest.get(there)
    assert len(english.context["form"].errors["email"]) == 1
    chinese = guest.get(there, headers={"accept-language": "zh-hans"})
    assert len(chinese.context["form"].errors["email"]) == 1
    assert "这不是邮箱地址" in chinese.content.decode()
    assert "这不是邮箱地址" not in english.content.decode()


def test_after_it_was_sent_no_word_of_it_lies_there(town: "Town") -> None:
    answer = Client().post(JOIN, said(town))
    token = str(answer["Location"]).partition("draft=")[2]
    found = keeping.find(read_again._spot(token, JOIN, None))
    assert found
    assert {*found.said["typed"]} == {"key"}


def test_from_the_history_or_another_site_a_guests_address_opens_nothing(town: "Town") -> None:
    guest = Client()
    there = refused_guest(town, guest)
    page = guest.get(there, headers=ELSEWHERE)
    assert page.status_code == 403
    assert "Nia Newcomer" not in page.content.decode()


def test_a_token_that_the_hall_did_not_make_is_not_found(town: "Town") -> None:
    assert Client().get(f"{JOIN}?draft=gAAAA").status_code == 404


def test_it_opens_no_other_page(town: "Town") -> None:
    there = refused_guest(town, Client())
    assert Client().get(there.replace(JOIN, "/receipt/")).status_code == 409


def test_it_is_over_after_two_hours(town: "Town", monkeypatch: pytest.MonkeyPatch) -> None:
    there = refused_guest(town, Client())
    later = timezone.now() + timedelta(hours=2, minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert Client().get(there).status_code == 409
    assert keeping.sweep() == 1


def test_a_members_opens_for_them_alone_from_everywhere(town: "Town") -> None:
    member = signed_in(town.member)
    answer = member.post(MOVE, {"origin": str(town.north.pk), "target": ""})
    there = answer["Location"]
    assert answer.status_code == 303
    assert member.get(there, headers=ELSEWHERE).status_code == 422
    assert signed_in(town.neighbour).get(there).status_code == 404
    assert "draft" in Client().get(there)["Location"], "after the sign-in it opens"


def test_where_too_much_is_laid_by_the_form_answers_at_once(
    town: "Town", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_again, "LAID_AN_HOUR", 0)
    answer = Client().post(JOIN, said(town, email="nia@"))
    assert (answer.status_code, "Nia Newcomer" in answer.content.decode()) == (422, True)
    assert not Kept.objects.exists()


def test_a_browser_that_is_refused_is_led_to_why_and_reload_sends_nothing(town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    address, steward = f"/matters/{matter.reference}/accept/", signed_in(town.steward)
    refused = steward.post(address, {"key": str(uuid4())}, headers={"Sec-Fetch-Mode": "navigate"})
    assert (refused.status_code, refused["Location"].startswith("/refused/?draft=")) == (303, True)
    for _reload in range(2):
        page = steward.get(refused["Location"])
        assert page.status_code == 409
        assert "somebody else has moved the matter on" in page.content.decode()
        assert f'href="/matters/{matter.reference}/"' in page.content.decode()
    assert steward.get("/refused/").status_code == 404


def test_a_program_that_is_refused_reads_the_answer_itself(town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    steward = signed_in(town.steward)
    assert steward.post(f"/matters/{matter.reference}/accept/", {"key": str(uuid4())}).status_code == 409


def test_what_was_refused_and_then_taken_is_not_offered_again(town: "Town") -> None:
    member = signed_in(town.member)
    there = member.post(MOVE, {"origin": str(town.north.pk), "target": ""})["Location"]
    key = member.get(there).context["form"]["key"].value()
    sent = {"origin": str(town.north.pk), "target": str(town.harbour.pk), "key": key}
    assert member.post(there, sent).status_code == 302
    assert member.get(there).status_code == 409
    assert Matter.objects.count() == 1


def test_a_guests_move_that_was_refused_and_then_made_is_not_offered_again(town: "Town") -> None:
    guest = Client()
    code = guest.get(guest.post(JOIN, said(town))["Location"]).context["code"]
    there = guest.post("/receipt/withdraw/", {"code": code, "key": "none"})["Location"]
    assert guest.get(there).status_code == 422
    sent = {"code": code, "key": str(uuid4()), "sure": "on"}
    answer = guest.post(there, sent)
    assert answer["Location"].startswith("/receipt/?")
    assert "is not kept any more" in guest.get(there).text


def test_a_copy_of_ones_data_holds_what_was_typed_and_nothing_of_the_halls(town: "Town") -> None:
    member = signed_in(town.member)
    member.post(MOVE, {"origin": str(town.north.pk), "target": "", "key": str(uuid4())})
    for path, made in {
        "/refused/": read_again.ReadAgain(read_again.said({"why": "A sentence."})),
        "/desk/made/": read_again.ReadAgain(read_again.said({"why": "An old key."}), is_sent=True),
        "/offices/propose/": read_again.ReadAgain(read_again.said({"walk": "signed"})),
    }.items():
        spot = read_again._spot(f"token of {path}", path, town.member)
        assert keeping.keep(spot, {**vars(made), "typed": dict(made.typed.lists())})
    (kept,) = copying.of_person(town.member)["drafts"]
    assert (kept["address"], {*kept["typed"]}) == (MOVE, {"origin", "target"})
