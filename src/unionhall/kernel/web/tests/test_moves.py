"""Making moves from pages."""

from typing import TYPE_CHECKING
from uuid import uuid4

from django.test import Client

from tests.walking import sent
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.web.tests.test_receipts import sent_by_the_language_menu
from unionhall.rooms.desk.procedure import handling

if TYPE_CHECKING:
    from tests.town import Town


def state_of(matter: Matter) -> str:
    return str(Matter.objects.values_list("state", flat=True).get(pk=matter.pk))


def test_a_steward_takes_it_on_and_comes_back_to_the_matter(client: Client, town: "Town") -> None:
    matter = town.desk.ask()
    client.force_login(town.steward)
    answer = client.post(f"/matters/{matter.reference}/accept/", {"key": uuid4()})
    assert (answer.status_code, answer["Location"]) == (302, f"/matters/{matter.reference}/")
    assert state_of(matter) == "accepted"


def test_a_double_click_counts_once(client: Client, town: "Town") -> None:
    matter, key = town.desk.ask(), uuid4()
    client.force_login(town.steward)
    for _click in range(2):
        assert client.post(f"/matters/{matter.reference}/accept/", {"key": key}).status_code == 302
    assert Entry.objects.filter(stream=matter.stream).count() == 2


def test_a_missing_reason_is_asked_for_at_its_field(client: Client, town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    client.force_login(town.steward)
    answer = sent(client, f"/matters/{matter.reference}/decline/", {"key": uuid4(), "text": "   "})
    assert answer.status_code == 422
    assert "text" in answer.context["form"].errors
    assert state_of(matter) == "accepted"


def test_what_is_too_long_is_refused_with_every_word_still_there(client: Client, town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    client.force_login(town.steward)
    address, words = f"/matters/{matter.reference}/answer/", "On foot. " * 1_000 + "The end."
    assert "maxlength" not in client.get(address).content.decode()
    answer = sent(client, address, {"key": uuid4(), "text": words})
    assert answer.status_code == 422
    assert "9008 characters, where 8000 fit" in answer.content.decode()
    assert words in answer.content.decode()
    assert state_of(matter) == "accepted"


def test_a_nul_character_is_an_error_at_the_field(client: Client, town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    client.force_login(town.steward)
    answer = sent(client, f"/matters/{matter.reference}/answer/", {"key": uuid4(), "text": "a\x00b"})
    assert answer.status_code == 422


def test_a_step_of_somebody_else_is_refused_in_words(client: Client, town: "Town") -> None:
    matter = town.desk.ask()
    client.force_login(town.member)
    answer = client.post(f"/matters/{matter.reference}/accept/", {"key": uuid4()})
    assert answer.status_code == 403
    assert "this step is not yours to take" in answer.content.decode()


def test_who_comes_too_late_is_told_so(client: Client, town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    client.force_login(town.caseworker)
    answer = client.post(f"/matters/{matter.reference}/accept/", {"key": uuid4()})
    assert answer.status_code == 409


def test_a_refusal_leads_back_to_the_matter(client: Client, town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    client.force_login(town.steward)
    refused = client.post(f"/matters/{matter.reference}/accept/", {"key": uuid4()})
    assert f'href="/matters/{matter.reference}/"' in refused.content.decode()


def test_another_language_keeps_what_was_typed_and_sends_nothing(client: Client, town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    client.force_login(town.steward)
    address = f"/matters/{matter.reference}/answer/"
    assert sent_by_the_language_menu(client.get(address))[0] == ""
    typed = {"key": str(uuid4()), "text": "From Monday."}
    form = sent(client, address, {**typed, "language": "zh-hans"})
    assert (form.status_code, state_of(matter)) == (200, "accepted")
    assert 'lang="zh-hans"' in form.content.decode()
    fields = sent_by_the_language_menu(form)[1]
    assert fields["text"] == typed["text"]
    assert client.post(address, fields).status_code == 302
    assert state_of(matter) == "answered"


def test_what_answers_a_form_offers_no_other_language_of_an_address_without_a_page(
    client: Client, town: "Town"
) -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    client.force_login(town.steward)
    refused = client.post(f"/matters/{matter.reference}/accept/", {"key": uuid4()})
    assert refused.status_code == 409
    assert 'name="language"' not in refused.content.decode()
    assert 'name="language"' in client.get("/nowhere/").content.decode()


def test_a_stranger_cannot_even_open_the_form(client: Client, town: "Town") -> None:
    client.force_login(town.outsider)
    assert client.get(f"/matters/{town.desk.ask().reference}/accept/").status_code == 404


def test_a_step_that_does_not_exist_is_not_found(client: Client, town: "Town") -> None:
    client.force_login(town.steward)
    assert client.get(f"/matters/{town.desk.ask().reference}/promote/").status_code == 404


def test_the_clock_cannot_be_played_by_a_person(client: Client, town: "Town") -> None:
    client.force_login(town.coordinator)
    assert client.post(f"/matters/{town.desk.ask().reference}/escalate/", {"key": uuid4()}).status_code == 403


def test_without_signing_in_one_is_asked_to(client: Client, town: "Town") -> None:
    answer = client.get(f"/matters/{town.desk.ask().reference}/accept/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")
