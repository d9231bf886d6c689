"""The agreement by its pages: written, signed by exactly three, kept or broken."""

from typing import Any

import pytest
from django.test import Client

from tests.proving import proved, signed_in
from unionhall.kernel.api.tests.program import Program, move
from unionhall.rooms.mediation.models import Consent, Draft, Promise
from unionhall.rooms.mediation.procedure import promises
from unionhall.rooms.mediation.tests.dispute import PROMISES, Scene
from unionhall.rooms.mediation.tests.knocking import ahead, keyed, read
from unionhall.rooms.mediation.tests.test_mediating_pages import by_account, by_receipt

WORDS = "The overtime is paid.\n\nIt won't happen again — 不再发生。"
PROMISED = {"side_1": "respondent", "what_1": "Pays 412.50", "due_1": ahead(10)}


@pytest.fixture
def mediating(scene: Scene) -> Scene:
    scene.ask()
    scene.choose()
    return scene


def drafted(scene: Scene, **form: str) -> Any:
    return by_account(scene, proved(scene.mediator), "draft", **{"words": WORDS, **PROMISED, **form})


def digest() -> str:
    last: Draft = Draft.objects.latest("number")
    return str(last.digest)


def test_the_mediator_writes_versions_and_all_are_kept(mediating: Scene) -> None:
    drafted(mediating)
    begun = proved(mediating.mediator).get(f"/matters/{mediating.matter.reference}/draft/")
    assert begun.context["form"]["words"].value() == WORDS
    assert begun.context["form"]["what_1"].value() == "Pays 412.50"
    drafted(mediating, words="Another text.")
    page = read(by_receipt(mediating))
    assert "The agreement, version 2" in page
    assert "Another text." in page
    assert "Version 1" in page
    assert digest() in page


def test_three_promises_stand_open_and_the_others_are_folded_away(mediating: Scene) -> None:
    page = read(proved(mediating.mediator).get(f"/matters/{mediating.matter.reference}/draft/"))
    before, _summary, folded = page.partition("More promises")
    assert ("Promise 3" in before, "Promise 4" in before) == (True, False)
    assert "Promise 8" in folded


@pytest.mark.parametrize(
    ("form", "field", "why"),
    [
        ({"words": " "}, "words", "Please answer this."),
        ({"due_1": ""}, "due_1", "A promise needs who, what and until when."),
        ({"side_1": ""}, "side_1", "A promise needs who, what and until when."),
        ({"due_1": "2020-01-01"}, "due_1", "This day is over."),
        ({"due_1": "in a while"}, "due_1", "Write the day like this"),
        ({"side_2": "mediator", "what_2": "x", "due_2": ahead(3)}, "side_2", "is not offered here"),
    ],
)
def test_a_promise_that_says_too_little_is_refused_at_its_field(
    mediating: Scene, form: dict[str, str], field: str, why: str
) -> None:
    page = drafted(mediating, **form)
    assert why in str(page.context["form"].errors[field])
    assert why in read(page)
    assert not Draft.objects.exists()


def test_signing_shows_exactly_the_text_and_its_digest(mediating: Scene) -> None:
    drafted(mediating)
    page = read(by_receipt(mediating, "sign"))
    assert "It won't happen again — 不再发生。" in page
    assert "Frank Foreman: Pays 412.50" in page
    assert digest() in page
    assert by_receipt(mediating, "sign", **keyed(digest=digest())).status_code == 422
    assert not Consent.on(mediating.fresh(), "draft 1")


def test_three_sign_and_the_promise_is_tracked(mediating: Scene) -> None:
    drafted(mediating)
    signed = {"digest": digest(), "read": "on"}
    by_receipt(mediating, "sign", **keyed(**signed))
    by_account(mediating, proved(mediating.member), "sign", **signed)
    by_account(mediating, proved(mediating.mediator), "conclude", **signed)
    assert mediating.fresh().state == "agreed"
    page = read(by_receipt(mediating))
    assert "Mei Diator on " in page
    assert "10 days left" in page


def test_somebody_signed_in_shows_anew_who_they_are(mediating: Scene) -> None:
    drafted(mediating)
    client = signed_in(mediating.member)
    for page in (
        client.get(f"/matters/{mediating.matter.reference}/sign/"),
        by_account(mediating, client, "sign", digest=digest(), read="on"),
    ):
        assert page.status_code == 302
        assert "/account/reauthenticate/" in page["Location"]
    assert not Consent.on(mediating.fresh(), "draft 1")
    assert client.get(f"/matters/{mediating.matter.reference}/").status_code == 200


def test_a_text_that_changed_meanwhile_is_not_signed(mediating: Scene) -> None:
    drafted(mediating)
    old = digest()
    drafted(mediating, words="Another text.")
    page = by_receipt(mediating, "sign", **keyed(digest=old, read="on"))
    assert (page.status_code, "The text was changed meanwhile." in read(page)) == (422, True)
    assert not Consent.on(mediating.fresh(), "draft 1")


def test_signed_twice_it_is_signed_once(mediating: Scene) -> None:
    drafted(mediating)
    form = keyed(digest=digest(), read="on")
    assert [by_receipt(mediating, "sign", **form).status_code for _click in range(2)] == [200, 200]
    assert len(Consent.on(mediating.fresh(), "draft 1")) == 1


def test_whoever_was_promised_it_confirms_and_who_promised_cannot(mediating: Scene) -> None:
    twice = [*PROMISES, {"side": "claimant", "what": "Hands the keys back.", "due_on": "2036-01-31"}]
    mediating.agree(twice)
    member = proved(mediating.member)
    form = member.get(f"/matters/{mediating.matter.reference}/confirm-promise/").context["form"]
    theirs, own = Promise.objects.order_by("number")
    assert [key for key, _said in form.fields["promise"].choices] == [str(theirs.pk)]
    assert form.fields["promise"].initial == str(theirs.pk)
    assert by_account(mediating, member, "confirm-promise", promise=str(own.pk)).status_code == 422
    by_account(mediating, member, "confirm-promise", promise=str(theirs.pk))
    by_receipt(mediating, "confirm-promise", **keyed(promise=str(own.pk)))
    assert promises.open_promises(mediating.matter) == []
    assert "Kept on" in read(by_receipt(mediating))


def test_a_promise_of_another_dispute_is_no_choice(mediating: Scene) -> None:
    mediating.agree()
    foreign = Promise.objects.get()
    other = Scene(mediating.town, mediating.chair, mediating.mediator, mediating.second)
    other.ask()
    other.choose()
    other.agree()
    page = by_account(other, proved(other.member), "confirm-promise", promise=str(foreign.pk))
    assert page.status_code == 422
    foreign.refresh_from_db()
    assert foreign.kept_on is None


def test_a_broken_promise_opens_it_again(mediating: Scene) -> None:
    mediating.agree()
    promise = str(Promise.objects.get().pk)
    member = proved(mediating.member)
    assert by_account(mediating, member, "report-broken", promise=promise).status_code == 422
    by_account(mediating, member, "report-broken", promise=promise, text="Nothing came.")
    assert mediating.fresh().state == "mediating"
    assert "Said not to be kept" in read(by_receipt(mediating))


def test_a_stranger_signs_nothing(mediating: Scene) -> None:
    drafted(mediating)
    form = keyed(digest=digest(), read="on")
    stranger = proved(mediating.town.outsider)
    assert stranger.post(f"/matters/{mediating.matter.reference}/sign/", form).status_code == 404
    assert Client().post("/receipt/sign/", {"code": "nothing", **form}, follow=True).status_code == 404
    assert by_receipt(mediating, "conclude", **form).status_code == 403


def test_no_program_signs_and_none_reads_what_a_form_would_show(mediating: Scene) -> None:
    drafted(mediating)
    program = Program(mediating.member)
    answer = program.post(move(mediating.fresh(), "sign"), {"digest": digest()})
    assert answer.status_code == 403
    assert not Consent.on(mediating.fresh(), "draft 1")
    assert program.get(move(mediating.matter, "choose-times")).status_code == 403
    assert program.get(move(mediating.matter, "say")).status_code == 403
