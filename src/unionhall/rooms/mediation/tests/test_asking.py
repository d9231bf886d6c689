"""A member, a guest, and somebody at the counter bring a dispute."""

from datetime import date

import pytest
from django.test import Client

from tests.proving import proved
from tests.town import person
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.receipts import digest_of
from unionhall.kernel.people.models import Membership
from unionhall.kernel.privacy.models import Access
from unionhall.rooms.mediation.apps import CLAIMANT
from unionhall.rooms.mediation.tests.dispute import Scene
from unionhall.rooms.mediation.tests.knocking import SAID, ahead, code_on, read, sent

ASK, COUNTER = "/mediation/ask/", "/mediation/counter/"


@pytest.fixture
def guest() -> Client:
    """A browser that demands the CSRF token wherever one is needed."""
    return Client(enforce_csrf_checks=True)


def test_the_front_says_what_mediation_is_and_leads_on(scene: Scene, guest: Client) -> None:
    page = read(guest.get("/mediation/"))
    assert "voluntary" in page
    assert f'href="{ASK}"' in page
    assert COUNTER not in page
    assert COUNTER in read(proved(scene.mediator).get("/mediation/"))


def test_a_member_asks_and_sees_their_dispute(scene: Scene) -> None:
    member = proved(scene.member)
    page = member.post(ASK, sent(place=str(scene.town.north.pk)), follow=True)
    matter = Matter.objects.get(room="mediation")
    assert page.redirect_chain[-1][0] == f"/matters/{matter.reference}/"
    assert matter.handler == scene.chair
    assert SAID["wish"] in read(page)
    assert "Frank O'Neill" in read(page)


def test_a_guest_asks_without_a_cookie_and_comes_back_with_the_code(scene: Scene, guest: Client) -> None:
    page = guest.post(ASK, sent(place=str(scene.town.north.pk), consent="on"))
    matter = Matter.objects.get(room="mediation")
    assert matter.receipts.get().digest == digest_of(code_on(page))
    assert matter.receipts.get().capacity == CLAIMANT
    assert not guest.cookies
    assert SAID["claim"] in read(guest.post("/receipt/", {"code": code_on(page)}))


def test_sent_twice_it_is_one_dispute_with_one_code(scene: Scene, guest: Client) -> None:
    form = sent(place=str(scene.town.north.pk), consent="on")
    assert code_on(guest.post(ASK, form)) == code_on(guest.post(ASK, form))
    assert Matter.objects.filter(room="mediation").count() == 1


@pytest.mark.parametrize(
    ("answers", "field", "why"),
    [
        ({"claim": ""}, "claim", "Please answer this."),
        ({"subject": "football"}, "subject", "Select a valid choice"),
        ({"other_address": ""}, "other_address", "Give one way to reach the other side"),
        ({"other_email": "frank at mill"}, "other_email", "This is no e-mail address."),
        ({"other_phone": "call me"}, "other_phone", "This is not a telephone number."),
        ({"happened_on": "soon"}, "happened_on", "Write the day like this: 2026-11-26."),
        ({"happened_on": ahead(2)}, "happened_on", "This day is still to come."),
        ({"consent": ""}, "consent", "Without this the union may not keep it."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_is_kept(
    scene: Scene, guest: Client, answers: dict[str, str], field: str, why: str
) -> None:
    page = guest.post(ASK, sent(**{"consent": "on", **answers}))
    assert page.status_code == 422
    assert why in str(page.context["form"].errors[field])
    assert f'id="id_{field}_error"' in read(page)
    assert SAID["wish"] in read(page)
    assert not Matter.objects.filter(room="mediation").exists()


def test_full_width_digits_apostrophes_and_a_mainland_number_are_kept(scene: Scene, guest: Client) -> None:
    said = {
        "claim": "老板说：“没有钱”。It's owed — ￥３００。",
        "other_name": "王’s 五金店",
        "other_address": "",
        "other_phone": "１３８ ００００ ００００",
        "happened_on": "２０２６年１月５日",
    }
    guest.post(ASK, sent(consent="on", place=str(scene.town.north.pk), **said))
    dispute = Matter.objects.get(room="mediation").dispute
    assert dispute.claim == said["claim"]
    assert dispute.contact["name"] == said["other_name"]
    assert dispute.contact["phone"] == "+8613800000000"
    assert dispute.happened_on == date(2026, 1, 5)


def test_a_member_of_several_places_chooses(scene: Scene) -> None:
    Membership.objects.create(person=scene.member, place=scene.town.south)
    page = read(proved(scene.member).get(ASK))
    assert f'<option value="{scene.town.south.pk}"' in page
    assert 'type="hidden" name="place"' not in page


def test_another_language_keeps_what_was_typed(scene: Scene, guest: Client) -> None:
    typed = {name: value for name, value in sent(claim="Half a claim").items() if name != "send"}
    page = guest.post(ASK, {**typed, "language": "zh-hans"})
    assert 'lang="zh-hans"' in read(page)
    assert "Half a claim" in read(page)


def test_a_mediator_writes_it_down_for_a_member_who_is_told(scene: Scene) -> None:
    officer = proved(scene.chair)
    form = sent(exactly=scene.member.email, consent="on")
    asked = officer.post(COUNTER, form)
    assert "Is this the person?" in read(asked)
    assert SAID["claim"] in read(asked)
    found = asked.context["form"].initial["found"]
    page = officer.post(COUNTER, {**form, "found": found, "person": str(scene.member.pk)}, follow=True)
    matter = Matter.objects.get(room="mediation")
    assert matter.subject
    assert matter.subject.pk in scene.member.selves
    assert matter.place == scene.town.north
    assert "was told" in read(page)
    assert Access.objects.filter(subject=scene.member.uid, purpose="lookup").count() == 1


def test_nobody_is_written_down_whom_the_look_up_did_not_find(scene: Scene) -> None:
    officer = proved(scene.chair)
    form = sent(exactly=scene.member.email, consent="on")
    found = officer.post(COUNTER, form).context["form"].initial["found"]
    for forged in (
        {"found": found, "person": str(scene.town.outsider.pk)},
        {"found": found, "exactly": scene.town.neighbour.email, "person": str(scene.member.pk)},
        {"found": "made up", "person": str(scene.member.pk)},
    ):
        officer.post(COUNTER, {**form, **forged})
    assert not Matter.objects.filter(room="mediation").exists()


def test_at_the_counter_a_member_of_elsewhere_is_not_found(scene: Scene) -> None:
    page = proved(scene.chair).post(COUNTER, sent(exactly=scene.town.outsider.email, consent="on"))
    assert "Nobody in your places has exactly this." in read(page)


def test_at_the_counter_somebody_unnamed_gets_a_receipt(scene: Scene) -> None:
    page = proved(scene.mediator).post(COUNTER, sent(consent="on", place=str(scene.town.north.pk)))
    matter = Matter.objects.get(room="mediation")
    assert matter.receipts.get().digest == digest_of(code_on(page))
    assert matter.subject is None


def test_without_consent_or_a_place_nothing_is_written_down(scene: Scene) -> None:
    page = proved(scene.mediator).post(COUNTER, sent())
    assert {"consent", "place"} <= page.context["form"].errors.keys()
    assert not Matter.objects.filter(room="mediation").exists()


def test_whoever_is_no_mediator_stays_outside_the_counter(scene: Scene) -> None:
    assert proved(scene.member).get(COUNTER).status_code == 403
    assert proved(scene.town.steward).post(COUNTER, sent(consent="on")).status_code == 403
    assert Client().get(COUNTER).status_code == 302


def test_the_chair_does_not_receive_their_own_dispute(scene: Scene) -> None:
    chair = person("Cha Ir", scene.town.north, "mediation_chair")
    proved(chair).post(ASK, sent(place=str(scene.town.north.pk)))
    assert Matter.objects.get(room="mediation").handler == scene.chair
