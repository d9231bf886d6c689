"""A grievance goes by steps: on silence by the clock, or when the claimant takes it on."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from unionhall.kernel.notices.models import Notice
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures import clock
from unionhall.kernel.procedures.next_steps import next_step
from unionhall.kernel.procedures.refusals import NotAllowed, NotNow
from unionhall.kernel.procedures.stations import route
from unionhall.rooms.mediation.chain import counting
from unionhall.rooms.mediation.procedure import agreeing, beginning, going_on, inviting, promises
from unionhall.rooms.mediation.procedure.states import mediation
from unionhall.rooms.mediation.tests.dispute import Scene

THURSDAY = datetime(2027, 2, 4, 10, 0, tzinfo=UTC)


@pytest.fixture
def grievance(scene: Scene, it_is: Callable[[datetime], None]) -> Scene:
    """Presented on a Thursday at a place whose agreement has three steps."""
    it_is(THURSDAY)
    Place.objects.filter(pk=scene.town.union.pk).update(rule_pack="grievance")
    scene.town.north = Place.objects.get(pk=scene.town.north.pk)
    scene.ask()
    beginning.begin_steps(scene.fresh(), actor=scene.chair)
    return scene


def test_it_begins_with_step_1_and_no_committee(grievance: Scene) -> None:
    assert grievance.fresh().state == "step_1"
    assert not grievance.matter.deadlines.filter(state="").exists()


def test_a_committee_takes_on_no_grievance_and_steps_no_dispute(scene: Scene) -> None:
    scene.ask()
    with pytest.raises(NotAllowed):
        beginning.begin_steps(scene.fresh(), actor=scene.chair)


def test_a_committee_cannot_take_on_a_grievance(grievance: Scene) -> None:
    grievance.ask()
    with pytest.raises(NotAllowed):
        beginning.accept(grievance.fresh(), actor=grievance.chair)


def test_silence_leads_from_step_to_step_and_out_of_the_hall(
    grievance: Scene, it_is: Callable[[datetime], None]
) -> None:
    reached = []
    for days in (7, 8, 19, 20, 34, 35):
        it_is(THURSDAY + timedelta(days=days))
        clock.tick()
        reached.append(grievance.fresh().state)
    assert reached == ["step_1", "step_2", "step_2", "step_3", "step_3", "elsewhere"]
    loud = Notice.objects.filter(person=grievance.matter.subject, loud=True).values_list("event", flat=True)
    assert {*loud} == {"mediation.to_step_2", "mediation.to_step_3", "mediation.go_elsewhere"}


def test_whoever_asked_takes_it_on_step_by_step(grievance: Scene) -> None:
    for move, state in (
        (going_on.to_step_2, "step_2"),
        (going_on.to_step_3, "step_3"),
        (going_on.go_elsewhere, "elsewhere"),
    ):
        move(grievance.fresh(), actor=grievance.member)
        assert grievance.fresh().state == state


def test_no_step_is_left_out(grievance: Scene) -> None:
    with pytest.raises(NotNow):
        going_on.to_step_3(grievance.fresh(), actor=grievance.member)


def test_the_other_side_answers_and_the_answer_is_accepted(grievance: Scene) -> None:
    grievance.seat_other()
    going_on.answer_step(grievance.fresh(), actor=grievance.other, text="We pay two of the four.")
    with pytest.raises(NotAllowed):
        going_on.accept_answer(grievance.fresh(), actor=grievance.other)
    going_on.accept_answer(grievance.fresh(), actor=grievance.member)
    assert grievance.fresh().state == "kept"


def test_whoever_asked_does_not_answer_themselves(grievance: Scene) -> None:
    with pytest.raises(NotAllowed):
        going_on.answer_step(grievance.fresh(), actor=grievance.member, text="We pay.")


def test_the_other_side_neither_moves_nor_stops_it(grievance: Scene) -> None:
    grievance.seat_other()
    for move in (going_on.to_step_2, going_on.go_elsewhere):
        with pytest.raises(NotAllowed):
            move(grievance.fresh(), actor=grievance.other)
    with pytest.raises(NotNow):
        inviting.refuse(grievance.fresh(), actor=grievance.other)


def test_the_agreement_s_own_days_to_file_are_counted(grievance: Scene) -> None:
    (filing,) = counting.days(grievance.fresh())
    assert filing.explanation["source"] == "an example of a collective agreement"


def test_opened_again_it_goes_by_steps_and_the_other_side_can_t_stop_it(grievance: Scene) -> None:
    going_on.accept_answer(grievance.fresh(), actor=grievance.member)
    with pytest.raises(NotAllowed):
        agreeing.reopen(grievance.fresh(), actor=grievance.member, text="It began again.")
    agreeing.reopen_steps(grievance.fresh(), actor=grievance.member, text="It began again.")
    assert grievance.fresh().state == "step_1"
    assert not grievance.matter.deadlines.running().filter(state="").exists()
    with pytest.raises(NotNow):
        inviting.refuse(grievance.fresh(), actor=grievance.member)
    going_on.to_step_2(grievance.fresh(), actor=grievance.member)


def test_a_broken_promise_leads_back_to_the_steps(grievance: Scene) -> None:
    grievance.mediator = grievance.chair
    grievance.seat_other()
    grievance.agree()
    (promise,) = promises.open_promises(grievance.matter)
    with pytest.raises(NotAllowed):
        agreeing.report_broken(grievance.fresh(), actor=grievance.member, promise=promise, text="Nothing.")
    agreeing.report_broken_to_steps(
        grievance.fresh(), actor=grievance.member, promise=promise, text="Nothing came."
    )
    assert grievance.fresh().state == "step_1"
    assert not grievance.matter.deadlines.running().filter(state="").exists()


def test_a_dispute_of_a_committee_is_opened_again_with_its_mediator(scene: Scene) -> None:
    scene.mediate()
    scene.agree([])
    agreeing.close(scene.fresh(), actor=scene.member)
    with pytest.raises(NotAllowed):
        agreeing.reopen_steps(scene.fresh(), actor=scene.member, text="It began again.")


def test_each_side_reads_whose_turn_it_is(grievance: Scene) -> None:
    other = grievance.seat_other()

    def turns() -> list[bool]:
        steps = (next_step(grievance.fresh(), each, is_party=True) for each in (grievance.member, other))
        return [step.is_theirs for step in steps]

    assert turns() == [False, True]
    going_on.answer_step(grievance.fresh(), actor=other, text="We pay two of the four weekends.")
    assert turns() == [True, False]
    going_on.to_step_2(grievance.fresh(), actor=grievance.member)
    assert turns() == [False, True]


def test_no_committee_lies_ahead_of_a_grievance(grievance: Scene) -> None:
    names, here = route(mediation, "step_1", been={"received", "step_1"})
    assert (names, here) == (["received", "step_1", "agreed", "kept"], 1)
