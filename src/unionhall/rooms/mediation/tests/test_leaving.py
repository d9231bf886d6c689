"""Whoever joined the side that asked can leave it again: without a trace of who, and the others go on."""

import pytest
from django.test import Client

from tests.proving import proved
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.people.masks import mask_of
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.mediation.models import Backing
from unionhall.rooms.mediation.procedure import beginning, electing
from unionhall.rooms.mediation.tests.colleagues import elect, join, join_as_guest, speaking, stand
from unionhall.rooms.mediation.tests.dispute import Scene
from unionhall.rooms.mediation.tests.knocking import keyed, read


@pytest.fixture
def asked(scene: Scene) -> Scene:
    scene.ask()
    return scene


def last(scene: Scene) -> Entry:
    found: Entry = Entry.objects.filter(stream=scene.matter.stream).latest("number")
    return found


def test_who_left_sees_nothing_and_the_journal_names_nobody(asked: Scene) -> None:
    ann = join(asked, "Ann Other")
    client, address = proved(ann), f"/matters/{asked.matter.reference}/"
    done = client.post(f"{address}leave/", keyed())
    assert "You left the dispute" in read(done)
    assert client.get(address).status_code == 404
    member = read(proved(asked.member).get(address))
    assert "Somebody of the side that asked left it." in member
    assert "Ann" not in member
    written = last(asked)
    assert (written.event, written.payload) == ("mediation.leave", {})
    assert written.actor == mask_of(ann, "mediation").uid != ann.uid


def test_a_guest_leaves_with_the_code_which_opens_nothing_then(asked: Scene) -> None:
    _guest, code = join_as_guest(asked)
    browser = Client(enforce_csrf_checks=True)
    assert "Leave the side that asked" in read(browser.post("/receipt/", {"code": code}, follow=True))
    done = browser.post("/receipt/leave/", keyed(code=code), follow=True)
    assert "opens nothing any more" in read(done)
    assert browser.post("/receipt/", {"code": code}, follow=True).status_code == 422
    assert not asked.fresh().receipts.exists()


def test_what_they_chose_and_who_chose_them_goes_along(asked: Scene) -> None:
    ann, ben = join(asked, "Ann Other"), join(asked, "Ben Third")
    number = stand(asked, ann)
    electing.choose(asked.fresh(), actor=ben, backing=number)
    electing.leave(asked.fresh(), actor=ann)
    assert [each.chooses for each in Backing.objects.all()] == [None]
    assert speaking(asked, asked.member, ben) == [asked.member]


def test_where_the_speaker_leaves_whoever_asked_speaks_again(asked: Scene) -> None:
    ann, ben = join(asked, "Ann Other"), join(asked, "Ben Third")
    elect(asked, ann, ann, ben)
    assert speaking(asked, asked.member, ann, ben) == [ann]
    electing.leave(asked.fresh(), actor=ann)
    assert speaking(asked, asked.member, ben) == [asked.member]
    assert not asked.fresh().dispute.is_represented


def test_more_than_half_of_those_who_are_left_is_enough(asked: Scene) -> None:
    ann, ben, cleo = (join(asked, name) for name in ("Ann Other", "Ben Third", "Cleo Fourth"))
    elect(asked, ann, ann, ben)
    assert speaking(asked, asked.member, ann) == [asked.member]
    electing.leave(asked.fresh(), actor=cleo)
    assert speaking(asked, asked.member, ann) == [Person.objects.get(pk=ann.pk)]


def test_neither_who_asked_nor_the_other_side_leaves_so(asked: Scene) -> None:
    beginning.accept(asked.fresh(), actor=asked.chair)
    for actor in (asked.member, asked.seat_other(), asked.chair, asked.town.neighbour):
        with pytest.raises(NotAllowed):
            electing.leave(asked.fresh(), actor=actor)
