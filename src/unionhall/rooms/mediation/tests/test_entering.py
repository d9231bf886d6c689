"""The link in a letter: made once, looked at freely, used once, and never guessed."""

import pytest
from django.test import Client

from tests.proving import proved, signed_in
from unionhall.kernel.matters.receipts import digest_of, new_code
from unionhall.kernel.people.models import Person
from unionhall.rooms.mediation.apps import CO_CLAIMANT, RESPONDENT
from unionhall.rooms.mediation.models import Invitation
from unionhall.rooms.mediation.procedure import beginning, inviting
from unionhall.rooms.mediation.tests.dispute import CLAIM, Scene
from unionhall.rooms.mediation.tests.knocking import code_on, keyed, read

ENTER = "/mediation/enter/"


@pytest.fixture
def guest() -> Client:
    return Client(enforce_csrf_checks=True)


def invite(scene: Scene) -> str:
    """The dispute is taken on; the code of the link in the letter."""
    scene.ask()
    beginning.accept(scene.fresh(), actor=scene.chair)
    codes: list[str] = []
    inviting.write_to_other_side(scene.fresh(), actor=scene.chair, codes=codes)
    return codes[0]


def opened(client: Client, code: str) -> dict[str, str]:
    """What the page that offers the seat would send."""
    page = client.post(ENTER, {"code": code}, follow=True)
    return {"code": code, "key": str(page.context["form"]["key"].value()), "take": "guest"}


def make_link(
    scene: Scene, client: Client, name: str = "write-to-other-side", **form: str
) -> tuple[str, str]:
    """The code of the link that the page shows, and the key of its form."""
    form = form or keyed()
    page = client.post(f"/matters/{scene.matter.reference}/{name}/", form)
    return page.context["link_code"], form["key"]


def test_looking_at_the_link_uses_nothing_up(scene: Scene, guest: Client) -> None:
    code = invite(scene)
    for _look in range(3):
        assert guest.get(f"{ENTER}?code={code}").status_code == 200
        assert "in a dispute with you" in read(guest.post(ENTER, {"code": code}, follow=True))
    assert Invitation.objects.get().used_at is None


def test_the_other_side_comes_in_and_keeps_a_receipt(scene: Scene, guest: Client) -> None:
    page = guest.post(ENTER, opened(guest, invite(scene)), follow=True)
    receipt = scene.matter.receipts.get()
    assert (receipt.digest, receipt.capacity) == (digest_of(code_on(page)), RESPONDENT)
    standing = read(guest.post("/receipt/", {"code": code_on(page)}, follow=True))
    assert CLAIM in standing
    assert "Take part in mediation" in standing
    assert not guest.cookies


def test_sent_twice_it_is_one_seat_and_the_same_receipt(scene: Scene, guest: Client) -> None:
    form = opened(guest, invite(scene))
    assert code_on(guest.post(ENTER, form, follow=True)) == code_on(guest.post(ENTER, form, follow=True))
    assert scene.matter.receipts.count() == 1


def test_a_used_link_opens_nothing_for_anybody_else(scene: Scene, guest: Client) -> None:
    code = invite(scene)
    late = opened(Client(), code)
    guest.post(ENTER, opened(guest, code), follow=True)
    page = Client().post(ENTER, {"code": code}, follow=True)
    assert (page.status_code, "was used already" in read(page)) == (422, True)
    refused = Client().post(ENTER, late, follow=True)
    assert (refused.status_code, "was used already" in read(refused)) == (409, True)
    assert scene.matter.receipts.count() == 1


def test_a_new_letter_ends_the_old_one(scene: Scene, guest: Client) -> None:
    old = invite(scene)
    inviting.write_to_other_side(scene.fresh(), actor=scene.chair, codes=[])
    assert guest.post(ENTER, {"code": old}, follow=True).status_code == 422


def test_guesses_find_nothing_and_are_counted(scene: Scene, guest: Client) -> None:
    invite(scene)
    answers = [guest.post(ENTER, {"code": new_code()}, follow=True).status_code for _guess in range(32)]
    assert set(answers[:30]) == {422}
    assert answers[31] == 429
    assert guest.post(ENTER, {"code": new_code(), "take": "guest"}, follow=True).status_code == 429


def test_another_sites_page_cannot_take_the_seat(scene: Scene, guest: Client) -> None:
    form = opened(guest, invite(scene))
    assert guest.post(ENTER, form, headers={"sec-fetch-site": "cross-site"}, follow=True).status_code == 403
    assert not scene.matter.receipts.exists()


def test_somebody_with_an_account_may_take_the_seat_with_it(scene: Scene) -> None:
    code, other = invite(scene), proved(scene.town.outsider)
    form = {**opened(other, code), "take": "account"}
    for _click in range(2):
        page = other.post(ENTER, form, follow=True)
        assert CLAIM in read(page)
    assert not scene.matter.receipts.exists()
    other_side = Person.objects.get(pk=scene.town.outsider.pk)
    assert scene.fresh().capacity_of(other_side) == RESPONDENT


@pytest.mark.parametrize("who", ["member", "chair"])
def test_who_has_a_part_in_it_takes_no_other_seat(scene: Scene, who: str) -> None:
    code, client = invite(scene), proved(getattr(scene, who))
    page = client.post(ENTER, {**opened(client, code), "take": "account"}, follow=True)
    assert (page.status_code, "You take part in this dispute already." in read(page)) == (409, True)
    assert Invitation.objects.get().used_at is None


def test_the_page_shows_the_link_once_and_twice_after_a_double_click(scene: Scene) -> None:
    scene.ask()
    beginning.accept(scene.fresh(), actor=scene.chair)
    chair, form = proved(scene.chair), keyed()
    first = make_link(scene, chair, **form)
    assert make_link(scene, chair, **form) == first
    invitation = Invitation.objects.get()
    assert invitation.digest == digest_of(first[0])
    standing = read(chair.get(f"/matters/{scene.matter.reference}/"))
    assert first[0] not in standing
    assert "waits until" in standing


def test_only_who_made_the_letter_gets_it(scene: Scene) -> None:
    scene.ask()
    beginning.accept(scene.fresh(), actor=scene.chair)
    chair = proved(scene.chair)
    _code, key = make_link(scene, chair)
    address = f"/mediation/papers/{scene.matter.reference}/letter/"
    letter = chair.post(address, {"key": key, "in": "zh-hans"})
    assert letter.content.startswith(b"%PDF-")
    assert chair.get(address).status_code == 404
    assert chair.post(address, keyed()).status_code == 404
    assert chair.post(address, {"key": "nothing"}).status_code == 404
    assert proved(scene.member).post(address, {"key": key}).status_code == 404
    assert proved(scene.town.coordinator).post(address, {"key": key}).status_code == 404
    assert proved(scene.town.steward).post(address, {"key": key}).status_code == 404
    assert signed_in(scene.chair).post(address, {"key": key}).status_code == 302
    assert Client().post(address, {"key": key}).status_code == 302


def test_a_colleague_joins_the_claim_by_a_link_of_its_own(scene: Scene, guest: Client) -> None:
    scene.ask()
    member = proved(scene.member)
    code, key = make_link(scene, member, "let-colleague-in")
    letter = member.post(f"/mediation/papers/{scene.matter.reference}/letter/", {"key": key})
    assert letter.content.startswith(b"%PDF-")
    assert "This colleague speaks for you until you elect somebody" in read(
        guest.post(ENTER, {"code": code}, follow=True)
    )
    page = guest.post(ENTER, opened(guest, code), follow=True)
    assert scene.matter.receipts.get().capacity == CO_CLAIMANT
    standing = read(guest.post("/receipt/", {"code": code_on(page)}, follow=True))
    assert CLAIM in standing
    assert "1 Mill Lane" not in standing


def test_the_pages_speak_chinese(scene: Scene, guest: Client) -> None:
    code = invite(scene)
    chinese = {"accept-language": "zh-hans"}
    assert "调解" in read(guest.get(ENTER, headers=chinese))
    assert "使用账号" in read(
        proved(scene.town.outsider).post(ENTER, {"code": code}, headers=chinese, follow=True)
    )


def test_the_hall_writes_on_in_the_language_in_which_the_other_side_came_in(
    scene: Scene, guest: Client
) -> None:
    code = invite(scene)
    assert "language" not in scene.fresh().dispute.contact
    guest.post(ENTER, opened(guest, code), headers={"accept-language": "zh-Hant"}, follow=True)
    assert scene.fresh().dispute.contact["language"] == "zh-hant"
