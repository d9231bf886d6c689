"""Those who ask together elect who speaks for them: more than half of all, and until then whoever asked."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from tests.racing import at_once
from tests.town import build
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.erasing import erase, forget_person
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.actors import Guest
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.refusals import NotAllowed, NotNow
from unionhall.rooms.mediation.models import Backing
from unionhall.rooms.mediation.procedure import agreeing, backing, electing, going_on, inviting, talking
from unionhall.rooms.mediation.tests.colleagues import elect, join, join_as_guest, speaking, stand
from unionhall.rooms.mediation.tests.dispute import Scene
from unionhall.rooms.mediation.tests.dispute import scene as scene_of


@dataclass
class Side:
    """Whoever asked, three colleagues with an account and one without."""

    scene: Scene
    wang: Person
    li: Person
    zhou: Person
    guest: Guest

    @property
    def asked(self) -> Person:
        return self.scene.member

    @property
    def all(self) -> tuple[Any, ...]:
        return self.asked, self.wang, self.li, self.zhou, self.guest

    def speaking(self) -> list[Any]:
        return speaking(self.scene, *self.all)


@pytest.fixture
def side(scene: Scene) -> Side:
    scene.mediate()
    wang, li, zhou = (join(scene, name) for name in ("Wang Fang", "Li Na", "Zhou Min"))
    return Side(scene, wang, li, zhou, join_as_guest(scene)[0])


def test_until_they_elect_somebody_whoever_asked_speaks(side: Side) -> None:
    assert side.speaking() == [side.asked]
    stand(side.scene, side.wang)
    assert side.speaking() == [side.asked]


def test_half_is_not_enough(side: Side) -> None:
    elect(side.scene, side.wang, side.wang, side.li)
    assert side.speaking() == [side.asked]


def test_more_than_half_of_all_is(side: Side) -> None:
    elect(side.scene, side.wang, side.wang, side.li, side.zhou)
    assert side.speaking() == [side.wang]


def test_standing_is_not_choosing_oneself(side: Side) -> None:
    elect(side.scene, side.wang, side.li, side.zhou)
    assert side.speaking() == [side.asked]


def test_who_is_elected_binds_the_side_and_who_asked_does_not(side: Side) -> None:
    elect(side.scene, side.wang, side.wang, side.li, side.zhou)
    with pytest.raises(NotAllowed):
        going_on.want_more_time(side.scene.fresh(), actor=side.asked)
    going_on.want_more_time(side.scene.fresh(), actor=side.wang)
    talking.say(side.scene.fresh(), actor=side.asked, text="I am still here.")
    assert side.scene.fresh().capacity_of(side.asked) == "claimant"


def test_a_guest_stands_by_a_name_of_their_own_and_is_elected(side: Side) -> None:
    with pytest.raises(electing.NameMissing):
        electing.stand(side.scene.fresh(), actor=side.guest)
    elect(side.scene, side.guest, side.wang, side.li, side.asked, name="Big Zhao")
    assert side.speaking() == [side.guest]
    assert [str(each) for each in backing.Side(side.scene.matter).standing] == ["Big Zhao"]


def test_nobody_has_two_voices_by_taking_two_seats(side: Side) -> None:
    number = stand(side.scene, side.wang)
    for guest in (side.guest, *(join_as_guest(side.scene)[0] for _seat in range(6))):
        with pytest.raises(electing.NoVoice):
            electing.choose(side.scene.fresh(), actor=guest, backing=number)
    for voter in (side.wang, side.li, side.zhou):  # more than half of the four, not of the eleven
        assert side.speaking() == [side.asked]
        electing.choose(side.scene.fresh(), actor=voter, backing=number)
    assert side.speaking() == [side.wang]


def test_what_guests_chose_before_counts_no_more(side: Side) -> None:
    number = stand(side.scene, side.wang)
    receipt = side.scene.matter.receipts.get(digest=side.guest.receipt)
    Backing.objects.create(matter=side.scene.matter, receipt=receipt, name="Big Zhao", chooses_id=number)
    for voter in (side.wang, side.li):
        electing.choose(side.scene.fresh(), actor=voter, backing=number)
    assert side.speaking() == [side.asked]


def test_the_last_choice_of_each_counts(side: Side) -> None:
    first, second = stand(side.scene, side.wang), stand(side.scene, side.li)
    for voter in (side.wang, side.asked, side.zhou):
        electing.choose(side.scene.fresh(), actor=voter, backing=first)
    for voter in (side.asked, side.zhou, side.li):
        assert side.speaking() == [side.wang]
        electing.choose(side.scene.fresh(), actor=voter, backing=second)
    assert side.speaking() == [side.li]


def test_who_was_elected_goes_on_while_nobody_else_is(side: Side) -> None:
    elect(side.scene, side.wang, side.wang, side.li, side.zhou)
    join(side.scene, "Chen Jie")
    join(side.scene, "Wu Gang")
    assert side.speaking() == [side.wang]


def test_whoever_asked_can_be_elected_and_elected_again(side: Side) -> None:
    elect(side.scene, side.wang, side.wang, side.li, side.zhou)
    elect(side.scene, side.asked, side.asked, side.li, side.zhou)
    assert side.speaking() == [side.asked]
    assert [side.scene.fresh().capacity_of(each) for each in side.all] == ["claimant", *["co_claimant"] * 4]


def test_who_steps_back_speaks_no_more_and_is_chosen_anew_or_not(side: Side) -> None:
    elect(side.scene, side.wang, side.wang, side.li, side.zhou)
    electing.step_back(side.scene.fresh(), actor=side.wang)
    assert side.speaking() == [side.asked]
    stand(side.scene, side.wang)
    assert side.speaking() == [side.asked]
    assert not Backing.objects.exclude(chooses=None).exists()


def test_only_who_stands_in_this_dispute_can_be_chosen(side: Side) -> None:
    number = stand(side.scene, side.wang)
    electing.step_back(side.scene.fresh(), actor=side.wang)
    scene = side.scene
    other = Scene(scene.town, scene.chair, scene.mediator, scene.second)
    other.ask()
    foreign = stand(other, other.member)
    for wrong in (number, foreign, 0):
        with pytest.raises(electing.StandsNoMore):
            electing.choose(side.scene.fresh(), actor=side.li, backing=wrong)


@pytest.mark.parametrize("who", ["other", "mediator", "chair", "nobody"])
def test_nobody_else_has_a_say_in_it(side: Side, who: str) -> None:
    actor = Guest() if who == "nobody" else getattr(side.scene, who)
    number = stand(side.scene, side.wang)
    with pytest.raises(NotAllowed):
        electing.stand(side.scene.fresh(), actor=actor, name="X")
    with pytest.raises(NotAllowed):
        electing.step_back(side.scene.fresh(), actor=actor)
    with pytest.raises(NotAllowed):
        electing.choose(side.scene.fresh(), actor=actor, backing=number)
    assert Backing.objects.count() == 1


def test_once_it_is_over_nobody_is_elected(side: Side) -> None:
    inviting.withdraw(side.scene.fresh(), actor=side.asked)
    with pytest.raises(NotNow):
        electing.stand(side.scene.fresh(), actor=side.wang)


def test_everybody_is_told_that_another_speaks_and_no_more(side: Side) -> None:
    before = Entry.objects.count()
    number = stand(side.scene, side.wang)
    for voter in (side.wang, side.li):
        electing.choose(side.scene.fresh(), actor=voter, backing=number)
    assert Entry.objects.count() == before
    electing.choose(side.scene.fresh(), actor=side.asked, backing=number)
    entry = Entry.objects.get(event="mediation.change_speaker")
    assert (entry.actor, entry.payload) == (None, {})
    told = Notice.objects.filter(event="mediation.change_speaker").values_list("person", flat=True)
    parties = side.scene.fresh().party_ids
    assert set(told) == {*parties, side.scene.mediator.pk}
    assert len(parties) == 4


def test_erasing_somebody_erases_what_they_said_of_it(side: Side) -> None:
    elect(side.scene, side.wang, side.wang, side.li, side.zhou)
    inviting.withdraw(side.scene.fresh(), actor=side.wang)
    side.wang.memberships.all().delete()
    forget_person(side.wang.pk, timezone.now())
    assert {each.chooses_id for each in Backing.objects.all()} == {None}
    assert Backing.objects.count() == 2
    assert erase(side.scene.matter.pk, timezone.now())
    assert not Backing.objects.exists()


def test_where_the_elected_was_erased_whoever_asked_speaks_again(side: Side) -> None:
    scene = side.scene
    elect(scene, side.wang, side.wang, side.li, side.zhou)
    agreeing.draft(scene.fresh(), actor=scene.mediator, words="It is paid.", promises=[])
    drafted = agreeing.last_draft(scene.matter)
    assert drafted
    for actor in (side.wang, scene.other):
        agreeing.sign(scene.fresh(), actor=actor, digest=drafted.digest)
    agreeing.conclude(scene.fresh(), actor=scene.mediator, digest=drafted.digest)
    agreeing.close(scene.fresh(), actor=side.wang)
    side.wang.memberships.all().delete()
    forget_person(side.wang.pk, timezone.now())
    agreeing.reopen(scene.fresh(), actor=side.asked, text="It began again.")
    elect(scene, side.li, side.li, side.zhou)
    assert speaking(scene, side.asked, side.li, side.zhou) == [side.li]


@pytest.mark.django_db(transaction=True)
def test_choices_of_the_same_moment_are_all_counted(transactional_db: None) -> None:
    scene = scene_of(build())
    scene.mediate()
    wang, li = join(scene, "Wang Fang"), join(scene, "Li Na")
    number, key = stand(scene, wang), scene.matter.pk
    choices = [partial(_choose, key, each.pk, number) for each in (scene.member, wang, li)]
    assert at_once(choices) == [None, None, None]
    assert speaking(scene, wang, li) == [wang]
    assert Entry.objects.filter(event="mediation.change_speaker").count() == 1


def _choose(matter: int, person: int, backing: int) -> None:
    chosen = Matter.objects.get(pk=matter), Person.objects.get(pk=person)
    electing.choose(chosen[0], actor=chosen[1], backing=backing)
