"""A member, a guest, and somebody at the counter bring a dispute."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.proving import proved
from tests.town import person
from tests.walking import Walker
from unionhall.kernel.matters import storage
from unionhall.kernel.matters.models import File, Matter
from unionhall.kernel.matters.receipts import digest_of
from unionhall.kernel.people.masks import selves_of
from unionhall.kernel.people.models import Membership
from unionhall.kernel.privacy.models import Access
from unionhall.rooms.mediation.apps import CLAIMANT
from unionhall.rooms.mediation.procedure import beginning
from unionhall.rooms.mediation.tests.dispute import Scene
from unionhall.rooms.mediation.tests.knocking import SAID, ahead, code_on, read, walk

ASK, COUNTER = "/mediation/ask/", "/mediation/counter/"
CLAIM, WISH = SAID["claim"]["claim"], SAID["wish"]["wish"]


@pytest.fixture
def guest() -> Client:
    """A browser that demands the CSRF token wherever one is needed."""
    return Client(enforce_csrf_checks=True)


def north(scene: Scene) -> dict[str, str]:
    return {"place": str(scene.town.north.pk)}


def test_the_front_says_what_mediation_is_and_leads_on(scene: Scene, guest: Client) -> None:
    page = read(guest.get("/mediation/"))
    assert "voluntary" in page
    assert f'href="{ASK}"' in page
    assert COUNTER not in page
    assert COUNTER in read(proved(scene.mediator).get("/mediation/"))


def test_a_member_asks_and_sees_their_dispute(scene: Scene) -> None:
    walker = walk(Walker(proved(scene.member), ASK))
    assert CLAIM in walker.text
    page = walker.client.post(ASK, {"draft": walker.draft, "send": "1"}, follow=True)
    matter = Matter.objects.get(room="mediation")
    assert page.redirect_chain[-1][0] == f"/matters/{matter.reference}/"
    assert (matter.handler, matter.place) == (scene.chair, scene.town.north)
    assert WISH in read(page)
    assert "Frank O'Neill" in read(page)


def test_evidence_comes_with_it_and_lies_sealed(scene: Scene) -> None:
    shown = SimpleUploadedFile("plan.txt", b"The plan of March")
    walker = walk(Walker(proved(scene.member), ASK), files={"add": shown})
    assert "plan.txt" in walker.text
    walker.press(send="1")
    file = File.objects.get(matter__room="mediation")
    assert (file.name, file.matter.sealed) == ("plan.txt", True)
    assert file.added_by
    assert file.added_by != scene.member  # by their mask
    assert file.added_by.pk in selves_of(scene.member)
    with storage.shelf().open(file.sha256) as laid:
        assert b"March" not in laid.read()
    with storage.content(file) as content:
        assert content.read() == b"The plan of March"


def test_a_guest_asks_without_a_cookie_and_comes_back_with_the_code(scene: Scene, guest: Client) -> None:
    walker = walk(Walker(guest, ASK), where=north(scene)).press(send="1", consent="on")
    matter = Matter.objects.get(room="mediation")
    assert matter.receipts.get().digest == digest_of(code_on(walker.page))
    assert matter.receipts.get().capacity == CLAIMANT
    assert not guest.cookies
    assert CLAIM in read(guest.post("/receipt/", {"code": code_on(walker.page)}, follow=True))


def test_a_guest_may_say_their_name_and_the_other_side_reads_it(scene: Scene, guest: Client) -> None:
    walk(Walker(guest, ASK), where=north(scene), beside={"called": "Rosa D'Souza"}).press(
        send="1", consent="on"
    )
    scene.matter = Matter.objects.get(room="mediation")
    beginning.accept(scene.fresh(), actor=scene.chair)
    scene.seat_other()
    assert "Rosa D'Souza" in read(guest.post("/receipt/", {"code": scene.code}, follow=True))


def test_sent_twice_it_is_one_dispute_with_one_code(scene: Scene, guest: Client) -> None:
    walker = walk(Walker(guest, ASK), where=north(scene))
    first, again = (walker.followed(walker.post(send="1", consent="on")) for _ in range(2))
    assert code_on(first) == code_on(again)
    assert Matter.objects.filter(room="mediation").count() == 1


@pytest.mark.parametrize(
    ("step", "answers", "field", "why"),
    [
        ("claim", {"claim": ""}, "claim", "Please answer this."),
        ("subject", {"subject": "football"}, "subject", "is not offered here"),
        ("other", {"address": ""}, "address", "Give one way to reach the other side"),
        ("other", {"email": "frank at mill"}, "email", "This is no e-mail address."),
        ("other", {"phone": "call me"}, "phone", "This is not a telephone number."),
        ("other", {"language": "tlh"}, "language", "is not offered here"),
        ("when", {"happened_on": "soon"}, "happened_on", "Write the day like this: 2026-11-26."),
        ("when", {"happened_on": ahead(2)}, "happened_on", "This day is still to come."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_is_kept(
    scene: Scene, guest: Client, step: str, answers: dict[str, str], field: str, why: str
) -> None:
    walker = walk(Walker(guest, ASK), **{step: answers})
    assert walker.page.status_code == 422
    assert why in str(walker.page.context["form"].errors[field])
    assert f'id="id_{step}-{field}_error"' in walker.text
    walk(walker).press(send="1", consent="on")
    assert Matter.objects.get(room="mediation").dispute.wish == WISH


def test_without_consent_nothing_of_a_guest_is_kept(scene: Scene, guest: Client) -> None:
    walker = walk(Walker(guest, ASK)).press(send="1")
    assert walker.page.status_code == 422
    assert "Without this the union may not keep it." in walker.text
    assert not Matter.objects.filter(room="mediation").exists()


def test_full_width_digits_apostrophes_and_a_mainland_number_are_kept(scene: Scene, guest: Client) -> None:
    said: dict[str, dict[str, Any]] = {
        "claim": {"claim": "老板说：“没有钱”。It's owed — ￥３００。"},
        "other": {
            "name": "王’s 五金店",
            "address": "",
            "email": "Ｗａｎｇ＠ｑｑ．ｃｏｍ",
            "phone": "１３８ ００００ ００００",
            "language": "zh-hans",
        },
        "when": {"happened_on": "２０２６年１月５日"},
    }
    walk(Walker(guest, ASK), **said, where=north(scene)).press(send="1", consent="on")
    dispute = Matter.objects.get(room="mediation").dispute
    assert dispute.claim == said["claim"]["claim"]
    assert dispute.contact == {
        "name": "王’s 五金店",
        "address": "",
        "email": "wang@qq.com",
        "phone": "+8613800000000",
        "language": "zh-hans",
    }
    assert dispute.happened_on == date(2026, 1, 5)


def test_a_member_of_one_place_is_not_asked_where_and_of_several_chooses(scene: Scene) -> None:
    client = proved(scene.member)
    screens = client.get(ASK, follow=True).context["step"]["of"]
    Membership.objects.create(person=scene.member, place=scene.town.south)
    assert client.get(ASK, follow=True).context["step"]["of"] == screens + 1
    walk(Walker(client, ASK), where={"place": str(scene.town.south.pk)}).press(send="1")
    assert Matter.objects.get(room="mediation").place == scene.town.south


def test_another_language_keeps_what_was_typed(scene: Scene, guest: Client) -> None:
    walker = Walker(guest, ASK).say(subject="pay")
    walker.press(**{"claim-claim": "Half a claim", "language": "zh-hans"})
    assert 'lang="zh-hans"' in walker.text
    assert walker.step == "claim"
    assert "Half a claim" in walker.text


def test_a_mediator_writes_it_down_for_a_member_who_is_told(scene: Scene) -> None:
    walker = Walker(proved(scene.chair), COUNTER).say(exactly=scene.member.email)
    assert "Is this the person?" in walker.text
    walk(walker, whom={"person": str(scene.member.pk)})
    assert scene.member.name in walker.text
    page = walker.client.post(COUNTER, {"draft": walker.draft, "send": "1", "consent": "on"}, follow=True)
    matter = Matter.objects.get(room="mediation")
    assert matter.subject
    assert matter.subject.pk in selves_of(scene.member)
    assert matter.place == scene.town.north
    assert "was told" in read(page)
    assert Access.objects.filter(subject=scene.member.uid, purpose="lookup").count() == 1


def test_nobody_is_written_down_whom_the_look_up_did_not_find(scene: Scene) -> None:
    walker = Walker(proved(scene.chair), COUNTER).say(exactly=scene.member.email)
    assert walker.press(**{"whom-person": str(scene.town.outsider.pk)}).page.status_code == 422
    assert not Matter.objects.filter(room="mediation").exists()


def test_whom_one_officer_found_another_does_not_write_down(scene: Scene) -> None:
    walker = Walker(proved(scene.chair), COUNTER).say(exactly=scene.member.email)
    walk(walker, whom={"person": str(scene.member.pk)})
    walker.client = proved(scene.mediator)
    assert walker.post(send="1", consent="on").status_code == 400
    assert not Matter.objects.filter(room="mediation").exists()


def test_at_the_counter_a_member_of_elsewhere_is_not_found(scene: Scene) -> None:
    walker = Walker(proved(scene.chair), COUNTER).say(exactly=scene.town.outsider.email)
    assert "Nobody in your places has exactly this." in walker.text


def test_at_the_counter_somebody_unnamed_gets_a_receipt(scene: Scene) -> None:
    walker = walk(Walker(proved(scene.mediator), COUNTER).say(exactly=""), where=north(scene))
    walker.press(send="1", consent="on")
    matter = Matter.objects.get(room="mediation")
    assert matter.receipts.get().digest == digest_of(code_on(walker.page))
    assert matter.subject is None


def test_without_consent_or_a_place_nothing_is_written_down(scene: Scene) -> None:
    walker = walk(Walker(proved(scene.mediator), COUNTER).say(exactly=""), where={"place": ""})
    assert "Choose the place." in walker.text
    assert "I don't know" not in read(walker.page)
    walker.say(**north(scene)).say().press(send="1")
    assert "Without the person's consent nothing is kept." in walker.text
    assert not Matter.objects.filter(room="mediation").exists()


def test_whoever_is_no_mediator_stays_outside_the_counter(scene: Scene) -> None:
    assert proved(scene.member).get(COUNTER).status_code == 403
    assert proved(scene.town.steward).post(COUNTER, {"draft": "x"}).status_code == 403
    assert Client().get(COUNTER).status_code == 302


def test_the_chair_does_not_receive_their_own_dispute(scene: Scene) -> None:
    chair = person("Cha Ir", scene.town.north, "mediation_chair")
    walk(Walker(proved(chair), ASK)).press(send="1")
    assert Matter.objects.get(room="mediation").handler == scene.chair


def test_the_summary_says_the_days_of_the_rule_of_the_place(scene: Scene, guest: Client) -> None:
    walker = walk(Walker(guest, ASK), where=north(scene))
    assert "takes it on within 3 working days and invites" in read(walker.page)


def test_the_summary_of_a_guest_tells_the_name_from_who_comes_along(scene: Scene, guest: Client) -> None:
    said = read(walk(Walker(guest, ASK), where=north(scene)).page)
    name = said.index("Your name, as the other side may read it")
    beside = said.index("Who comes with you, if")
    assert name < said.index("You gave none") < beside < said.index("Nobody")
    named = read(walk(Walker(guest, ASK), where=north(scene), beside={"called": "Rosa"}).page)
    assert "Rosa" in named
    assert "You gave none" not in named
