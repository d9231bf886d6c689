"""What papers say around the words: who writes, by when to answer, all in the reader's language."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from django.utils.translation import override

from unionhall.instruments.papers.rendering import render
from unionhall.instruments.papers.tests.reading import close
from unionhall.instruments.papers.tests.reading import text as text_of
from unionhall.kernel.matters.erasing import forget_person
from unionhall.kernel.places.models import Place
from unionhall.rooms.mediation.papers import letters
from unionhall.rooms.mediation.papers.agreed import form_of
from unionhall.rooms.mediation.papers.case import case_file_of
from unionhall.rooms.mediation.procedure import agreeing, promises
from unionhall.rooms.mediation.tests.dispute import CONTACT, PROMISES, Scene

BEGUN = datetime(2027, 2, 4, 10, 0, tzinfo=UTC)
ADDRESS = "https://hall.example/mediation/enter/#7KQ2-M9XD-PT4H-3WVB-CR8N"
LONG = (
    "https://" + "the-digital-house-of-our-union." * 4 + "example/mediation/enter/#7KQ2-M9XD-PT4H-3WVB-CR8N"
)


def letter(
    scene: Scene, language: str = "en", address: str = ADDRESS, until: date = date(2027, 2, 18)
) -> str:
    with override(language):
        return close(text_of(render(letters.letter_of(scene.fresh(), address, until), language)))


@pytest.fixture
def invited(scene: Scene, it_is: Callable[[datetime], None]) -> Scene:
    it_is(BEGUN)
    Place.objects.filter(pk=scene.town.union.pk).update(
        address="1 Union Square", telephone="0555 200", contact="0555 100"
    )
    Place.objects.filter(pk=scene.town.mill.pk).update(address="7 Mill Street")
    scene.town.north = Place.objects.get(pk=scene.town.north.pk)
    scene.invite()
    return scene


def test_the_letter_names_the_union_and_the_nearest_address(invited: Scene) -> None:
    said = letter(invited)
    assert said.startswith(
        close(f"{invited.town.union.name}{invited.town.north.name}·7 Mill Street·0555 200·0555 100")
    )


def test_the_letter_says_by_which_day_to_answer(invited: Scene) -> None:
    assert close("Please answer by Tue, 9 Feb 2027.") in letter(invited)


def test_where_that_day_has_passed_it_is_the_last_of_the_link(
    invited: Scene, it_is: Callable[[datetime], None]
) -> None:
    it_is(datetime(2027, 2, 12, 10, 0, tzinfo=UTC))
    assert close("Please answer by Fri, 26 Feb 2027.") in letter(invited, until=date(2027, 2, 26))


def test_the_letter_ends_with_an_office_and_no_name(invited: Scene) -> None:
    said = letter(invited)
    assert close(f"Written for the union by: Chair of mediation, {invited.town.mill.name}") in said
    assert close(invited.chair.name) not in said


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Valid until 18 February 2027."),
        ("zh-hans", "有效期至2027年2月18日（含当日）。"),
        ("zh-hant", "有效期限至2027年2月18日（含當日）。"),
    ],
)
def test_until_when_the_link_opens_can_not_be_mistaken(invited: Scene, language: str, words: str) -> None:
    assert close(words) in letter(invited, language)


def test_a_long_address_is_printed_whole(invited: Scene) -> None:
    assert LONG in letter(invited, address=LONG)


@pytest.fixture
def agreed(scene: Scene) -> Scene:
    with override("en"):
        scene.mediate()
        scene.agree()
    return scene


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", ("协议", "调解员", "申请")), ("zh-hant", ("協議", "調解員", "申請"))],
)
def test_the_form_of_an_agreement_is_in_the_reader_s_language(
    agreed: Scene, language: str, words: tuple[str, ...]
) -> None:
    drafted = agreeing.last_draft(agreed.fresh())
    assert drafted
    with override(language):
        form = form_of(agreed.fresh(), drafted)
        said = text_of(render(form, language))
    for english in ("Agreement", "Signed", "Mediator", "The side that asked", "The other side", "Parties"):
        assert english not in said
    assert all(word in said for word in words[:2])
    assert close(drafted.digest) in close(said)
    assert "The overtime is paid." in said


def test_the_digest_of_the_form_is_the_one_that_was_signed(agreed: Scene) -> None:
    drafted = agreeing.last_draft(agreed.fresh())
    assert drafted
    for language in ("en", "zh-hans", "zh-hant"):
        with override(language):
            assert form_of(agreed.fresh(), drafted).digest == drafted.digest
    drafted.text += " Or not."
    assert form_of(agreed.fresh(), drafted).digest != drafted.digest


def test_the_digest_stays_what_was_signed_after_a_signer_erased_themselves(scene: Scene) -> None:
    """Their name stood in the text; the paper says why nobody can compute the digest from it any more."""
    with override("en"):
        scene.mediate()
        scene.agree(promises=[])
    drafted = agreeing.last_draft(scene.fresh())
    assert drafted
    before = text_of(render(form_of(scene.fresh(), drafted), "en"))
    agreeing.close(scene.fresh(), actor=scene.member)
    scene.member.memberships.all().delete()
    forget_person(scene.member.pk, timezone.now())
    for language in ("en", "zh-hans"):
        with override(language):
            form = form_of(scene.fresh(), drafted)
        assert (form.digest, form.is_nameless) == (drafted.digest, True)
    after = text_of(render(form_of(scene.fresh(), drafted), "en"))
    assert scene.member.name in before
    assert scene.member.name not in after
    for said, words in ((before, "to the letter."), (after, "with a name that was erased from the hall")):
        assert close(drafted.digest) in close(said)
        assert close(words) in close(said)


def file(scene: Scene, *, with_contact: bool = True) -> str:
    return close(text_of(render(case_file_of(scene.fresh(), with_contact=with_contact), "en")))


def test_the_file_says_the_days_and_how_to_reach_the_other_side(
    scene: Scene, it_is: Callable[[datetime], None]
) -> None:
    it_is(BEGUN)
    reached = {**CONTACT, "email": "frank@mill.example", "phone": "+862155501234"}
    scene.ask(contact=reached, happened_on=date(2026, 6, 2), employed_until=date(2026, 6, 30))
    said = file(scene)
    for words in (
        "Address of the other side1 Mill Lane",
        "E-mail of the other sidefrank@mill.example",
        "When it happened2 June 2026",
        "Employment ended30 June 2026",
        "Last day to file for arbitration30 June 2027",
    ):
        assert close(words) in said
    assert "5550" in said
    for known in ("MillLane", "frank@", "5550"):
        assert known not in file(scene, with_contact=False)


def test_the_file_says_what_was_agreed_and_what_was_not_kept(agreed: Scene) -> None:
    assert close("The overtime is paid.") in file(agreed)
    (promise,) = promises.open_promises(agreed.fresh())
    agreeing.report_broken(agreed.fresh(), actor=agreed.member, promise=promise, text="Nothing came.")
    said = file(agreed)
    assert close(f"Frank Foreman: {PROMISES[0]['what'].rstrip('.')}, until") in said
    assert close("said not to be kept on") in said
    assert close("The dispute is open again") in said


def test_what_nobody_signed_is_in_no_file(scene: Scene) -> None:
    scene.mediate()
    agreeing.draft(scene.fresh(), actor=scene.mediator, words="We pay a bit.", promises=[])
    assert close("We pay a bit.") not in file(scene)
