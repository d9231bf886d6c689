"""A dispute from the first word to the last promise, and each way out of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.mediation.procedure import agreeing, beginning, choosing, going_on, inviting, promises
from unionhall.rooms.mediation.tests.dispute import Scene


def test_it_is_settled_and_kept(scene: Scene) -> None:
    scene.ask()
    scene.choose()
    assert (scene.matter.state, scene.matter.handler) == ("mediating", scene.mediator)
    scene.agree()
    assert scene.matter.state == "agreed"
    (promise,) = promises.open_promises(scene.matter)
    agreeing.confirm_promise(scene.fresh(), actor=scene.member, promise=promise)
    agreeing.close(scene.fresh(), actor=scene.member)
    assert scene.fresh().state == "kept"


def test_a_broken_promise_opens_it_again(scene: Scene) -> None:
    scene.ask()
    scene.choose()
    scene.agree()
    (promise,) = promises.open_promises(scene.matter)
    agreeing.report_broken(scene.fresh(), actor=scene.member, promise=promise, text="Nothing was paid.")
    assert scene.fresh().state == "mediating"
    assert scene.matter.due_at


def test_who_promised_cannot_say_that_it_was_kept(scene: Scene) -> None:
    scene.ask()
    scene.choose()
    scene.agree()
    (promise,) = promises.open_promises(scene.matter)
    with pytest.raises(NotAllowed):
        agreeing.confirm_promise(scene.fresh(), actor=scene.other, promise=promise)


def test_either_side_may_refuse(scene: Scene) -> None:
    scene.ask()
    beginning.accept(scene.fresh(), actor=scene.chair)
    inviting.refuse(scene.fresh(), actor=scene.seat_other())
    assert scene.fresh().state == "refused"


def test_the_chair_cannot_mediate_where_one_side_has_not_accepted(scene: Scene) -> None:
    scene.ask()
    beginning.accept(scene.fresh(), actor=scene.chair)
    inviting.take_part(scene.fresh(), actor=scene.seat_other())
    choosing.propose(scene.fresh(), actor=scene.chair, mediators=[scene.mediator])
    choosing.accept_mediator(scene.fresh(), actor=scene.member)
    with pytest.raises(NotAllowed):
        choosing.begin_mediation(scene.fresh(), actor=scene.member)
    assert scene.fresh().state == "choosing"


def test_it_goes_a_level_up_with_a_new_time(scene: Scene) -> None:
    scene.ask()
    scene.choose()
    going_on.go_up(scene.fresh(), actor=scene.member)
    after = scene.fresh()
    assert (after.state, after.place) == ("choosing", scene.town.mill)
    assert after.handler == scene.chair
    running = after.deadlines.running().filter(state="")
    assert [each.due_on for each in running] == [timezone.localdate() + timedelta(days=15)]


def test_more_time_needs_both_sides(scene: Scene) -> None:
    scene.ask()
    before = scene.choose().due_at
    going_on.want_more_time(scene.fresh(), actor=scene.member)
    assert scene.fresh().due_at == before
    going_on.extend(scene.fresh(), actor=scene.other)
    after = scene.fresh().due_at
    assert before
    assert after
    assert (after - before).days == 15
