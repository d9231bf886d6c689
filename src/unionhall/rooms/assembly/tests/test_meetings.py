"""A meeting from its call to the report, and what is refused on the way."""

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures.asks import Wrong
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.assembly.meeting import log as keeping
from unionhall.rooms.assembly.meeting.presence import arrive, leave
from unionhall.rooms.assembly.models import Entitled, Log, Mandate, Meeting, Presence
from unionhall.rooms.assembly.procedure import meetings
from unionhall.rooms.assembly.sitting import events
from unionhall.rooms.assembly.sitting.sitting import Refused, Stage

if TYPE_CHECKING:
    from tests.town import Town


def read(matter: Matter) -> tuple[Stage, int, bool]:
    with keeping.following(Log.objects.get(pk=matter.pk)) as sitting:
        return sitting.stage, sitting.present, sitting.has_quorum


def test_it_is_called_in_time_or_not_at_all(town: "Town") -> None:
    congress = town.assembly.congress(3)
    with pytest.raises(Wrong, match="7 days"):
        meetings.call(congress.meeting(days=3), actor=congress.leader)
    assert meetings.call(congress.meeting(days=9), actor=congress.leader).state == "called"


def test_without_an_agenda_it_is_not_called(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.meeting()
    matter.items.all().delete()
    with pytest.raises(Wrong, match="agenda"):
        meetings.call(matter, actor=congress.leader)


def test_a_delegate_can_not_call_it(town: "Town") -> None:
    congress = town.assembly.congress(3)
    with pytest.raises(NotAllowed):
        meetings.call(congress.meeting(), actor=congress.mandates[0].person)


def test_every_member_of_the_place_reads_it(town: "Town", client: Client) -> None:
    matter = town.assembly.congress(3).meeting()
    client.force_login(town.neighbour)
    assert "Spring meeting" in client.get(f"/matters/{matter.reference}/").text
    client.force_login(town.outsider)
    assert client.get(f"/matters/{matter.reference}/").status_code == 404


def test_a_delegate_present_twice_counts_once(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.sitting(present=1)
    assert not arrive(matter, congress.mandates[0])
    assert read(matter) == (Stage.SITTING, 1, False)


def test_the_quorum_goes_with_those_who_leave(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.sitting(present=2)
    assert read(matter) == (Stage.SITTING, 2, True)
    leave(matter, congress.mandates[0])
    assert read(matter) == (Stage.SITTING, 1, False)


def test_what_was_given_up_leaves_nothing_in_what_a_process_knows(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.sitting(present=2)
    with transaction.atomic():
        leave(matter, congress.mandates[0])
        transaction.set_rollback(True)
    assert read(matter) == (Stage.SITTING, 2, True)


def test_a_line_of_another_process_is_followed(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.sitting(present=2)
    before = dict(keeping._kept)
    arrive(matter, congress.mandates[2])
    keeping._kept.clear()
    keeping._kept.update(before)
    assert read(matter) == (Stage.SITTING, 3, True)


def test_a_key_writes_one_line(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter, key = congress.sitting(), uuid4()
    for _twice in range(2):
        with keeping.locked(matter) as log:
            keeping.record(log, events.ItemCalled(1), actor=congress.leader, key=key)
    with keeping.locked(matter) as log, pytest.raises(Refused):
        keeping.record(log, events.ItemDone(2), actor=congress.leader)


def test_after_it_nobody_knows_who_was_there(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = meetings.close(congress.sitting(), actor=congress.leader)
    assert not Presence.objects.exists()
    arrived = [entry for entry in keeping.lines(Log.objects.get(pk=matter.pk)) if "present" in entry.payload]
    assert [entry.payload for entry in arrived] == [{"present": number} for number in (1, 2, 3)]
    assert {entry.actor for entry in arrived} == {None}


def test_it_does_not_begin_before_its_day(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = meetings.call(congress.meeting(), actor=congress.leader)
    with pytest.raises(Wrong, match="It is called for .*20"):
        meetings.begin(matter, actor=congress.leader)
    Meeting.objects.filter(pk=matter.pk).update(starts_at=timezone.now())
    assert meetings.begin(Matter.objects.get(pk=matter.pk), actor=congress.leader).state == "sitting"


def test_a_seat_that_was_filled_later_decides_nothing(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.sitting(present=2)
    Entitled.objects.filter(meeting=matter, seat=3).delete()
    with pytest.raises(Refused, match="filled_later"):
        arrive(matter, congress.mandates[2])
    standing_by = Mandate.objects.create(
        term=congress.term, constituency=congress.north, person=town.member, seat=1, standing_by=1
    )
    with pytest.raises(Refused, match="no_free_seat"):
        arrive(matter, standing_by)
    with pytest.raises(Refused, match="filled_later"):
        arrive(matter, standing_by, seat=3)
    assert read(matter)[1] == 2
