"""In mediation: words to all, words in confidence, and when one meets."""

import pytest

from unionhall.kernel.matters.models import Message
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.procedures.refusals import Incomplete, NotAllowed
from unionhall.rooms.mediation.models import Consent
from unionhall.rooms.mediation.procedure import going_on
from unionhall.rooms.mediation.procedure.talking import (
    Time,
    choose_times,
    confide,
    confide_to,
    propose_times,
    record_meeting,
    say,
    slots,
)
from unionhall.rooms.mediation.tests.dispute import Scene, later


@pytest.fixture
def talking(scene: Scene) -> Scene:
    scene.mediate()
    return scene


def times(*days: int) -> list[Time]:
    return [Time(later(day), later(day), f"Room {day}") for day in days]


def test_what_is_said_to_all_everybody_reads(talking: Scene) -> None:
    for speaker in (talking.member, talking.other, talking.mediator):
        say(talking.fresh(), actor=speaker, text="Let us talk.")
    assert {(each.audience, each.internal) for each in Message.objects.all()} == {("", False)}


@pytest.mark.parametrize("who", ["chair", "second"])
def test_who_has_no_part_in_it_says_nothing(talking: Scene, who: str) -> None:
    with pytest.raises(NotAllowed):
        say(talking.fresh(), actor=getattr(talking, who), text="And I think")


@pytest.mark.parametrize("who", ["member", "other"])
def test_what_a_side_confides_only_it_and_the_mediator_read(talking: Scene, who: str) -> None:
    side = getattr(talking, who)
    other = talking.other if who == "member" else talking.member
    confide(talking.fresh(), actor=side, text="I would take half.")
    said = talking.fresh().messages.get()
    assert said.is_for(side)
    assert said.is_for(talking.mediator)
    assert not any(said.is_for(each) for each in (other, talking.chair, talking.second))
    told = Notice.objects.filter(event="mediation.confide").values_list("person", flat=True)
    assert list(told) == [talking.mediator.pk]


@pytest.mark.parametrize(("side", "who"), [("claimant", "member"), ("respondent", "other")])
def test_the_mediator_writes_to_one_side(talking: Scene, side: str, who: str) -> None:
    confide_to(talking.fresh(), actor=talking.mediator, side=side, text="Think of the spring.")
    said = talking.fresh().messages.get()
    readers = [name for name in ("member", "other", "mediator") if said.is_for(getattr(talking, name))]
    assert readers == [name for name in ("member", "other", "mediator") if name in (who, "mediator")]


def test_there_is_no_third_side(talking: Scene) -> None:
    with pytest.raises(ValueError, match="panel"):
        confide_to(talking.fresh(), actor=talking.mediator, side="panel", text="Words")
    assert not Message.objects.exists()


def test_what_was_confided_stays_with_the_mediator_who_heard_it(talking: Scene) -> None:
    confide(talking.fresh(), actor=talking.member, text="I would take half.")
    going_on.go_up(talking.fresh(), actor=talking.other)
    said = talking.fresh().messages.get()
    assert talking.matter.handler == talking.chair
    assert not said.is_for(talking.chair)
    assert said.is_for(talking.member)


def test_empty_words_are_none(talking: Scene) -> None:
    with pytest.raises(Incomplete):
        confide(talking.fresh(), actor=talking.member, text="  ")


def test_the_earliest_time_that_suits_both_is_the_meeting(talking: Scene) -> None:
    propose_times(talking.fresh(), actor=talking.mediator, times=times(2, 3, 4))
    choose_times(talking.fresh(), actor=talking.other, chosen=[2, 3])
    assert talking.fresh().dispute.meets_at is None
    choose_times(talking.fresh(), actor=talking.member, chosen=[1, 2, 3])
    assert talking.fresh().dispute.where == "Room 3"
    assert slots(talking.matter) == []


def test_where_none_suits_both_others_are_proposed(talking: Scene) -> None:
    for round_of in (times(2, 3), times(5, 6)):
        propose_times(talking.fresh(), actor=talking.mediator, times=round_of)
        choose_times(talking.fresh(), actor=talking.other, chosen=[1])
        choose_times(talking.fresh(), actor=talking.member, chosen=[2])
        assert talking.fresh().dispute.meets_at is None
    assert len([each for each in Consent.on(talking.fresh()) if each.about.startswith("time")]) == 4


def test_one_meets_more_than_once(talking: Scene) -> None:
    for day in (2, 9):
        propose_times(talking.fresh(), actor=talking.mediator, times=times(day))
        for side in (talking.member, talking.other):
            choose_times(talking.fresh(), actor=side, chosen=[1])
        assert talking.fresh().dispute.where == f"Room {day}"
        record_meeting(
            talking.fresh(), actor=talking.mediator, present="Both sides", text="We will meet again."
        )
    assert (talking.fresh().dispute.present, talking.matter.dispute.meets_at) == ("Both sides", None)


def test_nobody_chooses_twice_or_before_times_are_proposed(talking: Scene) -> None:
    with pytest.raises(NotAllowed):
        choose_times(talking.fresh(), actor=talking.member, chosen=[1])
    propose_times(talking.fresh(), actor=talking.mediator, times=times(2))
    choose_times(talking.fresh(), actor=talking.member, chosen=[])
    with pytest.raises(NotAllowed):
        choose_times(talking.fresh(), actor=talking.member, chosen=[1])


def test_only_the_mediator_proposes_times_and_writes_a_meeting_down(talking: Scene) -> None:
    with pytest.raises(NotAllowed):
        propose_times(talking.fresh(), actor=talking.member, times=times(2))
    with pytest.raises(NotAllowed):
        record_meeting(talking.fresh(), actor=talking.mediator, present="Both", text="None yet")
