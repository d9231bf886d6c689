"""Fifteen days to settle; more by both sides' click, a level up with a new time, and nothing stands still."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from unionhall.kernel.notices.models import Notice
from unionhall.kernel.procedures import clock
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.mediation.procedure import going_on
from unionhall.rooms.mediation.procedure.states import mediation
from unionhall.rooms.mediation.tests.dispute import Scene

BEGUN = datetime(2027, 2, 4, 10, 0, tzinfo=UTC)
SIXTEENTH = datetime(2027, 2, 20, 0, 1, tzinfo=UTC)


@pytest.fixture
def late(scene: Scene, it_is: Callable[[datetime], None]) -> Scene:
    """In mediation since the first day; the fifteenth has just passed."""
    it_is(BEGUN)
    scene.mediate()
    it_is(SIXTEENTH)
    clock.tick()
    scene.fresh()
    return scene


def test_the_time_ends_with_the_fifteenth_day(scene: Scene, it_is: Callable[[datetime], None]) -> None:
    it_is(BEGUN)
    scene.mediate()
    it_is(SIXTEENTH - timedelta(minutes=2))
    assert clock.tick() == 0
    it_is(SIXTEENTH)
    assert clock.tick() == 1
    assert scene.fresh().state == "run_out"


def test_both_are_told_loudly(late: Scene) -> None:
    told = Notice.objects.filter(event="mediation.run_out")
    assert {each.person_id for each in told} == {late.matter.subject_id, late.mediator.pk}
    assert all(each.loud and each.urgent for each in told)


def test_nothing_is_closed_by_the_clock(late: Scene) -> None:
    assert late.matter.is_open
    assert {move.name for move in mediation.possible(late.matter, late.member)} >= {
        "want_more_time",
        "go_up",
        "go_elsewhere",
        "refuse",
        "withdraw",
    }


def test_no_state_lets_the_time_stand_still() -> None:
    assert not [name for name, state in mediation.states.items() if state.pauses]


@pytest.mark.parametrize(("first", "second"), [("member", "other"), ("other", "member")])
def test_both_together_go_on_after_the_end(late: Scene, first: str, second: str) -> None:
    going_on.want_more_time(late.fresh(), actor=getattr(late, first))
    assert late.fresh().state == "run_out"
    going_on.extend(late.fresh(), actor=getattr(late, second))
    assert late.fresh().state == "mediating"
    promise = late.matter.deadlines.running().get(state="")
    assert (promise.rule, promise.due_on) == ("mediation.extension", date(2027, 3, 7))


def test_one_side_alone_cannot(late: Scene) -> None:
    going_on.want_more_time(late.fresh(), actor=late.member)
    for move in (going_on.want_more_time, going_on.extend, going_on.extend_choosing):
        with pytest.raises(NotAllowed):
            move(late.fresh(), actor=late.member)
    with pytest.raises(NotAllowed):
        going_on.extend(late.fresh(), actor=late.mediator)


def test_without_a_mediator_more_time_leads_to_the_choice(
    scene: Scene, it_is: Callable[[datetime], None]
) -> None:
    it_is(BEGUN)
    scene.invite()
    it_is(SIXTEENTH)
    clock.tick()
    assert scene.fresh().state == "run_out"
    scene.seat_other()
    going_on.want_more_time(scene.fresh(), actor=scene.member)
    with pytest.raises(NotAllowed):
        going_on.extend(scene.fresh(), actor=scene.other)
    going_on.extend_choosing(scene.fresh(), actor=scene.other)
    assert scene.fresh().state == "choosing"


def test_each_extension_is_asked_for_anew(scene: Scene) -> None:
    first = scene.mediate().due_at
    for _time in range(2):
        going_on.want_more_time(scene.fresh(), actor=scene.member)
        going_on.extend(scene.fresh(), actor=scene.other)
    last = scene.fresh().due_at
    assert first
    assert last
    assert (last - first).days == 30


def test_a_level_up_the_time_begins_anew(late: Scene) -> None:
    going_on.go_up(late.fresh(), actor=late.other)
    assert (late.fresh().state, late.matter.place) == ("choosing", late.town.mill)
    promise = late.matter.deadlines.running().get(state="")
    assert promise.due_on == date(2027, 3, 7)


def test_above_the_highest_there_is_nothing(late: Scene) -> None:
    for _level in range(2):
        going_on.go_up(late.fresh(), actor=late.member)
    assert late.fresh().place == late.town.union
    with pytest.raises(NotAllowed):
        going_on.go_up(late.fresh(), actor=late.member)


def test_a_dispute_that_is_agreed_has_no_fifteen_days_any_more(
    scene: Scene, it_is: Callable[[datetime], None]
) -> None:
    it_is(BEGUN)
    scene.mediate()
    scene.agree()
    it_is(SIXTEENTH)
    assert clock.tick() == 0
    assert scene.fresh().state == "agreed"
