"""The agreement: every version is kept, and what is signed is exactly one text."""

from datetime import date

import pytest
from django.utils import translation

from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.mediation.models import Consent, Draft, Promise
from unionhall.rooms.mediation.papers import agreed
from unionhall.rooms.mediation.procedure import agreeing, promises
from unionhall.rooms.mediation.procedure.agreeing import TextChanged
from unionhall.rooms.mediation.tests.dispute import PROMISES, Scene


@pytest.fixture
def drafted(scene: Scene) -> Scene:
    scene.mediate()
    write(scene, "The overtime is paid.")
    return scene


def write(scene: Scene, words: str) -> Draft:
    agreeing.draft(scene.fresh(), actor=scene.mediator, words=words, promises=PROMISES)
    return last(scene)


def last(scene: Scene) -> Draft:
    found = agreeing.last_draft(scene.fresh())
    assert found
    return found


def test_the_digest_does_not_depend_on_the_reader_s_language(drafted: Scene) -> None:
    found = set()
    for language in ("en", "zh-hans", "ar"):
        with translation.override(language):
            found.add(agreed.agreement_of(drafted.fresh(), last(drafted)).digest)
    assert found == {last(drafted).digest}


def test_it_depends_on_every_word_and_every_promise(drafted: Scene) -> None:
    first = last(drafted).digest
    second = write(drafted, "The overtime is paid!").digest
    later = [{**PROMISES[0], "due_on": "2036-02-01"}]
    agreeing.draft(drafted.fresh(), actor=drafted.mediator, words="The overtime is paid.", promises=later)
    assert len({first, second, last(drafted).digest}) == 3


def test_a_text_that_was_changed_cannot_be_signed(drafted: Scene) -> None:
    read = last(drafted).digest
    write(drafted, "Half of the overtime is paid.")
    with pytest.raises(TextChanged):
        agreeing.sign(drafted.fresh(), actor=drafted.member, digest=read)
    assert not [each for each in Consent.on(drafted.fresh()) if each.about.startswith("draft")]


def test_a_text_that_was_tampered_with_cannot_be_signed(drafted: Scene) -> None:
    read = last(drafted)
    read.text = "Nothing is paid."
    read.save()
    with pytest.raises(TextChanged):
        agreeing.sign(drafted.fresh(), actor=drafted.member, digest=read.digest)


def test_every_version_is_kept(drafted: Scene) -> None:
    for words in ("Second", "Third"):
        write(drafted, words)
    kept = Draft.objects.order_by("number")
    assert [(each.number, each.text) for each in kept] == [
        (1, "The overtime is paid."),
        (2, "Second"),
        (3, "Third"),
    ]


def test_a_signature_belongs_to_one_version(drafted: Scene) -> None:
    for side in (drafted.member, drafted.other):
        agreeing.sign(drafted.fresh(), actor=side, digest=last(drafted).digest)
    second = write(drafted, "Half of the overtime is paid.")
    agreeing.sign(drafted.fresh(), actor=drafted.member, digest=second.digest)
    with pytest.raises(NotAllowed):
        agreeing.conclude(drafted.fresh(), actor=drafted.mediator, digest=second.digest)
    signed = [bool(each.said) for each in agreed.agreement_of(drafted.fresh(), second).signatures]
    assert signed == [True, False, False]


def test_nobody_signs_twice_or_for_somebody_else(drafted: Scene) -> None:
    digest = last(drafted).digest
    agreeing.sign(drafted.fresh(), actor=drafted.member, digest=digest)
    for somebody in (drafted.member, drafted.mediator, drafted.chair):
        with pytest.raises(NotAllowed):
            agreeing.sign(drafted.fresh(), actor=somebody, digest=digest)


def test_the_mediator_signs_last(drafted: Scene) -> None:
    digest = last(drafted).digest
    agreeing.sign(drafted.fresh(), actor=drafted.other, digest=digest)
    with pytest.raises(NotAllowed):
        agreeing.conclude(drafted.fresh(), actor=drafted.mediator, digest=digest)
    agreeing.sign(drafted.fresh(), actor=drafted.member, digest=digest)
    agreeing.conclude(drafted.fresh(), actor=drafted.mediator, digest=digest)
    assert drafted.fresh().state == "agreed"
    (promise,) = Promise.objects.all()
    assert (promise.side, promise.what, promise.due_on) == (
        "respondent",
        "Pays 412.50 for the weekends.",
        date(2036, 1, 31),
    )


def test_only_the_mediator_writes_it(scene: Scene) -> None:
    scene.mediate()
    for side in (scene.member, scene.other):
        with pytest.raises(NotAllowed):
            agreeing.draft(scene.fresh(), actor=side, words="All", promises=[])


def test_what_was_concluded_and_broken_is_not_concluded_again_as_it_is(drafted: Scene) -> None:
    drafted.agree()
    (promise,) = promises.open_promises(drafted.matter)
    agreeing.report_broken(drafted.fresh(), actor=drafted.member, promise=promise, text="Nothing came.")
    with pytest.raises(NotAllowed):
        agreeing.conclude(drafted.fresh(), actor=drafted.mediator, digest=last(drafted).digest)
    drafted.agree()
    assert drafted.fresh().state == "agreed"
