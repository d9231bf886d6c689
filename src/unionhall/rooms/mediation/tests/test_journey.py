"""A dispute from the first word to the last promise, and each way out of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.mediation import procedure
from unionhall.rooms.mediation.tests.dispute import Scene


def test_it_is_settled_and_kept(scene: Scene) -> None:
    scene.ask()
    scene.choose()
    assert (scene.matter.state, scene.matter.handler) == ("mediating", scene.mediator)
    scene.agree()
    assert scene.matter.state == "agreed"
    (promise,) = procedure.open_promises(scene.matter)
    procedure.confirm_promise(scene.fresh(), actor=scene.member, promise=promise)
    procedure.close(scene.fresh(), actor=scene.member)
    assert scene.fresh().state == "kept"


def test_a_broken_promise_opens_it_again(scene: Scene) -> None:
    scene.ask()
    scene.choose()
    scene.agree()
    (promise,) = procedure.open_promises(scene.matter)
    procedure.report_broken(scene.fresh(), actor=scene.member, promise=promise, text="Nothing was paid.")
    assert scene.fresh().state == "mediating"
    assert scene.matter.due_at


def test_who_promised_cannot_say_that_it_was_kept(scene: Scene) -> None:
    scene.ask()
    scene.choose()
    scene.agree()
    (promise,) = procedure.open_promises(scene.matter)
    with pytest.raises(NotAllowed):
        procedure.confirm_promise(scene.fresh(), actor=scene.other, promise=promise)


def test_either_side_may_refuse(scene: Scene) -> None:
    scene.ask()
    procedure.accept(scene.fresh(), actor=scene.chair)
    procedure.refuse(scene.fresh(), actor=scene.seat_other())
    assert scene.fresh().state == "refused"


def test_the_chair_cannot_mediate_where_one_side_has_not_accepted(scene: Scene) -> None:
    scene.ask()
    procedure.accept(scene.fresh(), actor=scene.chair)
    procedure.take_part(scene.fresh(), actor=scene.seat_other())
    procedure.propose(scene.fresh(), actor=scene.chair, mediators=[scene.mediator])
    procedure.accept_mediator(scene.fresh(), actor=scene.member)
    with pytest.raises(NotAllowed):
        procedure.begin_mediation(scene.fresh(), actor=scene.member)
    assert scene.fresh().state == "choosing"


def test_it_goes_a_level_up_with_a_new_time(scene: Scene) -> None:
    scene.ask()
    scene.choose()
    procedure.go_up(scene.fresh(), actor=scene.member)
    after = scene.fresh()
    assert (after.state, after.place) == ("choosing", scene.town.mill)
    assert after.handler == scene.chair
    running = after.deadlines.running().filter(state="")
    assert [each.due_on for each in running] == [timezone.localdate() + timedelta(days=15)]


def test_more_time_needs_both_sides(scene: Scene) -> None:
    scene.ask()
    before = scene.choose().due_at
    procedure.want_more_time(scene.fresh(), actor=scene.member)
    assert scene.fresh().due_at == before
    procedure.extend(scene.fresh(), actor=scene.other)
    after = scene.fresh().due_at
    assert before
    assert after
    assert (after - before).days == 15
