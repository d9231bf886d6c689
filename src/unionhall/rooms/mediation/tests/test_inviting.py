"""A link lets one person in, once, for one seat in one dispute; and nobody has to come."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter, Party
from unionhall.kernel.matters.receipts import digest_of
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.actors import Guest
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.refusals import NotAllowed, NotNow
from unionhall.kernel.web.reader import Reader
from unionhall.kernel.web.standing import matter_page
from unionhall.rooms.mediation.models import Invitation
from unionhall.rooms.mediation.procedure import choosing, inviting, sides, talking
from unionhall.rooms.mediation.procedure.inviting import LinkIsOver, TakesPartAlready
from unionhall.rooms.mediation.tests.dispute import Scene

BEGUN = datetime(2027, 2, 4, 10, 0, tzinfo=UTC)


@pytest.fixture
def invited(scene: Scene) -> Scene:
    scene.invite()
    return scene


def test_it_lets_somebody_in_as_the_other_side(invited: Scene) -> None:
    guest = invited.come_in(invited.link())
    assert sides.side_of(invited.fresh(), guest) == "respondent"


def test_it_opens_once(invited: Scene) -> None:
    code = invited.link()
    invited.come_in(code)
    with pytest.raises(LinkIsOver):
        invited.come_in(code)
    assert inviting.invitation_of(code) is None


def test_a_new_one_ends_the_old(invited: Scene) -> None:
    old, new = invited.link(), invited.link()
    with pytest.raises(LinkIsOver):
        invited.come_in(old)
    invited.come_in(new)


def test_it_is_over_after_the_fourteenth_day(scene: Scene, it_is: Callable[[datetime], None]) -> None:
    it_is(BEGUN)
    scene.invite()
    code = scene.link()
    it_is(BEGUN.replace(hour=23, minute=59) + timedelta(days=14))
    assert inviting.invitation_of(code)
    it_is(BEGUN.replace(hour=0) + timedelta(days=15))
    with pytest.raises(LinkIsOver):
        scene.come_in(code)


def test_it_opens_no_other_dispute(invited: Scene) -> None:
    code, first = invited.link(), invited.matter
    invited.ask()
    with pytest.raises(LinkIsOver):
        invited.come_in(code)
    kept = inviting.invitation_of(code)
    assert kept
    assert kept.matter == first


def test_the_database_holds_only_its_digest(invited: Scene) -> None:
    code = invited.link()
    assert Invitation.objects.get().digest == digest_of(code) != code


@pytest.mark.parametrize("code", ["", "7KQ2-M9XD-PT4H-3WVB-CR8N"])
def test_a_made_up_code_opens_nothing(invited: Scene, code: str) -> None:
    invited.link()
    with pytest.raises(LinkIsOver):
        invited.come_in(code)


def test_a_member_takes_the_seat_behind_a_mask(invited: Scene) -> None:
    neighbour = invited.town.neighbour
    inviting.take_seat(invited.fresh(), actor=neighbour, code=invited.link())
    again = Person.objects.get(pk=neighbour.pk)
    assert sides.side_of(invited.fresh(), again) == "respondent"
    assert neighbour.uid not in Entry.objects.values_list("actor", flat=True)
    assert not Party.objects.filter(person=neighbour).exists()
    seat = Party.objects.get(capacity="respondent").person_id
    assert not Notice.objects.filter(event="mediation.take_seat", person=seat).exists()


def test_who_is_on_one_side_takes_no_seat_on_the_other(invited: Scene) -> None:
    with pytest.raises(NotAllowed):
        inviting.take_seat(invited.fresh(), actor=invited.member, code=invited.link())


def test_who_has_it_in_hand_takes_no_seat(invited: Scene) -> None:
    with pytest.raises(NotAllowed):
        inviting.take_seat(invited.fresh(), actor=invited.chair, code=invited.link())


def test_who_is_proposed_as_mediator_takes_no_seat(invited: Scene) -> None:
    inviting.take_part(invited.fresh(), actor=invited.come_in(invited.link()))
    choosing.propose(invited.fresh(), actor=invited.chair, mediators=[invited.mediator])
    codes: list[str] = []
    inviting.let_colleague_in(invited.fresh(), actor=invited.member, codes=codes)
    with pytest.raises(TakesPartAlready):
        inviting.take_seat(invited.fresh(), actor=invited.mediator, code=codes[0])


def test_only_the_handler_invites_and_only_the_claimant_lets_a_colleague_in(invited: Scene) -> None:
    guest = invited.come_in(invited.link())
    with pytest.raises(NotAllowed):
        inviting.write_to_other_side(invited.fresh(), actor=invited.member, codes=[])
    with pytest.raises(NotAllowed):
        inviting.let_colleague_in(invited.fresh(), actor=guest, codes=[])


def test_a_colleague_joins_but_does_not_speak_for_the_side(invited: Scene) -> None:
    codes: list[str] = []
    inviting.let_colleague_in(invited.fresh(), actor=invited.member, codes=codes)
    colleague = invited.come_in(codes[0])
    assert invited.fresh().capacity_of(colleague) == "co_claimant"
    with pytest.raises(NotAllowed):
        inviting.refuse(invited.fresh(), actor=colleague)
    talking.say(invited.fresh(), actor=colleague, text="It happened to me, too.")
    assert [said.text for said in invited.fresh().messages.all()] == ["It happened to me, too."]


def test_only_the_other_side_says_that_it_takes_part(invited: Scene) -> None:
    guest = invited.come_in(invited.link())
    for somebody in (invited.member, invited.chair, Guest()):
        with pytest.raises(NotAllowed):
            inviting.take_part(invited.fresh(), actor=somebody)
    inviting.take_part(invited.fresh(), actor=guest)
    assert invited.fresh().state == "choosing"


def test_refusing_asks_for_no_reason_and_keeps_none(invited: Scene) -> None:
    inviting.refuse(invited.fresh(), actor=invited.come_in(invited.link()))
    matter = invited.fresh()
    assert (matter.state, matter.messages.count()) == ("refused", 0)
    last = Entry.objects.filter(stream=matter.stream).latest("number")
    assert (last.event, last.actor, "text" in last.payload) == ("mediation.refuse", None, False)
    assert not Matter.objects.open().exists()


@pytest.mark.parametrize("side", ["member", "other"])
def test_nobody_reads_who_refused(scene: Scene, side: str) -> None:
    scene.mediate()
    inviting.refuse(scene.fresh(), actor=getattr(scene, side))
    for reader in (scene.member, scene.other, scene.mediator):
        lines = matter_page(scene.fresh(), Reader(reader, scene.matter))["timeline"]
        assert lines[0]["sentence"].startswith("One side does not want mediation.")


def test_whoever_asked_may_withdraw_and_nobody_else(invited: Scene) -> None:
    guest = invited.come_in(invited.link())
    for somebody in (guest, invited.chair):
        with pytest.raises(NotAllowed):
            inviting.withdraw(invited.fresh(), actor=somebody)
    inviting.withdraw(invited.fresh(), actor=invited.member)
    assert invited.fresh().state == "withdrawn"
    with pytest.raises(NotNow):
        talking.say(invited.fresh(), actor=invited.member, text="One more thing")


def test_one_goes_on_without_who_does_not_answer(invited: Scene) -> None:
    inviting.go_on_alone(invited.fresh(), actor=invited.member)
    assert invited.fresh().state == "elsewhere"
    assert invited.matter.due_at
