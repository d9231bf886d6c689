"""How a dispute begins: by a member, by a guest with a receipt, or written down at the counter."""

from typing import Any

import pytest
from django.db import connection

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter, Wording
from unionhall.kernel.matters.receipts import digest_of, new_code
from unionhall.kernel.people.actors import HALL, Guest
from unionhall.kernel.people.answering import NobodyAnswers
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.mediation.models import Dispute
from unionhall.rooms.mediation.procedure import beginning, inviting, sides
from unionhall.rooms.mediation.tests.dispute import CLAIM, CONTACT, WISH, Scene


def words(**more: Any) -> Dispute:
    return Dispute(claim=CLAIM, wish=WISH, contact=CONTACT, **more)


def test_a_member_asks_and_the_chair_of_their_branch_has_it(scene: Scene) -> None:
    matter = scene.ask()
    assert (matter.state, matter.handler, matter.sealed) == ("received", scene.chair, True)
    assert sides.side_of(scene.fresh(), scene.member) == "claimant"


def test_the_member_stands_in_it_by_a_mask(scene: Scene) -> None:
    scene.ask()
    assert scene.matter.subject
    assert scene.matter.subject.mask_in == "mediation"
    assert scene.member.uid not in Entry.objects.values_list("actor", flat=True)


def test_the_database_holds_none_of_its_words(scene: Scene) -> None:
    scene.ask(companions="Ruth of the choir")
    with connection.cursor() as cursor:
        cursor.execute("SELECT d::text FROM mediation_dispute d")
        (row,) = cursor.fetchone()
    assert all(each not in row for each in (CLAIM, WISH, "Foreman", "Mill Lane", "Ruth"))
    assert not Wording.objects.exists()


def test_who_is_chair_does_not_receive_their_own_dispute(scene: Scene) -> None:
    matter = beginning.new_matter("pay", scene.town.north, subject=scene.chair)
    assert matter.handler == scene.town.coordinator


def test_where_nobody_answers_it_is_said(scene: Scene) -> None:
    Office.objects.filter(role="mediation_chair").delete()
    with pytest.raises(NobodyAnswers):
        beginning.new_matter("pay", scene.town.north, subject=scene.member)


def test_nobody_asks_for_somebody_else(scene: Scene) -> None:
    matter = beginning.new_matter("pay", scene.town.north, subject=scene.member)
    with pytest.raises(NotAllowed):
        beginning.ask(matter, actor=scene.town.neighbour, dispute=words())
    assert not Matter.objects.exists()


def test_a_guest_asks_and_comes_back_by_their_receipt(scene: Scene) -> None:
    code = new_code()
    matter = beginning.new_matter("hours", scene.town.north, subject=None)
    beginning.ask(matter, actor=Guest(), dispute=words(), receipt=digest_of(code))
    kept = Matter.objects.get()
    assert (kept.subject, kept.capacity_of(Guest(digest_of(code)))) == (None, "claimant")
    inviting.withdraw(kept, actor=Guest(digest_of(code)))
    assert Matter.objects.get().state == "withdrawn"


def test_another_receipt_opens_nothing(scene: Scene) -> None:
    matter = beginning.new_matter("hours", scene.town.north, subject=None)
    beginning.ask(matter, actor=Guest(), dispute=words(), receipt=digest_of(new_code()))
    for stranger in (Guest(), Guest(digest_of(new_code())), HALL):
        with pytest.raises(NotAllowed):
            inviting.withdraw(Matter.objects.get(), actor=stranger)


@pytest.mark.parametrize("who", ["chair", "mediator"])
def test_it_is_taken_down_at_the_counter(scene: Scene, who: str) -> None:
    matter = beginning.new_matter("injury", scene.town.north, subject=scene.member)
    beginning.take_down(matter, actor=getattr(scene, who), dispute=words())
    kept = Matter.objects.get()
    assert sides.side_of(kept, scene.member) == "claimant"
    assert sides.side_of(kept, getattr(scene, who)) == ""


@pytest.mark.parametrize("who", ["steward", "coordinator", "neighbour", "member"])
def test_nobody_else_takes_it_down(scene: Scene, who: str) -> None:
    Office.objects.filter(person=scene.town.coordinator, role="mediation_chair").delete()
    writer = Person.objects.get(pk=getattr(scene.town, who).pk)
    matter = beginning.new_matter("injury", scene.town.north, subject=scene.member)
    with pytest.raises(NotAllowed):
        beginning.take_down(matter, actor=writer, dispute=words())


def test_a_mediator_does_not_take_down_their_own_dispute(scene: Scene) -> None:
    matter = beginning.new_matter("injury", scene.town.north, subject=scene.mediator)
    with pytest.raises(NotAllowed):
        beginning.take_down(matter, actor=scene.mediator, dispute=words())


def test_a_declined_one_has_a_reason_and_an_appeal_by_somebody_else(scene: Scene) -> None:
    scene.ask()
    beginning.decline(scene.fresh(), actor=scene.chair, text="Ask the court: it is about a will.")
    beginning.appeal(scene.fresh(), actor=scene.member, text="It is about my pay.")
    assert (scene.fresh().state, scene.matter.handler) == ("appealed", scene.town.coordinator)
    with pytest.raises(NotAllowed):
        beginning.allow(scene.fresh(), actor=scene.chair)
    beginning.allow(scene.fresh(), actor=scene.town.coordinator)
    assert scene.fresh().state == "invited"
