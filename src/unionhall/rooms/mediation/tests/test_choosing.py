"""The mediator: from those on duty, accepted by both, and gone as soon as one side or they wish."""

import pytest

from tests.town import person
from unionhall.kernel.matters.models import Party, Recusal
from unionhall.kernel.people.models import Office
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.mediation.procedure import going_on, inviting, talking
from unionhall.rooms.mediation.procedure.choosing import (
    PanelOfAnotherSize,
    accept_mediator,
    ask_for_another,
    begin_mediation,
    declare_conflict,
    object_to_mediator,
    on_duty,
    propose,
    seats,
)
from unionhall.rooms.mediation.tests.dispute import Scene, later


@pytest.fixture
def choosing(scene: Scene) -> Scene:
    scene.invite()
    inviting.take_part(scene.fresh(), actor=scene.seat_other())
    return scene


def test_on_duty_are_mediators_of_the_place_and_above(choosing: Scene) -> None:
    elsewhere = person("Far Away", choosing.town.harbour, "mediator")
    assert on_duty(choosing.fresh()) == [choosing.mediator, choosing.second]
    assert elsewhere not in on_duty(choosing.matter)


def test_whoever_asked_is_never_on_duty(scene: Scene) -> None:
    Office.objects.create(person=scene.member, place=scene.town.mill, role="mediator")
    scene.ask()
    assert scene.member not in on_duty(scene.fresh())


def test_who_took_a_seat_is_never_on_duty(scene: Scene) -> None:
    scene.invite()
    inviting.take_seat(scene.fresh(), actor=scene.mediator, code=scene.link())
    assert on_duty(scene.fresh()) == [scene.second]
    inviting.take_part(scene.fresh(), actor=scene.mediator)
    with pytest.raises(PanelOfAnotherSize):
        propose(scene.fresh(), actor=scene.chair, mediators=[scene.mediator])


def test_it_begins_when_both_accept_in_either_order(choosing: Scene) -> None:
    propose(choosing.fresh(), actor=choosing.chair, mediators=[choosing.mediator])
    accept_mediator(choosing.fresh(), actor=choosing.other)
    assert choosing.fresh().state == "choosing"
    begin_mediation(choosing.fresh(), actor=choosing.member)
    assert (choosing.fresh().state, choosing.matter.handler) == ("mediating", choosing.mediator)


def test_nobody_accepts_twice_or_before_a_proposal(choosing: Scene) -> None:
    with pytest.raises(NotAllowed):
        accept_mediator(choosing.fresh(), actor=choosing.member)
    propose(choosing.fresh(), actor=choosing.chair, mediators=[choosing.mediator])
    accept_mediator(choosing.fresh(), actor=choosing.member)
    for move in (accept_mediator, begin_mediation):
        with pytest.raises(NotAllowed):
            move(choosing.fresh(), actor=choosing.member)


def test_another_proposal_asks_both_anew(choosing: Scene) -> None:
    propose(choosing.fresh(), actor=choosing.chair, mediators=[choosing.mediator])
    accept_mediator(choosing.fresh(), actor=choosing.member)
    propose(choosing.fresh(), actor=choosing.chair, mediators=[choosing.second])
    with pytest.raises(NotAllowed):
        begin_mediation(choosing.fresh(), actor=choosing.other)


def test_only_the_chair_proposes(choosing: Scene) -> None:
    for somebody in (choosing.member, choosing.other, choosing.mediator):
        with pytest.raises(NotAllowed):
            propose(choosing.fresh(), actor=somebody, mediators=[choosing.mediator])


def test_one_who_was_asked_away_is_not_proposed_again(choosing: Scene) -> None:
    propose(choosing.fresh(), actor=choosing.chair, mediators=[choosing.mediator])
    ask_for_another(choosing.fresh(), actor=choosing.other)
    assert seats(choosing.fresh()) == []
    assert on_duty(choosing.matter) == [choosing.second]
    with pytest.raises(PanelOfAnotherSize):
        propose(choosing.fresh(), actor=choosing.chair, mediators=[choosing.mediator])


@pytest.mark.parametrize("who", ["member", "other"])
def test_either_side_has_the_mediator_replaced(scene: Scene, who: str) -> None:
    scene.mediate()
    object_to_mediator(scene.fresh(), actor=getattr(scene, who))
    assert (scene.fresh().state, scene.matter.handler) == ("choosing", scene.chair)
    assert scene.matter.messages.count() == 0
    assert not scene.matter.is_visible_to(scene.mediator)


def test_a_mediator_steps_aside_and_no_reason_is_kept(scene: Scene) -> None:
    scene.mediate()
    declare_conflict(scene.fresh(), actor=scene.mediator)
    assert Recusal.objects.get().person == scene.mediator
    assert scene.fresh().state == "choosing"
    with pytest.raises(NotAllowed):
        talking.say(scene.fresh(), actor=scene.mediator, text="One more thing")


def test_with_the_mediator_goes_what_was_to_be_with_them(scene: Scene) -> None:
    scene.mediate()
    meet = talking.Time(later(2), later(3), "Room 1")
    talking.propose_times(scene.fresh(), actor=scene.mediator, times=[meet])
    for side in (scene.member, scene.other):
        talking.choose_times(scene.fresh(), actor=side, chosen=[1])
    talking.make_proposal(scene.fresh(), actor=scene.mediator, text="Half of it.")
    declare_conflict(scene.fresh(), actor=scene.mediator)
    assert (scene.fresh().dispute.meets_at, scene.matter.dispute.where) == (None, "")
    assert talking.outcome(scene.matter) == ""


@pytest.fixture
def panel_of_three(scene: Scene) -> Scene:
    scene.invite()
    scene.with_rule("mediation.panel", 3)
    inviting.take_part(scene.fresh(), actor=scene.seat_other())
    return scene


def test_three_mediate_where_the_rules_say_so(panel_of_three: Scene) -> None:
    scene, third = panel_of_three, person("Thi Rd", panel_of_three.town.mill, "mediator")
    panel = [scene.mediator, scene.second, third]
    propose(scene.fresh(), actor=scene.chair, mediators=panel)
    accept_mediator(scene.fresh(), actor=scene.member)
    begin_mediation(scene.fresh(), actor=scene.other)
    assert scene.fresh().handler == scene.mediator
    seated = Party.objects.filter(capacity="panel").values_list("person", flat=True)
    assert {*seated} == {scene.second.pk, third.pk}
    going_on.go_up(scene.fresh(), actor=scene.member)
    assert not Party.objects.filter(capacity="panel").exists()
    assert not scene.fresh().is_visible_to(third)


@pytest.mark.parametrize("seats", [1, 3])
def test_neither_one_nor_the_same_three_times_is_a_panel(panel_of_three: Scene, seats: int) -> None:
    mediators = [panel_of_three.mediator] * seats
    with pytest.raises(PanelOfAnotherSize):
        propose(panel_of_three.fresh(), actor=panel_of_three.chair, mediators=mediators)
