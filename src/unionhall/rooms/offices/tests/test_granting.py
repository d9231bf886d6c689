"""An office is proposed by one officer, accepted by its person, and signed by another officer."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.walking import Browser
from unionhall.kernel.api import tokens
from unionhall.kernel.api.models import Token
from unionhall.kernel.api.scopes import READ
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people import session_store
from unionhall.kernel.people.models import Office
from unionhall.kernel.people.tests.signing import app_code, give_app, ready, sign_in
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.procedures import clock
from unionhall.kernel.procedures.refusals import NotAllowed, NotNow
from unionhall.rooms.offices.models import Appointment
from unionhall.rooms.offices.procedure import granting
from unionhall.rooms.offices.procedure.refusals import AlreadyHeld, ProposerLeft, WrongDays
from unionhall.rooms.offices.tests.proposing import accepted, again, proposal, signed

if TYPE_CHECKING:
    from tests.town import Town

URL = "/offices/propose/"


@pytest.fixture
def client() -> Client:
    return Browser()


def answers(town: "Town", **changed: Any) -> dict[str, Any]:
    today = timezone.localdate()
    said = {
        "exactly": "mei.oneill@town.example",
        "role": "steward",
        "place": town.north.pk,
        "from_on": today.isoformat(),
        "until_on": (today + timedelta(days=365)).isoformat(),
    }
    return {**said, **changed}


def hidden(text: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', text)
    assert found, name
    return found[1]


def test_from_the_first_page_to_the_office(town: "Town", client: Client) -> None:
    client.force_login(town.administrator)
    whom = client.post(URL, answers(town)).content.decode()
    assert town.member.name.replace("'", "&#x27;") in whom
    assert f'value="{town.member.pk}" required id="id_person_0" checked' in whom
    sent = {"walk": hidden(whom, "walk"), "key": hidden(whom, "key"), "person": town.member.pk}
    assert client.post(URL, sent).status_code == client.post(URL, sent).status_code == 302
    matter = Matter.objects.get(room="offices")
    assert Notice.objects.filter(person=town.member, matter=matter).exists()

    client.force_login(town.member)
    assert matter.reference in client.get("/mine/").content.decode()
    client.post(f"/matters/{matter.reference}/accept/")
    assert not Office.objects.filter(person=town.member).exists()

    client.force_login(town.chair)
    client.post(f"/matters/{matter.reference}/sign/", {"text": "Elected on Monday."})
    office = Office.objects.get(person=town.member)
    assert (office.role, office.place, office.from_on) == ("steward", town.north, timezone.localdate())
    assert office.until_on == timezone.localdate() + timedelta(days=365)


def test_it_waits_for_the_person_among_their_matters(town: "Town", client: Client) -> None:
    proposal(town)
    client.force_login(town.member)
    waiting = client.get("/mine/").context["waiting"]
    assert [row["reference"][0] for row in waiting] == ["O"]


def test_each_look_up_is_written_down_and_counts_like_any_other(town: "Town", client: Client) -> None:
    client.force_login(town.administrator)
    for _number in range(20):
        client.post(URL, answers(town, exactly="nobody@town.example"))
    assert client.post(URL, answers(town)).status_code == 429
    assert Access.objects.filter(reader=town.administrator.uid, purpose="lookup").count() == 20


@pytest.mark.parametrize("guess", ["%", "Mei", "Mei O'Neill", "@town.example", "*"])
def test_nobody_is_found_by_less_than_everything(town: "Town", client: Client, guess: str) -> None:
    client.force_login(town.administrator)
    assert client.post(URL, answers(town, exactly=guess)).status_code == 422


def test_somebody_who_was_not_found_can_not_be_put_in(town: "Town", client: Client) -> None:
    client.force_login(town.administrator)
    walk = hidden(client.post(URL, answers(town)).content.decode(), "walk")
    assert client.post(URL, {"walk": walk, "person": town.neighbour.pk}).status_code == 422
    client.force_login(town.chair)
    assert client.post(URL, {"walk": walk, "person": town.member.pk}).status_code == 302
    assert not Matter.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"until_on": ""}, "until_on"),
        ({"until_on": "2019-01-01"}, "until_on"),
        ({"until_on": (timezone.localdate() + timedelta(days=4 * 366)).isoformat()}, "until_on"),
        ({"from_on": "2019-01-01"}, "from_on"),
        ({"role": "emperor"}, "role"),
    ],
)
def test_what_the_rules_do_not_allow_is_said_at_the_field(
    town: "Town", client: Client, changed: dict[str, Any], field: str
) -> None:
    client.force_login(town.administrator)
    answer = client.post(URL, answers(town, **changed))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Access.objects.filter(purpose="lookup").exists()


def test_the_rule_binds_whoever_calls_the_verb(town: "Town") -> None:
    today = timezone.localdate()
    matter = Matter(place=town.north, subject=town.member, handler=town.chair)
    wanted = Appointment(role="steward", from_on=today, until_on=today + timedelta(days=3_000))
    with pytest.raises(WrongDays):
        granting.propose(matter, actor=town.chair, appointment=wanted)


def test_a_coordinator_decides_on_stewards_below_their_own_place_only(town: "Town", client: Client) -> None:
    assert proposal(town, by=town.mill_coordinator).state == "proposed"
    for role, place in (
        ("steward", town.mill),
        ("administrator", town.north),
        ("steward", town.harbour_area),
    ):
        with pytest.raises(NotAllowed):
            proposal(town, town.neighbour, role, place, by=town.mill_coordinator)
    client.force_login(town.mill_coordinator)
    assert client.post(URL, answers(town, role="steward", place=town.mill.pk)).status_code == 422


@pytest.mark.parametrize("somebody", ["steward", "register_keeper", "auditor", "member"])
def test_who_does_not_decide_can_not_propose(town: "Town", somebody: str) -> None:
    with pytest.raises(NotAllowed):
        proposal(town, town.neighbour, by=getattr(town, somebody))


def test_the_person_declines_and_need_not_say_why(town: "Town") -> None:
    assert granting.decline(proposal(town), actor=town.member).state == "declined"
    assert not Office.objects.filter(person=town.member).exists()


def test_an_office_that_is_held_already_is_not_granted_twice(town: "Town") -> None:
    first, second = accepted(town), accepted(town)
    granting.sign(first, actor=town.chair, text="Elected.")
    with pytest.raises(AlreadyHeld):
        granting.sign(second, actor=town.chair, text="Elected.")
    with pytest.raises(AlreadyHeld):
        proposal(town)


def test_it_never_begins_before_its_day_nor_before_the_signature(town: "Town") -> None:
    matter = granting.accept(proposal(town, starts_in=30), actor=town.member)
    granting.sign(matter, actor=town.chair, text="Elected.")
    office = Office.objects.get(person=town.member)
    assert office.from_on == timezone.localdate() + timedelta(days=30)
    assert again(town.member).current_offices == []


def test_a_proposal_of_somebody_who_does_not_decide_any_more_is_not_signed(town: "Town") -> None:
    matter = accepted(town)
    Office.objects.filter(person=town.administrator).update(until_on="2020-01-01", from_on="2019-01-01")
    with pytest.raises(ProposerLeft):
        granting.sign(matter, actor=town.chair, text="Elected.")


def test_a_refusal_has_a_reason_and_an_appeal_to_somebody_else(town: "Town", client: Client) -> None:
    matter = granting.refuse(accepted(town), actor=town.chair, text="Not elected.")
    client.force_login(town.member)
    assert "Not elected." in client.get(f"/matters/{matter.reference}/").content.decode()
    appealed = granting.appeal(matter, actor=town.member, text="I was.")
    assert appealed.handler not in (town.chair, town.administrator, town.member)
    assert appealed.handler is not None
    renewed = granting.take_up(appealed, actor=appealed.handler, text="The minutes say so.")
    with pytest.raises(NotAllowed):
        granting.sign(renewed, actor=appealed.handler, text="I looked.")
    assert granting.sign(renewed, actor=town.chair, text="I see.").appointment.office is not None


def test_silence_of_the_second_officer_goes_on_to_another(town: "Town") -> None:
    matter = accepted(town)
    first = matter.handler
    clock.tick(timezone.now() + timedelta(days=12))
    matter.refresh_from_db()
    assert matter.state == "escalated"
    assert matter.handler not in (first, town.administrator, town.member)
    assert Notice.objects.filter(person=matter.handler, event="offices.escalate").exists()


def test_silence_of_the_person_is_reported_and_nothing_begins(town: "Town") -> None:
    matter = proposal(town)
    clock.tick(timezone.now() + timedelta(days=40))
    matter.refresh_from_db()
    assert matter.state == "proposed"
    assert Notice.objects.filter(person=town.administrator, event="offices.report_silence").exists()
    assert Notice.objects.filter(person=town.member, event="offices.remind").exists()


def test_with_the_office_comes_what_it_opens(town: "Town") -> None:
    request = town.desk.ask(town.neighbour)
    assert not request.is_visible_to(again(town.member))
    signed(town)
    assert request.is_visible_to(again(town.member))


def test_nobody_signs_before_the_person_has_accepted(town: "Town") -> None:
    with pytest.raises(NotNow):
        granting.sign(proposal(town), actor=town.chair, text="Elected.")


def test_whoever_gains_an_office_stays_signed_in_and_their_programs_end(town: "Town", client: Client) -> None:
    matter = accepted(town)
    client.force_login(town.member)
    tokens.make(town.member, name="Clock", scopes=[READ], ends_on=timezone.localdate())
    granting.sign(matter, actor=town.chair, text="Elected on Monday.")
    assert client.get("/mine/").status_code == 200
    assert client.session[session_store.OFFICER], "it ends as soon as an officer's"
    assert not Token.objects.valid().exists()


def test_a_sign_in_that_never_saw_their_second_step_ends_and_says_why(town: "Town") -> None:
    matter, here, elsewhere = accepted(town), Browser(), Browser()
    sign_in(elsewhere, ready(town.member).email or "")
    secret = give_app(town.member)
    sign_in(here, town.member.email or "")
    here.post("/account/steps/", {"code": app_code(secret)})
    granting.sign(matter, actor=town.chair, text="Elected on Monday.")
    assert here.get("/mine/").status_code == 200
    assert "asks for your second step" in elsewhere.get("/mine/", follow=True).text
    assert "asks for your second step" not in elsewhere.get("/account/login/").text


def test_where_an_office_needs_a_second_step_they_are_led_there_and_told(
    town: "Town", client: Client, settings: Any
) -> None:
    settings.SECOND_FACTOR_DAYS = 0
    matter = accepted(town)
    client.force_login(town.member)
    granting.sign(matter, actor=town.chair, text="Elected on Monday.")
    page = client.get("/mine/", follow=True)
    assert page.redirect_chain[-1][0] == "/account/"
    assert "You are steward of North now" in page.text
    assert "Set up a second step to your sign-in" in page.text


def test_their_next_page_says_what_they_are_now_and_do_first_until_they_put_it_away(
    town: "Town", client: Client
) -> None:
    signed(town)
    client.force_login(town.member)
    page = client.get("/inbox/").text
    assert "You are steward of North now" in page
    assert '<a href="/worklist/">Open your worklist' in page
    assert client.post("/account/office/").status_code == 302
    assert "steward of North now" not in client.get("/").text
    client.force_login(town.steward)
    assert "Your new office" not in client.get("/").text, "an office of old is none"
