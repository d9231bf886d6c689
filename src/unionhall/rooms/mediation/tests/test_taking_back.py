"""What was said to all, and what was decided, is taken back within a minute, and stays sealed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests.proving import proved
from tests.undoing import check_taken_back
from unionhall.kernel.matters.models import Matter, Message
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures.next_steps import next_step
from unionhall.kernel.procedures.refusals import NotAllowed, NotNow
from unionhall.rooms.mediation.post import letters
from unionhall.rooms.mediation.procedure import agreeing, beginning, going_on, talking, undoing
from unionhall.rooms.mediation.tests.dispute import CONTACT, Scene
from unionhall.rooms.mediation.tests.knocking import keyed, read

WORDS = "Four weekends, as Frank knows."
Act = Callable[[Scene, Matter], Matter]
BEGUN: dict[str, Act] = {
    "accept": lambda scene, matter: beginning.accept(matter, actor=scene.chair),
    "decline": lambda scene, matter: beginning.decline(matter, actor=scene.chair, text="Not here."),
}


@pytest.mark.parametrize("act", BEGUN.values(), ids=BEGUN)
def test_the_chair_takes_back_what_was_decided(scene: Scene, act: Act) -> None:
    check_taken_back(scene.ask(), lambda asked: act(scene, asked), undoing.take_back, by=scene.chair)


def test_who_had_it_before_has_it_again(scene: Scene) -> None:
    asked = scene.ask()
    assert asked.handler == scene.chair
    other = scene.town.coordinator
    back = check_taken_back(
        asked, lambda found: beginning.accept(found, actor=other), undoing.take_back, by=other
    )
    assert back.handler == scene.chair


def test_a_side_takes_back_what_it_said_to_all(scene: Scene) -> None:
    check_taken_back(
        scene.mediate(),
        lambda matter: talking.say(matter, actor=scene.member, text=WORDS),
        undoing.take_back,
        by=scene.member,
    )


def test_a_close_after_the_follow_up_is_taken_back(scene: Scene) -> None:
    scene.mediate()
    agreed = scene.agree(promises=[])
    check_taken_back(
        agreed,
        lambda matter: agreeing.close_for_both(matter, actor=scene.mediator, text="Both say so."),
        undoing.take_back,
        by=scene.mediator,
    )


def test_an_answer_of_a_step_that_was_taken_back_is_none(scene: Scene) -> None:
    Place.objects.filter(pk=scene.town.union.pk).update(rule_pack="grievance")
    scene.town.north = Place.objects.get(pk=scene.town.north.pk)
    scene.ask()
    check_taken_back(
        beginning.begin_steps(scene.fresh(), actor=scene.chair),
        lambda matter: going_on.answer_step(matter, actor=scene.chair, text=WORDS),
        undoing.take_back,
        by=scene.chair,
    )
    assert "accepts the answer" not in str(next_step(scene.fresh(), scene.chair, is_party=False))


def test_neither_the_other_side_nor_the_mediator_takes_it_back(scene: Scene) -> None:
    scene.mediate()
    said = talking.say(scene.fresh(), actor=scene.member, text=WORDS)
    for other in (scene.mediator, scene.chair, scene.other):
        with pytest.raises(NotAllowed):
            undoing.take_back(said, actor=other)


def test_after_a_minute_it_stands(scene: Scene, it_is: Callable[[Any], None]) -> None:
    scene.mediate()
    said = talking.say(scene.fresh(), actor=scene.member, text=WORDS)
    it_is(timezone.now() + timedelta(seconds=61))
    with pytest.raises((NotAllowed, NotNow)):
        undoing.take_back(said, actor=scene.member)


def test_no_letter_leaves_for_what_was_taken_back(scene: Scene) -> None:
    scene.ask(contact={**CONTACT, "email": "frank@mill.example"})
    scene.choose()
    said = talking.say(scene.fresh(), actor=scene.member, text=WORDS)
    undoing.take_back(said, actor=scene.member)
    mail.outbox.clear()
    letters.announce(scene.matter.pk, said.journal_length)
    assert mail.outbox == []


def test_what_is_said_in_confidence_is_never_taken_back(scene: Scene) -> None:
    """The other side would read that something was."""
    scene.mediate()
    confided = talking.confide(scene.fresh(), actor=scene.member, text=WORDS)
    with pytest.raises(NotAllowed):
        undoing.take_back(confided, actor=scene.member)
    assert not any(each.for_a_minute for each in (talking.confide, talking.confide_to))


def test_on_its_page_the_words_come_back_sealed_and_for_their_writer_alone(scene: Scene) -> None:
    scene.mediate()
    client, page = proved(scene.member), f"/matters/{scene.matter.reference}/"
    client.post(f"{page}say/", keyed(text=WORDS))
    assert WORDS in read(client.get(page))
    done = client.post(f"{page}take-back/", keyed(), follow=True)
    assert "You took it back. All is as it was before." in read(done)
    assert not Message.objects.filter(matter=scene.matter).exists()
    assert WORDS in read(client.get(f"{page}say/"))
    assert WORDS not in read(proved(scene.mediator).get(f"{page}say/"))
    assert WORDS not in read(Client().post("/receipt/say/", {"code": scene.code}, follow=True))
