"""The demo union shows a dispute in each of several states, through the room's own moves."""

from datetime import timedelta

import pytest
from django.utils import timezone

from unionhall import demo
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Deadline, Matter, Message
from unionhall.kernel.procedures.calendars import calendar
from unionhall.rooms.mediation.chain import counting
from unionhall.rooms.mediation.models import Promise
from unionhall.rooms.mediation.procedure import backing, promises

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def disputes(lasting_db: None) -> dict[str, Matter]:
    demo.load()
    return {each.state: each for each in Matter.objects.filter(room="mediation")}


def test_there_is_one_in_each_of_five_states(disputes: dict[str, Matter]) -> None:
    assert {*disputes} == {"received", "mediating", "agreed", "elsewhere", "kept"}
    meeting = disputes["mediating"].dispute.meets_at
    assert meeting
    settled_by = disputes["mediating"].due_at
    assert settled_by
    assert timezone.now() + timedelta(days=1) < meeting < settled_by
    assert {said.audience for said in Message.objects.filter(matter=disputes["mediating"])} == {
        "",
        "claimant",
        "respondent",
    }
    today = timezone.localdate(timezone=disputes["agreed"].place.zone)
    assert [each.due_on - today for each in promises.open_promises(disputes["agreed"])] == [timedelta(1)]
    (filing,) = counting.days(disputes["elsewhere"])
    days = calendar(disputes["elsewhere"].place.calendar_code)
    moved = filing.due_on - today - timedelta(days=3)  # past days of rest alone
    assert moved >= timedelta(0)
    assert days.working_days(today + timedelta(days=2), filing.due_on) == 1
    warned = Entry.objects.filter(stream=disputes["elsewhere"].stream, event="mediation.warn")
    assert max(today - each.occurred_at.date() for each in warned) >= timedelta(days=3) - moved
    ahead = Deadline.objects.running().filter(matter=disputes["elsewhere"], rule="mediation.warn_3")
    assert ahead.exists()
    assert Promise.objects.get(matter=disputes["kept"]).kept_on


def test_colleagues_joined_one_of_them_and_two_would_speak(disputes: dict[str, Matter]) -> None:
    side = backing.Side(disputes["mediating"])
    assert (len(side.parts), len(side.standing), side.chosen) == (4, 2, None)


def test_the_mediator_and_the_chair_have_sign_ins(disputes: dict[str, Matter]) -> None:
    words = demo.credentials()["sign_in"]
    assert {"mediator", "mediation_chair"} <= {*words}
    mediator = disputes["mediating"].handler
    assert mediator
    assert mediator.email == words["mediator"]["login"]
