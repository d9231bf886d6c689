"""A member asks for something, one question a screen."""

import re
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.walking import Walker
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.things import changing
from unionhall.kernel.web.rows import address_of
from unionhall.rooms.desk.models import Request

if TYPE_CHECKING:
    from tests.town import Town

QUESTIONS = [
    {"code": "line", "datatype": "string", "required": True, "order": 1, "label": {"en": "Which line?"}},
    {"code": "days", "datatype": "number", "required": False, "order": 2, "label": {"en": "How many days?"}},
]


@pytest.fixture
def member(town: "Town", client: Client) -> Client:
    client.force_login(town.member)
    return client


@pytest.fixture
def asked(town: "Town") -> "Town":
    """The service with two questions."""
    said = {"title": {"en": "Bus"}, "questions": QUESTIONS}
    version = changing.change(town.desk.service.service, said, actor=town.coordinator).current
    assert version is not None
    town.desk.service = version
    return town


def to_the_summary(client: Client) -> Walker:
    walker = Walker(client, "/desk/ask/transport/")
    walker.say(description="The bus does not come.")
    return walker.say(place=walker.value("where-place"), address="").say()


def test_a_member_asks_and_reads_where_it_stands(town: "Town", member: Client) -> None:
    walker = to_the_summary(member)
    assert walker.step == "check"
    assert "The bus does not come." in walker.text
    assert "North" in walker.text
    answer = walker.post(send="1")
    matter = Matter.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/matters/{matter.reference}/"
    assert (matter.subject, matter.place, matter.handler) == (town.member, town.north, town.steward)
    assert matter.request.channel == Request.Channel.WEB
    assert not hasattr(matter, "receipt")


def test_a_double_click_makes_one_request(town: "Town", member: Client) -> None:
    walker = to_the_summary(member)
    assert walker.post(send="1")["Location"] == walker.post(send="1")["Location"]
    assert Matter.objects.count() == 1


@pytest.mark.parametrize("more", [{}, {"language": "zh-hans"}])
def test_whoever_is_not_signed_in_any_more_reads_so_before_it_is_sent_in_nobody_s_name(
    town: "Town", member: Client, more: dict[str, str]
) -> None:
    walker = to_the_summary(member)
    member.logout()
    assert walker.press(send="1", **more).page.status_code == 409
    assert "The bus does not come." in walker.text
    assert not Matter.objects.exists()
    assert walker.press(send="1").page.status_code == 200
    assert Matter.objects.get().subject is None


def test_whoever_signs_in_meanwhile_reads_in_whose_name_it_goes(town: "Town", client: Client) -> None:
    walker = Walker(client, "/desk/ask/transport/")
    client.force_login(town.member)
    assert walker.say(description="The bus does not come.").page.status_code == 409
    assert town.member.name in walker.text
    assert walker.say(description="The bus does not come.").step == "where"


def test_the_questions_of_the_service_are_asked_one_by_one(asked: "Town", member: Client) -> None:
    walker = Walker(member, "/desk/ask/transport/").say(description="Late")
    assert "Which line?" in walker.text
    assert "How many days?" not in walker.text
    walker.say(answer="7")
    assert "How many days?" in walker.text
    walker.say(answer="１２")
    walker.say(place=walker.value("where-place"), address="").say()
    walker.post(send="1")
    assert Request.objects.get().answers == {"line": "7", "days": "12"}


def test_an_error_stands_at_the_field_and_nothing_is_lost(asked: "Town", member: Client) -> None:
    walker = Walker(member, "/desk/ask/transport/").say(description="Late").say(answer="")
    assert walker.page.status_code == 422
    assert 'aria-invalid="true"' in walker.text
    walker.say(answer="7").say(answer="many")
    assert walker.page.status_code == 422
    assert 'value="many"' in walker.text
    walker.say("back", answer="many").say("back", answer="7")
    assert "Late</textarea>" in walker.text


def test_an_answer_can_be_changed_from_the_summary(town: "Town", member: Client) -> None:
    walker = to_the_summary(member).press(step="about")
    assert walker.step == "about"
    walker.say(description="The bus comes late.")
    assert walker.step == "check"
    assert "The bus comes late." in walker.text


@pytest.mark.parametrize("words", ["", "   ", "a\0b", "x" * 4_001])
def test_words_that_cannot_be_kept_are_refused_at_the_field(town: "Town", member: Client, words: str) -> None:
    walker = Walker(member, "/desk/ask/transport/").say(description=words)
    assert walker.page.status_code == 422
    assert walker.step == "about"


def test_an_address_finds_its_area(town: "Town", member: Client) -> None:
    town.south.streets.create(name="Mill Lane")
    walker = Walker(member, "/desk/ask/transport/").say(description="Late")
    walker.say(place="elsewhere", address="4, Mill Lane").say().press(send="1")
    assert Matter.objects.get().place == town.south


def test_a_house_number_that_is_not_understood_is_said_before_and_after(
    town: "Town", member: Client, client: Client
) -> None:
    town.south.streets.create(name="Mill Lane", from_number=1, to_number=9)
    walker = Walker(member, "/desk/ask/transport/").say(description="Late")
    walker.say(place="elsewhere", address="B4 Mill Lane").say()
    assert "Could not be read in this address." in walker.text
    walker.press(send="1")
    matter = Matter.objects.get()
    assert matter.place == town.union
    assert matter.handler
    for reader in (town.member, matter.handler):
        client.force_login(reader)
        assert "Could not be read in this address." in client.get(address_of(matter)).content.decode()


def test_a_street_of_the_same_name_elsewhere_says_nothing_of_the_number(town: "Town", member: Client) -> None:
    town.south.streets.create(name="Mill Lane", from_number=1, to_number=9)
    walker = Walker(member, "/desk/ask/transport/").say(description="Late")
    walker.say(place=walker.value("where-place"), address="B4 Mill Lane").say()
    assert "House number" not in walker.text
    walker.press(send="1")
    matter = Matter.objects.get()
    assert matter.place != town.south
    assert "House number" not in member.get(address_of(matter)).content.decode()


def test_a_house_number_that_is_understood_needs_no_word(town: "Town", member: Client) -> None:
    town.south.streets.create(name="Mill Lane", from_number=1, to_number=9)
    walker = Walker(member, "/desk/ask/transport/").say(description="Late")
    walker.say(place="elsewhere", address="4 Mill Lane").say()
    assert "House number" not in walker.text


def test_elsewhere_needs_an_address(town: "Town", member: Client) -> None:
    walker = Walker(member, "/desk/ask/transport/").say(description="Late").say(place="elsewhere", address="")
    assert walker.page.status_code == 422


def test_what_is_broken_in_the_street_needs_its_spot(town: "Town", member: Client) -> None:
    type(town.desk.service).objects.update(public=True)
    walker = Walker(member, "/desk/ask/transport/").say(description="Dark")
    assert walker.say(place=walker.value("where-place"), address="").page.status_code == 422


def test_a_place_that_was_not_offered_is_refused(town: "Town", member: Client) -> None:
    walker = Walker(member, "/desk/ask/transport/").say(description="Late")
    assert walker.say(place=str(town.harbour.pk), address="").page.status_code == 422


def test_a_draft_that_somebody_changed_is_refused(town: "Town", member: Client) -> None:
    walker = to_the_summary(member)
    answer = member.post(walker.url, {"draft": walker.draft[:-3] + "abc", "send": "1"})
    assert answer.status_code == 400
    assert not Matter.objects.exists()


def test_the_summary_is_not_sent_before_every_screen_is_right(town: "Town", member: Client) -> None:
    walker = Walker(member, "/desk/ask/transport/")
    walker.press(send="1")
    assert not Matter.objects.exists()
    assert walker.step == "about"


def test_who_began_with_a_version_asks_by_it(town: "Town", member: Client) -> None:
    walker = to_the_summary(member)
    changing.change(town.desk.service.service, {"title": {"en": "Buses and trains"}}, actor=town.coordinator)
    walker.press(send="1")
    assert Request.objects.get().service == town.desk.service


def test_a_retired_service_cannot_be_begun_and_who_has_begun_can_finish(town: "Town", member: Client) -> None:
    walker = Walker(member, "/desk/ask/transport/")
    changing.retire(town.desk.service.service, actor=HALL)
    assert member.get("/desk/ask/transport/").status_code == 404
    walker.say(description="The bus does not come.")
    walker.say(place=walker.value("where-place"), address="").say()
    assert walker.post(send="1").status_code == 302
    assert Request.objects.get().service == town.desk.service


def test_another_language_midway_loses_nothing(asked: "Town", member: Client) -> None:
    walker = Walker(member, "/desk/ask/transport/").say(description="Late")
    walker.press(**{"q0-answer": "Line 7", "language": "zh-hans"})
    assert (walker.page.status_code, walker.step) == (200, "q0")
    assert 'lang="zh-hans"' in walker.text
    assert 'value="Line 7"' in walker.text
    assert walker.page.cookies["django_language"].value == "zh-hans"
    walker.say("back", answer="Line 7")
    assert "Late</textarea>" in walker.text
    assert 'lang="zh-hans"' in walker.text


def test_enter_goes_on_and_chooses_no_language(town: "Town", member: Client) -> None:
    """A browser presses the first button that belongs to the form."""
    first = re.search(r'<button form="walk"[^>]*>', Walker(member, "/desk/ask/transport/").text)
    assert first
    assert "name=" not in first[0]


def test_another_language_judges_no_answer_and_keeps_a_wrong_one(asked: "Town", member: Client) -> None:
    walker = Walker(member, "/desk/ask/transport/").say(description="Late").say(answer="7")
    walker.press(**{"q1-answer": "many", "language": "zh-hant"})
    assert (walker.page.status_code, walker.step) == (200, "q1")
    assert 'value="many"' in walker.text


def test_another_language_keeps_files_and_the_summary(town: "Town", member: Client) -> None:
    walker = Walker(member, "/desk/ask/transport/").say(description="Late")
    walker.say(place=walker.value("where-place"), address="")
    walker.press(**{"files-add": SimpleUploadedFile("bus.txt", b"The bus"), "language": "zh-hans"})
    assert walker.step == "files"
    assert "bus.txt" in walker.text
    walker.say().press(language="en")
    assert walker.step == "check"
    assert "bus.txt" in walker.text
    assert not Matter.objects.exists()


def test_a_language_that_the_hall_does_not_speak_changes_nothing(town: "Town", member: Client) -> None:
    walker = Walker(member, "/desk/ask/transport/").say(description="Late", language="tlh")
    assert "django_language" not in walker.page.cookies
    assert 'lang="en"' in walker.text


def test_no_step_is_kept_by_the_browser(town: "Town", member: Client) -> None:
    walker = Walker(member, "/desk/ask/transport/")
    for page in (walker.page, walker.say(description="Late").page, to_the_summary(member).page):
        assert page["Cache-Control"] == "private, no-store"


def test_a_summary_that_is_not_sent_sends_nothing(town: "Town", member: Client) -> None:
    walker = to_the_summary(member).press()
    assert walker.step == "check"
    assert not Matter.objects.exists()


def test_who_asks_for_something_public_reads_that_everybody_can_read_it(town: "Town", member: Client) -> None:
    warning = "Everybody can read what is written here."
    type(town.desk.service).objects.update(public=True)
    walker = Walker(member, "/desk/ask/transport/")
    assert warning in walker.text
    walker.say(description="Dark")
    assert warning in walker.text
    walker.say(place=walker.value("where-place"), address="Mill Lane 4").say()
    assert (walker.step, warning in walker.text) == ("check", True)


def test_who_asks_for_something_private_reads_no_such_warning(town: "Town", member: Client) -> None:
    assert "Everybody can read" not in to_the_summary(member).text


def test_the_pages_speak_the_readers_language(town: "Town", member: Client) -> None:
    page = member.get("/desk/ask/transport/", follow=True, headers={"accept-language": "zh-hans"})
    assert 'lang="zh-hans"' in page.content.decode()


def test_a_service_that_is_not_there_is_not_found(town: "Town", member: Client) -> None:
    assert member.get(f"/desk/ask/{uuid4()}/").status_code == 404


def test_what_was_sent_is_not_changed_by_going_back_in_the_browser(town: "Town", member: Client) -> None:
    walker = to_the_summary(member)
    sent, earlier = walker.draft, walker.press(step="about").draft
    member.post(walker.url, {"draft": sent, "send": "1"})
    answer = member.post(walker.url, {"draft": earlier, "about-description": "Another bus."}, follow=True)
    assert "What you changed since then was not sent" in answer.content.decode()
    assert answer.redirect_chain[-1][0] == f"/matters/{Matter.objects.get().reference}/"
    assert "Another bus." not in answer.content.decode()


@pytest.mark.parametrize("nothing", ["\u200b", " \u200b\ufeff ", "\u2060"])
def test_signs_that_nobody_sees_are_no_answer(town: "Town", member: Client, nothing: str) -> None:
    walker = Walker(member, "/desk/ask/transport/").say(description=nothing)
    assert walker.page.status_code == 422
    assert "Please answer this." in walker.text
