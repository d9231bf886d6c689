"""Who sits on the other side without an account hears by post: a reference and a link, never more."""

from typing import Any

import pytest
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob

from unionhall.kernel.notices import delivery
from unionhall.kernel.people import texting
from unionhall.rooms.mediation import tasks
from unionhall.rooms.mediation.post import letters
from unionhall.rooms.mediation.procedure import beginning, talking, telling
from unionhall.rooms.mediation.tests.dispute import CLAIM, CONTACT, Scene

ASKED = ("matter", "number")
REACHED = {**CONTACT, "email": "frank@mill.example"}


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The letters that moves ask for."""
    asked: list[dict[str, Any]] = []
    monkeypatch.setattr(
        telling, "defer_letter", lambda pk, length: asked.append({"matter": pk, "number": length})
    )
    return asked


def test_nobody_is_written_to_before_they_took_the_seat(scene: Scene, jobs: list[Any]) -> None:
    scene.ask(contact=REACHED)
    beginning.accept(scene.fresh(), actor=scene.chair)
    assert jobs == []
    letters.announce(scene.matter.pk, 1)
    assert mail.outbox == []


def test_the_other_side_hears_of_what_others_do_and_not_of_its_own(scene: Scene, jobs: list[Any]) -> None:
    scene.ask(contact=REACHED)
    scene.choose()
    before = len(jobs)
    talking.say(scene.fresh(), actor=scene.other, text="I was ill.")
    assert len(jobs) == before
    talking.say(scene.fresh(), actor=scene.member, text="So was I.")
    assert jobs[before:] == [{"matter": scene.matter.pk, "number": scene.fresh().journal_length}]


def test_nothing_in_confidence_with_the_first_side_leads_to_a_letter(scene: Scene, jobs: list[Any]) -> None:
    scene.ask(contact=REACHED)
    scene.choose()
    before = len(jobs)
    talking.confide(scene.fresh(), actor=scene.member, text="I would take three hundred.")
    talking.confide_to(scene.fresh(), actor=scene.mediator, side="claimant", text="They may pay.")
    assert len(jobs) == before
    talking.confide_to(scene.fresh(), actor=scene.mediator, side="respondent", text="Think of it.")
    assert len(jobs) == before + 1


def test_a_letter_says_the_reference_and_where_to_look(scene: Scene) -> None:
    scene.ask(contact=REACHED)
    scene.choose()
    mail.outbox.clear()
    letters.announce(scene.matter.pk, 5)
    (letter,) = mail.outbox
    assert letter.to == ["frank@mill.example"]
    assert scene.matter.reference in letter.subject
    assert "/receipt/" in letter.body
    for word in (CLAIM, "Foreman", scene.member.name, "mediat"):
        assert word not in f"{letter.subject} {letter.body}"


@pytest.mark.parametrize(
    ("language", "says"), [("", "News on"), ("zh-hans", "有新进展"), ("zh-hant", "有新進展")]
)
def test_a_letter_is_written_in_the_language_of_its_reader(scene: Scene, language: str, says: str) -> None:
    scene.ask(contact={**REACHED, "language": language})
    scene.choose()
    mail.outbox.clear()
    letters.announce(scene.matter.pk, 5)
    assert says in mail.outbox[0].subject


def test_what_is_confided_in_between_leaves_no_mark_on_a_letter(scene: Scene) -> None:
    """The same two letters have the same thread, and name no others, whatever was written between them."""
    scene.ask(contact=REACHED)
    scene.choose()
    mail.outbox.clear()
    letters.announce(scene.matter.pk, 5)
    talking.confide(scene.fresh(), actor=scene.member, text="I would take three hundred.")
    letters.announce(scene.matter.pk, 9)
    before, after = (each.extra_headers for each in mail.outbox)
    assert before["References"] == before["In-Reply-To"] == after["References"] == after["In-Reply-To"]
    assert before["Message-ID"] not in "".join(after.values())
    assert before["Auto-Submitted"] == "auto-generated"


def test_the_letters_of_the_two_sides_have_nothing_in_common(scene: Scene) -> None:
    scene.ask(contact=REACHED)
    scene.choose()
    mail.outbox.clear()
    delivery.sweep()
    assert {each.to[0] for each in mail.outbox} >= {scene.member.email, scene.mediator.email}
    letters.announce(scene.matter.pk, 5)
    threads = {each.to[0]: each.extra_headers["References"] for each in mail.outbox}
    assert len({*threads.values()}) == len(threads) >= 3


def test_with_a_telephone_number_alone_it_is_a_text(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[tuple[str, str]] = []
    monkeypatch.setattr(texting, "is_available", lambda: True)
    monkeypatch.setattr(texting, "send_text", lambda to, words: texts.append((to, words)))
    scene.ask(contact={**CONTACT, "phone": "+8613800000000"})
    scene.choose()
    letters.announce(scene.matter.pk, 5)
    ((to, words),) = texts
    assert to == "+8613800000000"
    assert scene.matter.reference in words


def test_the_job_that_a_move_asks_for_is_the_one_that_writes(db: None) -> None:
    telling.defer_letter(7, 5)
    job = ProcrastinateJob.objects.get(task_name=tasks.announce.name)
    assert job.args == {"matter": 7, "number": 5}
