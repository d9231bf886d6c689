"""Two at the same moment, each with a connection of their own: nothing is lost and nothing counts twice."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.racing import at_once, kinds
from unionhall.kernel.matters.models import Matter
from unionhall.rooms.assembly.models import Voice
from unionhall.rooms.assembly.procedure import motions, screening
from unionhall.rooms.assembly.sitting import voices
from unionhall.rooms.assembly.sitting.sitting import How
from unionhall.rooms.assembly.tests import town as furniture
from unionhall.rooms.assembly.tests.deciding import open_by_name, sitting
from unionhall.rooms.assembly.voting import by_name, counting, opening

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _afresh() -> Iterator[None]:
    """Streams of other tests are gone, and so is what the process knew of them."""
    furniture.forget()
    yield
    furniture.forget()


def test_what_is_said_while_the_vote_is_closed_counts_or_is_refused(town: "Town") -> None:
    congress = town.assembly.congress(12)
    meeting = congress.sit(congress.agenda(congress.motion(subject="other")))
    number = open_by_name(congress, meeting)
    for mandate in congress.mandates[:6]:
        by_name.say(meeting, number, "yes", person=mandate.person)
    say = [partial(by_name.say, meeting, number, "no", person=each.person) for each in congress.mandates[6:]]
    close = partial(counting.close, meeting, number, actor=congress.leader)
    results = at_once([*say[:3], close, *say[3:]])
    found = kinds(results)
    furniture.forget()
    decision = sitting(meeting).decisions[-1]
    assert found["NoneType"] == 1
    assert found["Voice"] + found["NotOpenNow"] == 6
    assert decision.yes == 6
    assert decision.no == found["Voice"] == Voice.objects.filter(choice="no").count()
    assert voices.counted(decision.proof) == (6, decision.no, 0)


def test_two_chairs_open_one_vote(town: "Town") -> None:
    congress = town.assembly.congress(4)
    meeting = congress.sit(congress.agenda(congress.motion(subject="other")))
    item = meeting.items.get(number=3)
    act = partial(opening.open_vote, meeting, item, How.NAMES, actor=congress.leader)
    assert kinds(at_once([act, act, act])) == {"int": 1, "NotSo": 2}
    furniture.forget()
    assert sitting(meeting).vote is not None


def test_two_chairs_close_one_vote(town: "Town") -> None:
    congress = town.assembly.congress(4)
    motion = congress.motion(subject="other")
    meeting = congress.sit(congress.agenda(motion))
    number = open_by_name(congress, meeting)
    act = partial(counting.close, meeting, number, actor=congress.leader)
    assert kinds(at_once([act, act])) == {"NoneType": 1, "NotSo": 1}
    assert motion.decided.count() == 1


def test_a_motion_is_withdrawn_or_voted_on_and_never_both(town: "Town") -> None:
    congress = town.assembly.congress(4)
    for _time in range(3):
        motion = congress.motion(subject="other")
        meeting = congress.sit(congress.agenda(motion))
        item = meeting.items.get(number=3)
        withdraw = partial(motions.withdraw, motion, actor=congress.mandates[0].person)
        vote = partial(opening.open_vote, meeting, item, How.NAMES, actor=congress.leader)
        results = at_once([withdraw, vote])
        furniture.forget()
        is_gone = Matter.objects.get(pk=motion.pk).state == "withdrawn"
        assert is_gone == (sitting(meeting).vote is None), results


def test_two_motions_get_an_item_each(town: "Town") -> None:
    congress = town.assembly.congress(4)
    put = [congress.motion(name, subject="other") for name in ("One", "Two", "Three")]
    meeting = congress.meeting()
    act = partial(screening.put_on_agenda, actor=congress.secretary, meeting=meeting.meeting)
    assert kinds(at_once([partial(act, each) for each in put])) == {"Matter": 3}
    assert list(meeting.items.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4, 5]


def test_one_is_taken_out_or_voted_on_and_nobody_waits_for_the_other(town: "Town") -> None:
    congress = town.assembly.congress(4)
    for _time in range(3):
        put = [congress.motion(name, subject="other") for name in ("One", "Two")]
        meeting = congress.sit(congress.agenda(*put, together=True))
        item = meeting.items.get(number=3)
        out = partial(screening.take_out, put[1], actor=congress.mandates[3].person)
        vote = partial(opening.open_vote, meeting, item, How.NAMES, actor=congress.leader)
        results = at_once([out, vote])
        furniture.forget()
        found, is_out = sitting(meeting).vote, meeting.items.filter(number=4).exists()
        assert "OperationalError" not in kinds(results), results
        assert found is None or is_out == (found.about == put[0].reference), results
