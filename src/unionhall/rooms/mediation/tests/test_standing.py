"""What the page of a dispute says of where it stands, to each of those who read it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.proving import proved
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import HALL, Actor
from unionhall.kernel.web.reader import Reader
from unionhall.kernel.web.receipts import GuestReader
from unionhall.kernel.web.rows import rows
from unionhall.kernel.web.standing import matter_page
from unionhall.rooms.mediation.procedure import agreeing, going_on, inviting, talking
from unionhall.rooms.mediation.procedure.choosing import accept_mediator, propose
from unionhall.rooms.mediation.procedure.states import mediation
from unionhall.rooms.mediation.tests.dispute import Scene, later
from unionhall.rooms.mediation.tests.knocking import read


def page(scene: Scene, reader: Actor) -> dict[str, Any]:
    kind = GuestReader if reader is getattr(scene, "other", None) else Reader
    return matter_page(scene.fresh(), kind(reader, scene.matter))


def step(scene: Scene, reader: Actor) -> str:
    return str(page(scene, reader)["next_step"])


def main(scene: Scene, reader: Actor) -> list[str]:
    return [str(act["title"]) for act in page(scene, reader)["main_move"]]


def line(scene: Scene, reader: Actor) -> list[tuple[str, str]]:
    return [(str(each["name"]), each["state"]) for each in page(scene, reader)["stations"]]


def passed(scene: Scene) -> list[str]:
    return [name for name, state in line(scene, scene.member) if state == "passed"]


def promised(scene: Scene) -> list[str]:
    return [str(each["sentence"]) for each in page(scene, scene.member)["deadlines"]]


def waiting(scene: Scene) -> list[str]:
    """What waits for the member by their list, and by the front door, which agree."""
    client = proved(scene.member)
    mine = [row["reference"] for row in client.get("/mine/").context["waiting"]]
    assert [row["reference"] for row in client.get("/").context["waiting"]] == mine
    return mine


@pytest.fixture
def choosing(scene: Scene) -> Scene:
    scene.invite()
    inviting.take_part(scene.fresh(), actor=scene.seat_other())
    return scene


@pytest.fixture
def mediating(scene: Scene) -> Scene:
    scene.mediate()
    return scene


@pytest.fixture
def ran_out(choosing: Scene) -> Scene:
    mediation.moves["run_out"](choosing.fresh(), actor=HALL)
    return choosing


def test_nobody_reads_of_themselves_as_the_other_side(choosing: Scene) -> None:
    labels = [str(fact.label) for fact in page(choosing, choosing.other)["facts"]]
    assert "You" in labels
    assert "The other side" not in labels
    assert "The other side" in [str(fact.label) for fact in page(choosing, choosing.member)["facts"]]


def test_the_side_that_is_invited_reads_what_it_should_say_and_until_when(scene: Scene) -> None:
    scene.invite()
    scene.seat_other()
    assert step(scene, scene.other).startswith("Say whether you take part")
    assert page(scene, scene.other)["due"]["sentence"].startswith("answer by")
    assert step(scene, scene.member).startswith("The other side says whether")
    assert page(scene, scene.member)["due"]["sentence"].startswith("settle it by")


def test_the_chair_invites_only_while_nobody_of_the_other_side_takes_part(scene: Scene) -> None:
    scene.invite()
    assert main(scene, scene.chair) == ["Invite the other side"]
    assert step(scene, scene.chair).startswith("Write to the other side")
    scene.seat_other()
    assert main(scene, scene.chair) == []
    assert "Invite the other side" in [act["title"] for act in page(scene, scene.chair)["moves"]]


def test_before_a_proposal_nobody_is_asked_to_accept_a_mediator(choosing: Scene) -> None:
    assert step(choosing, choosing.chair).startswith("Propose a mediator")
    assert main(choosing, choosing.chair) == ["Propose the mediator"]
    assert step(choosing, choosing.member).startswith("The chair of mediation proposes")
    assert waiting(choosing) == []


def test_after_the_proposal_each_reads_whom_one_waits_for(choosing: Scene) -> None:
    propose(choosing.fresh(), actor=choosing.chair, mediators=[choosing.mediator])
    assert main(choosing, choosing.chair) == []
    assert step(choosing, choosing.member).startswith("Say whether you accept the mediator")
    assert waiting(choosing) == [choosing.matter.reference]
    accept_mediator(choosing.fresh(), actor=choosing.member)
    assert step(choosing, choosing.member).startswith("You accepted the mediator")
    assert step(choosing, choosing.other).startswith("Say whether you accept")
    assert step(choosing, choosing.chair).startswith("One side accepted")
    assert waiting(choosing) == []


def test_what_must_be_chosen_answered_and_signed_waits_for_the_member(mediating: Scene) -> None:
    assert waiting(mediating) == []
    starts = later(days=2)
    time = talking.Time(starts, starts + timedelta(hours=1), "Room 2")
    talking.propose_times(mediating.fresh(), actor=mediating.mediator, times=[time])
    assert step(mediating, mediating.member).startswith("Choose the times")
    assert waiting(mediating) == [mediating.matter.reference]
    talking.choose_times(mediating.fresh(), actor=mediating.member, chosen=[1])
    assert waiting(mediating) == []
    talking.choose_times(mediating.fresh(), actor=mediating.other, chosen=[1])
    assert "Room 2" in step(mediating, mediating.member)
    talking.make_proposal(mediating.fresh(), actor=mediating.mediator, text="Half of it.")
    assert step(mediating, mediating.member).startswith("Answer the proposal")
    assert waiting(mediating) == [mediating.matter.reference]


def test_whoever_answered_a_proposal_learns_nothing_of_the_other_side(mediating: Scene) -> None:
    talking.make_proposal(mediating.fresh(), actor=mediating.mediator, text="Half of it.")
    talking.answer_proposal(mediating.fresh(), actor=mediating.member, accepts="yes")
    said = step(mediating, mediating.member)
    assert "both answers, which are secret" in said
    assert waiting(mediating) == []


def test_a_refused_proposal_is_not_quoted_any_more(mediating: Scene) -> None:
    talking.make_proposal(mediating.fresh(), actor=mediating.mediator, text="Half of it.")
    assert page(mediating, mediating.member)["said"]["text"] == "Half of it."
    talking.answer_proposal(mediating.fresh(), actor=mediating.member, accepts="yes")
    talking.answer_proposal(mediating.fresh(), actor=mediating.other, accepts="no")
    assert page(mediating, mediating.member)["said"] is None


def test_nothing_said_before_is_quoted_once_it_is_agreed(mediating: Scene) -> None:
    talking.say(mediating.fresh(), actor=mediating.member, text="It was always so.")
    assert page(mediating, mediating.member)["said"]["text"] == "It was always so."
    mediating.agree()
    assert page(mediating, mediating.member)["said"] is None


def test_the_agreement_waits_for_each_signature_in_turn(mediating: Scene) -> None:
    agreeing.draft(mediating.fresh(), actor=mediating.mediator, words="Paid.", promises=[])
    drafted = agreeing.last_draft(mediating.matter)
    assert drafted
    assert step(mediating, mediating.member).startswith("Read the agreement and sign it")
    for signer in (mediating.member, mediating.other):
        agreeing.sign(mediating.fresh(), actor=signer, digest=drafted.digest)
    assert step(mediating, mediating.mediator) == "Both sides signed. The mediator signs last."
    assert waiting(mediating) == []


def test_after_the_time_each_side_decides_until_its_own_limit(ran_out: Scene) -> None:
    assert step(ran_out, ran_out.member).startswith("Decide how to go on")
    assert page(ran_out, ran_out.member)["due"]["sentence"].startswith("decide how to go on by")
    assert page(ran_out, ran_out.chair)["due"]["sentence"].startswith("decide how to go on by")
    assert main(ran_out, ran_out.chair) == []
    assert waiting(ran_out) == [ran_out.matter.reference]
    going_on.want_more_time(ran_out.fresh(), actor=ran_out.member)
    assert step(ran_out, ran_out.member).startswith("You agreed to more time")
    assert step(ran_out, ran_out.other).startswith("The other side would go on for longer")


def test_a_promise_is_kept_by_the_side_that_made_it(mediating: Scene) -> None:
    due_on = (timezone.localdate() + timedelta(days=9)).isoformat()
    mediating.agree([{"side": "respondent", "what": "Pays.", "due_on": due_on}])
    assert step(mediating, mediating.other).startswith("You promised until")
    assert step(mediating, mediating.member).startswith("The other side promised you until")
    assert page(mediating, mediating.other)["due"]["sentence"].startswith("keep the promise by")
    assert page(mediating, mediating.member)["due"]["sentence"].startswith("see whether the promise is kept")
    assert waiting(mediating) == []


def test_a_dispute_that_ran_out_while_choosing_was_never_in_mediation(ran_out: Scene) -> None:
    assert line(ran_out, ran_out.member)[:5] == [
        ("Received", "passed"),
        ("The other side is invited", "passed"),
        ("Choosing the mediator", "passed"),
        ("The time is over", "here"),
        ("In mediation", "ahead"),
    ]
    (row,) = rows([ran_out.fresh()], is_party=True)
    assert [each["state"] for each in row["stations"]] == ["passed"] * 3 + ["here"] + ["ahead"] * 3


def test_elsewhere_nothing_of_the_line_lies_ahead(scene: Scene) -> None:
    scene.invite()
    inviting.go_on_alone(scene.fresh(), actor=scene.member)
    assert line(scene, scene.member) == [
        ("Received", "passed"),
        ("The other side is invited", "passed"),
        ("On the way elsewhere", "here"),
    ]
    going_on.end(scene.fresh(), actor=scene.member)
    assert passed(scene) == ["Received", "The other side is invited"]
    assert not any(each["note"] for each in page(scene, scene.member)["stations"])


def test_only_an_agreement_keeps_the_promise(mediating: Scene) -> None:
    mediating.agree()
    (said,) = promised(mediating)
    assert said.startswith("kept on")


@pytest.mark.parametrize("end", ["withdraw", "refuse", "go_on_alone", "go_elsewhere"])
def test_what_only_ended_was_not_kept(scene: Scene, end: str) -> None:
    scene.invite()
    mediation.moves[end](scene.fresh(), actor=scene.member)
    (said,) = promised(scene)
    assert said.startswith("ended on")


def test_many_disputes_are_asked_about_at_once(choosing: Scene) -> None:
    def asked() -> int:
        client: Client = proved(choosing.member)
        client.get("/mine/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/mine/").status_code == 200
        return len(queries)

    propose(choosing.fresh(), actor=choosing.chair, mediators=[choosing.mediator])
    few = asked()
    for _more in range(3):
        choosing.invite()
        inviting.take_part(choosing.fresh(), actor=choosing.seat_other())
        propose(choosing.fresh(), actor=choosing.chair, mediators=[choosing.mediator])
    assert Matter.objects.count() == 4
    assert asked() == few


def test_who_mediates_reads_in_which_capacity_somebody_is_part_of_it(choosing: Scene) -> None:
    read = page(choosing, choosing.chair)["parties"]
    assert [each["capacity"] for each in read] == ["The side that asked"]
    assert page(choosing, choosing.member)["parties"] == []


def test_a_page_says_between_whom_it_is_and_neither_list_nor_window_does(scene: Scene) -> None:
    scene.ask()
    client = proved(scene.member)
    page = read(client.get(f"/matters/{scene.matter.reference}/"))
    assert f"Pay: {scene.member.name} and Frank Foreman</h1>" in page
    assert f"<title>Pay · {scene.matter.reference}" in page
    assert "Frank" not in read(client.get("/mine/"))
