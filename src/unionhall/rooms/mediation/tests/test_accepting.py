"""Three working days to take a dispute on; then the next level does."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from unionhall.kernel.notices.models import Notice
from unionhall.kernel.procedures import clock
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.mediation.procedure import beginning
from unionhall.rooms.mediation.tests.dispute import Scene

THURSDAY = datetime(2027, 2, 4, 10, 0, tzinfo=UTC)
TUESDAY_NIGHT = datetime(2027, 2, 9, 23, 59, tzinfo=UTC)
WEDNESDAY = datetime(2027, 2, 10, 0, 1, tzinfo=UTC)


def test_it_is_to_be_taken_on_in_three_working_days(scene: Scene, it_is: Callable[[datetime], None]) -> None:
    it_is(THURSDAY)
    matter = scene.ask()
    limits = {each.rule: each.due_on for each in matter.deadlines.all()}
    assert limits == {"mediation.acceptance": date(2027, 2, 9), "mediation.settlement": date(2027, 2, 19)}


def test_nothing_happens_before_the_third_is_over(scene: Scene, it_is: Callable[[datetime], None]) -> None:
    it_is(THURSDAY)
    scene.ask()
    it_is(TUESDAY_NIGHT)
    assert clock.tick() == 0


def test_then_the_next_level_has_it_and_everybody_is_told(
    scene: Scene, it_is: Callable[[datetime], None]
) -> None:
    it_is(THURSDAY)
    scene.ask()
    it_is(WEDNESDAY)
    assert clock.tick() == 1
    assert (scene.fresh().state, scene.matter.handler) == ("escalated", scene.town.coordinator)
    told = Notice.objects.filter(event="mediation.escalate").values_list("person", flat=True)
    assert {*told} == {scene.matter.subject_id, scene.town.coordinator.pk, scene.chair.pk}


def test_the_next_level_can_still_take_it_on(scene: Scene, it_is: Callable[[datetime], None]) -> None:
    it_is(THURSDAY)
    scene.ask()
    it_is(WEDNESDAY)
    clock.tick()
    beginning.accept(scene.fresh(), actor=scene.town.coordinator)
    assert (scene.fresh().state, scene.matter.handler) == ("invited", scene.town.coordinator)


def test_whoever_takes_it_on_has_it(scene: Scene) -> None:
    scene.ask()
    beginning.accept(scene.fresh(), actor=scene.town.coordinator)
    assert scene.fresh().handler == scene.town.coordinator


@pytest.mark.parametrize("who", ["member", "mediator"])
def test_neither_a_party_nor_a_mediator_takes_it_on(scene: Scene, who: str) -> None:
    scene.ask()
    with pytest.raises(NotAllowed):
        beginning.accept(scene.fresh(), actor=getattr(scene, who))
