"""So many as the law says elect who speaks for them before a mediator, more time or a signature binds."""

import pytest

from unionhall.kernel.matters.models import RuleVersion
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.places.models import Place
from unionhall.rooms.mediation.models import Consent, Draft
from unionhall.rooms.mediation.papers import agreed
from unionhall.rooms.mediation.procedure import (
    agreeing,
    backing,
    beginning,
    choosing,
    electing,
    going_on,
    inviting,
    talking,
)
from unionhall.rooms.mediation.tests.colleagues import elect, join, join_as_guest
from unionhall.rooms.mediation.tests.dispute import PROMISES, Scene

FROM = "mediation.elect_from"


@pytest.fixture
def by_law(scene: Scene) -> Scene:
    """A dispute in China."""
    Place.objects.filter(pk=scene.town.north.pk).update(rule_pack="cn")
    scene.town.north = Place.objects.get(pk=scene.town.north.pk)
    return scene


def come(scene: Scene, count: int) -> list[Actor]:
    """All of a side of so many, whoever asked first."""
    return [scene.member, *(join(scene, f"Colleague {number}") for number in range(count - 1))]


def test_where_nobody_has_an_account_nobody_has_to_be_elected(by_law: Scene) -> None:
    by_law.mediate()
    for _each in range(9):
        join_as_guest(by_law)
    by_law.matter.parties.filter(capacity="claimant").delete()
    assert not backing.Side(by_law.fresh()).must_elect


def drafted(scene: Scene) -> Draft:
    agreeing.draft(scene.fresh(), actor=scene.mediator, words="All is paid.", promises=PROMISES)
    found = agreeing.last_draft(scene.matter)
    assert found
    return found


def test_ten_who_elected_nobody_sign_nothing(by_law: Scene) -> None:
    by_law.mediate()
    come(by_law, 10)
    digest = drafted(by_law).digest
    with pytest.raises(electing.ElectFirst) as refused:
        agreeing.sign(by_law.fresh(), actor=by_law.member, digest=digest)
    said = str(refused.value.message)
    assert said.startswith("You are 10. From 10 on, you elect who speaks for you")
    assert "Labour Dispute Mediation and Arbitration Law §7" in said
    assert not Consent.on(by_law.fresh(), "draft 1")


def test_ten_who_elected_somebody_sign_through_them(by_law: Scene) -> None:
    by_law.mediate()
    everybody = come(by_law, 10)
    elect(by_law, everybody[1], *everybody[:6])
    digest = drafted(by_law).digest
    agreeing.sign(by_law.fresh(), actor=everybody[1], digest=digest)
    agreeing.sign(by_law.fresh(), actor=by_law.other, digest=digest)
    signed = Consent.on(by_law.fresh(), "draft 1")
    assert [(each.side, each.is_elected) for each in signed] == [("claimant", True), ("respondent", False)]


def test_nine_need_no_election(by_law: Scene) -> None:
    by_law.mediate()
    come(by_law, 9)
    agreeing.sign(by_law.fresh(), actor=by_law.member, digest=drafted(by_law).digest)
    (signed,) = Consent.on(by_law.fresh(), "draft 1")
    assert not signed.is_elected


def test_half_of_those_who_are_ten_by_now_is_not_enough(by_law: Scene) -> None:
    by_law.mediate()
    five = come(by_law, 5)
    elect(by_law, by_law.member, *five)
    for number in range(5):
        join(by_law, f"Late {number}")
    with pytest.raises(electing.ElectFirst):
        going_on.want_more_time(by_law.fresh(), actor=by_law.member)


def test_without_a_law_that_asks_for_it_ten_need_no_election(scene: Scene) -> None:
    scene.mediate()
    come(scene, 10)
    going_on.want_more_time(scene.fresh(), actor=scene.member)


def test_a_dispute_older_than_the_rule_goes_on_without_it(scene: Scene) -> None:
    scene.mediate()
    kept = scene.fresh().rules
    rules = [each for each in kept.rules["rules"] if each["key"] != FROM]
    assert len(rules) < len(kept.rules["rules"])
    scene.matter.rules = RuleVersion.objects.create(
        digest="old", pack="x", rules={**kept.rules, "rules": rules}
    )
    scene.matter.save()
    join_as_guest(scene)
    going_on.want_more_time(scene.fresh(), actor=scene.member)


def test_the_mediator_is_accepted_by_whom_they_elected(scene: Scene) -> None:
    scene.ask()
    beginning.accept(scene.fresh(), actor=scene.chair)
    scene.with_rule(FROM, 2)
    inviting.take_part(scene.fresh(), actor=scene.seat_other())
    choosing.propose(scene.fresh(), actor=scene.chair, mediators=[scene.mediator])
    colleague = join(scene, "Wang Fang")
    with pytest.raises(electing.ElectFirst):
        choosing.accept_mediator(scene.fresh(), actor=scene.member)
    choosing.accept_mediator(scene.fresh(), actor=scene.other)
    with pytest.raises(electing.ElectFirst):
        choosing.begin_mediation(scene.fresh(), actor=scene.member)
    elect(scene, colleague, colleague, scene.member)
    choosing.begin_mediation(scene.fresh(), actor=colleague)
    assert scene.fresh().state == "mediating"


def test_more_time_is_agreed_to_by_whom_they_elected(scene: Scene) -> None:
    scene.mediate()
    scene.with_rule(FROM, 2)
    colleague = join(scene, "Wang Fang")
    going_on.want_more_time(scene.fresh(), actor=scene.other)
    with pytest.raises(electing.ElectFirst):
        going_on.extend(scene.fresh(), actor=scene.member)
    elect(scene, scene.member, scene.member, colleague)
    going_on.extend(scene.fresh(), actor=scene.member)


def test_what_binds_nobody_needs_no_election(scene: Scene) -> None:
    scene.mediate()
    scene.with_rule(FROM, 2)
    join(scene, "Wang Fang")
    talking.make_proposal(scene.fresh(), actor=scene.mediator, text="Half of it.")
    talking.answer_proposal(scene.fresh(), actor=scene.member, accepts="yes")
    talking.confide(scene.fresh(), actor=scene.member, text="Half would do.")
    inviting.refuse(scene.fresh(), actor=scene.member)
    assert scene.fresh().state == "refused"


def test_the_paper_says_that_whom_they_elected_signed_and_not_who(scene: Scene) -> None:
    scene.mediate()
    colleague = join(scene, "Wang Fang")
    draft = drafted(scene)
    before = agreed.agreement_of(scene.fresh(), draft).digest
    elect(scene, colleague, colleague, scene.member)
    agreeing.sign(scene.fresh(), actor=colleague, digest=draft.digest)
    paper = agreed.agreement_of(scene.fresh(), draft)
    assert paper.digest == before
    assert "by the elected speaker of this side" in paper.signatures[0].said
    assert "Wang Fang" not in repr(paper)


def test_a_grievance_is_settled_by_an_answer_that_whom_they_elected_accepts(scene: Scene) -> None:
    scene.ask()
    scene.with_rule("mediation.steps", 3)
    beginning.begin_steps(scene.fresh(), actor=scene.chair)
    scene.with_rule(FROM, 2)
    colleague = join(scene, "Wang Fang")
    with pytest.raises(electing.ElectFirst):
        going_on.accept_answer(scene.fresh(), actor=scene.member)
    elect(scene, colleague, colleague, scene.member)
    going_on.accept_answer(scene.fresh(), actor=colleague)
    assert scene.fresh().state == "kept"
