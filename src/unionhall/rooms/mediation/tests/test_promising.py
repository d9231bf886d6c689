"""What was promised: asked for on its day, kept or broken, and closed only when nothing is open."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from unionhall.kernel.notices.models import Notice
from unionhall.kernel.procedures import clock
from unionhall.kernel.procedures.refusals import NotAllowed, NotNow
from unionhall.rooms.mediation.models import Promise
from unionhall.rooms.mediation.procedure import agreeing, inviting, promises
from unionhall.rooms.mediation.procedure.agreeing import NotThisPromise
from unionhall.rooms.mediation.tests.dispute import Scene

BEGUN = datetime(2027, 2, 4, 10, 0, tzinfo=UTC)
BOTH = [
    {"side": "respondent", "what": "Pays 412.50.", "due_on": "2027-02-08"},
    {"side": "claimant", "what": "Gives the keys back.", "due_on": "2027-02-10"},
]


@pytest.fixture
def agreed(scene: Scene, it_is: Callable[[datetime], None]) -> Scene:
    it_is(BEGUN)
    scene.mediate()
    scene.agree(BOTH)
    return scene


def promise(scene: Scene, side: str) -> Promise:
    found: Promise = Promise.objects.get(matter=scene.fresh(), side=side)
    return found


def test_its_day_is_what_is_due(agreed: Scene) -> None:
    assert agreed.fresh().due_at == datetime(2027, 2, 8, 23, 59, 59, 999999, tzinfo=UTC)


def test_when_the_day_has_passed_both_are_asked_loudly(
    agreed: Scene, it_is: Callable[[datetime], None]
) -> None:
    it_is(datetime(2027, 2, 9, 0, 1, tzinfo=UTC))
    clock.tick()
    told = Notice.objects.filter(event="mediation.ask_whether_kept")
    assert {each.person_id for each in told} == {agreed.matter.subject_id, agreed.mediator.pk}
    assert all(each.loud for each in told)
    assert agreed.fresh().state == "agreed"


def test_of_a_promise_that_was_kept_nobody_asks(agreed: Scene, it_is: Callable[[datetime], None]) -> None:
    agreeing.confirm_promise(agreed.fresh(), actor=agreed.member, promise=promise(agreed, "respondent"))
    it_is(datetime(2027, 2, 9, 0, 1, tzinfo=UTC))
    assert clock.tick() == 0
    it_is(datetime(2027, 2, 11, 0, 1, tzinfo=UTC))
    assert clock.tick() == 1


def test_whoever_was_promised_it_confirms_it(agreed: Scene) -> None:
    agreeing.confirm_promise(agreed.fresh(), actor=agreed.member, promise=promise(agreed, "respondent"))
    agreeing.confirm_promise(agreed.fresh(), actor=agreed.other, promise=promise(agreed, "claimant"))
    assert promises.open_promises(agreed.fresh()) == []


@pytest.mark.parametrize(("who", "side"), [("member", "claimant"), ("other", "respondent")])
def test_nobody_confirms_their_own(agreed: Scene, who: str, side: str) -> None:
    with pytest.raises(NotThisPromise):
        agreeing.confirm_promise(agreed.fresh(), actor=getattr(agreed, who), promise=promise(agreed, side))
    assert promise(agreed, side).kept_on is None


def test_one_of_another_dispute_is_none_of_this(agreed: Scene) -> None:
    elsewhere = promise(agreed, "respondent")
    agreed.mediate()
    agreed.agree(BOTH)
    with pytest.raises(NotThisPromise):
        agreeing.confirm_promise(agreed.fresh(), actor=agreed.member, promise=elsewhere)
    with pytest.raises(NotThisPromise):
        agreeing.report_broken(agreed.fresh(), actor=agreed.member, promise=elsewhere, text="Nothing came.")


def test_a_broken_one_opens_the_dispute_with_a_new_time(agreed: Scene) -> None:
    broken = promise(agreed, "respondent")
    agreeing.report_broken(agreed.fresh(), actor=agreed.member, promise=broken, text="Nothing came.")
    assert (agreed.fresh().state, agreed.matter.handler) == ("mediating", agreed.mediator)
    (running,) = agreed.matter.deadlines.running()
    assert (running.rule, running.is_promise) == ("mediation.settlement", True)
    assert promise(agreed, "respondent").broken_on


def test_it_closes_only_when_none_is_open(agreed: Scene) -> None:
    with pytest.raises(NotAllowed):
        agreeing.close(agreed.fresh(), actor=agreed.member)
    with pytest.raises(NotAllowed):
        agreeing.close_for_both(agreed.fresh(), actor=agreed.mediator, text="It holds.")
    for each in promises.open_promises(agreed.fresh()):
        agreeing.confirm_promise(agreed.fresh(), actor=agreed.mediator, promise=each)
    agreeing.close_for_both(agreed.fresh(), actor=agreed.mediator, text="Both say that it holds.")
    assert agreed.fresh().state == "kept"


@pytest.mark.parametrize("who", ["member", "other"])
def test_either_side_opens_a_closed_one_again(agreed: Scene, who: str) -> None:
    for each in promises.open_promises(agreed.fresh()):
        agreeing.confirm_promise(agreed.fresh(), actor=agreed.mediator, promise=each)
    agreeing.close(agreed.fresh(), actor=agreed.other)
    with pytest.raises(NotAllowed):
        agreeing.reopen(agreed.fresh(), actor=agreed.mediator, text="I wonder")
    agreeing.reopen(agreed.fresh(), actor=getattr(agreed, who), text="It began again.")
    assert (agreed.fresh().state, agreed.matter.due_at is not None) == ("mediating", True)


def test_after_thirty_days_somebody_asks_whether_it_holds(
    agreed: Scene, it_is: Callable[[datetime], None]
) -> None:
    it_is(datetime(2027, 3, 7, 0, 1, tzinfo=UTC))
    clock.tick()
    assert Notice.objects.filter(event="mediation.follow_up", person=agreed.matter.subject).count() == 1


def test_what_is_refused_or_withdrawn_stays_closed(scene: Scene) -> None:
    scene.mediate()
    inviting.refuse(scene.fresh(), actor=scene.other)
    with pytest.raises(NotNow):
        agreeing.reopen(scene.fresh(), actor=scene.member, text="Again")
