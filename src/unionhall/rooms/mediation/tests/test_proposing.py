"""A proposal is answered secretly: the hall says only whether both said yes."""

from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.notices import delivery
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.kernel.web.account.copying import of_matter
from unionhall.kernel.web.reader import Reader
from unionhall.kernel.web.standing import matter_page
from unionhall.rooms.mediation.procedure import talking
from unionhall.rooms.mediation.tests.dispute import Scene


@pytest.fixture
def proposed(scene: Scene) -> Scene:
    scene.mediate()
    talking.make_proposal(scene.fresh(), actor=scene.mediator, text="Half of it, by May.")
    return scene


def answers(scene: Scene, member: str, other: str) -> None:
    talking.answer_proposal(scene.fresh(), actor=scene.member, accepts=member)
    talking.answer_proposal(scene.fresh(), actor=scene.other, accepts=other)


@pytest.mark.parametrize(
    ("member", "other", "outcome"),
    [
        ("yes", "yes", "accepted"),
        ("yes", "no", "not accepted"),
        ("no", "yes", "not accepted"),
        ("no", "no", "not accepted"),
    ],
)
def test_only_two_yes_make_it_accepted(proposed: Scene, member: str, other: str, outcome: str) -> None:
    assert talking.outcome(proposed.fresh()) == "open"
    answers(proposed, member, other)
    assert talking.outcome(proposed.fresh()) == outcome


def test_an_answer_is_yes_or_no(proposed: Scene) -> None:
    with pytest.raises(ValueError, match="perhaps"):
        talking.answer_proposal(proposed.fresh(), actor=proposed.member, accepts="perhaps")


def test_after_one_answer_it_is_open_whatever_the_answer(proposed: Scene) -> None:
    talking.answer_proposal(proposed.fresh(), actor=proposed.member, accepts="no")
    assert talking.outcome(proposed.fresh()) == "open"


def seen(scene: Scene, reader: Any) -> list[Any]:
    page = matter_page(scene.fresh(), Reader(reader, scene.matter))
    return [(line["sentence"], line["text"]) for line in page["timeline"]]


@pytest.mark.parametrize("who", ["member", "other", "mediator"])
def test_no_page_tells_who_said_no(scene: Scene, who: str) -> None:
    found = []
    for member, other in (("yes", "no"), ("no", "yes"), ("no", "no")):
        scene.mediate()
        talking.make_proposal(scene.fresh(), actor=scene.mediator, text="Half of it, by May.")
        answers(scene, member, other)
        found.append(seen(scene, getattr(scene, who)))
    assert found[0] == found[1] == found[2]
    assert ("A side answered the proposal, secretly.", "") in found[0]


def test_neither_the_journal_nor_the_table_tells_it(proposed: Scene) -> None:
    answers(proposed, member="no", other="yes")
    payloads = Entry.objects.filter(event="mediation.answer_proposal").values_list("payload", flat=True)
    assert {name for payload in payloads for name in payload} == {"side"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT accepts FROM mediation_answer WHERE audience <> '' ORDER BY id")
        kept = [bytes(value) if not isinstance(value, str) else value for (value,) in cursor.fetchall()]
    assert "no" not in kept
    assert "yes" not in kept


def test_notices_tell_that_a_side_answered_and_no_more(proposed: Scene) -> None:
    answers(proposed, member="no", other="yes")
    delivery.sweep()
    letters = "\n".join(str(each.body) for each in mail.outbox)
    assert "A side answered the proposal, secretly." in letters
    events = Notice.objects.filter(event="mediation.answer_proposal").values_list("event", flat=True)
    assert {*events} == {"mediation.answer_proposal"}


def test_the_copy_of_one_s_own_holds_one_s_own_answer_alone(proposed: Scene) -> None:
    answers(proposed, member="no", other="yes")
    reader = Reader(proposed.member, proposed.fresh())
    copy = of_matter(reader.matter, matter_page(reader.matter, reader), reader)
    assert [row["accepts"] for row in copy["mediation.Answer"]] == ["no"]


def test_nobody_answers_twice_or_instead_of_a_side(proposed: Scene) -> None:
    talking.answer_proposal(proposed.fresh(), actor=proposed.member, accepts="yes")
    for somebody in (proposed.member, proposed.mediator, proposed.chair):
        with pytest.raises(NotAllowed):
            talking.answer_proposal(proposed.fresh(), actor=somebody, accepts="yes")


def test_only_the_mediator_proposes(scene: Scene) -> None:
    scene.mediate()
    for side in (scene.member, scene.other):
        with pytest.raises(NotAllowed):
            talking.make_proposal(scene.fresh(), actor=side, text="All of it.")


def test_another_proposal_is_answered_anew(proposed: Scene) -> None:
    answers(proposed, member="no", other="yes")
    talking.make_proposal(proposed.fresh(), actor=proposed.mediator, text="All of it, by June.")
    assert talking.outcome(proposed.fresh()) == "open"
    answers(proposed, member="yes", other="yes")
    assert talking.outcome(proposed.fresh()) == "accepted"


def test_the_inbox_of_the_claimant_says_no_more(proposed: Scene, client: Client) -> None:
    answers(proposed, member="yes", other="no")
    client.force_login(Person.objects.get(pk=proposed.member.pk))
    assert "A side answered the proposal, secretly." in client.get("/inbox/").text
