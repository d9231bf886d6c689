"""A meeting stays at the hour that was agreed when the rules of the place's clock change."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from unionhall.ground import zones
from unionhall.ground.tests.systems import make_system
from unionhall.kernel.journal import events, verification
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.notices.calendars import calendar_of
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.places.models import Place
from unionhall.rooms.mediation.agenda.meetings import appointments
from unionhall.rooms.mediation.models import Dispute, Slot
from unionhall.rooms.mediation.procedure.hours import keep_hours
from unionhall.rooms.mediation.procedure.talking import Time, choose_times, propose_times
from unionhall.rooms.mediation.tests.dispute import Scene

NINE_BY_OLD_RULES = datetime(2036, 12, 1, 17, tzinfo=UTC)
NINE_BY_NEW_RULES = datetime(2036, 12, 1, 16, tzinfo=UTC)


@pytest.fixture
def proposed(scene: Scene, tmp_path: Path) -> Iterator[Scene]:
    """Nine in the morning is proposed in Vancouver, while the hall has old rules of its clock."""
    Place.objects.filter(pk=scene.town.union.pk).update(time_zone="America/Vancouver")
    scene.mediate()
    zones.choose(make_system(tmp_path, "# version 2099a"))
    nine = datetime(2036, 12, 1, 9, tzinfo=ZoneInfo("America/Vancouver"))
    meeting = Time(nine, nine + timedelta(hours=1), "Room 4")
    propose_times(scene.fresh(), actor=scene.mediator, times=[meeting])
    yield scene
    zones.choose()


@pytest.fixture
def agreed(proposed: Scene) -> Scene:
    for side in (proposed.member, proposed.other):
        choose_times(proposed.fresh(), actor=side, chosen=[1])
    assert proposed.fresh().dispute.meets_at == NINE_BY_OLD_RULES
    return proposed


def kept(scene: Scene) -> int:
    return Entry.objects.filter(stream=scene.matter.stream, event="mediation.keep_hour").count()


def test_it_stays_at_nine_by_the_new_rules_and_both_sides_are_told(agreed: Scene) -> None:
    assert keep_hours() == 0
    zones.choose()
    assert keep_hours() == 1
    dispute = agreed.fresh().dispute
    assert dispute.meets_at == NINE_BY_NEW_RULES
    assert dispute.meets_until == NINE_BY_NEW_RULES + timedelta(hours=1)
    assert Notice.objects.filter(matter=agreed.matter, event="mediation.keep_hour").exists()
    assert list(verification.verify()) == []
    assert (keep_hours(), kept(agreed)) == (0, 1)


def test_programs_of_calendars_take_the_new_instant_for_a_new_time(agreed: Scene) -> None:
    before = calendar_of(appointments([agreed.fresh()]), "Meetings").decode()
    zones.choose()
    keep_hours()
    after = calendar_of(appointments([agreed.fresh()]), "Meetings").decode()
    assert ("DTSTART:20361201T170000Z" in before, "SEQUENCE:0" in before) == (True, True)
    assert ("DTSTART:20361201T160000Z" in after, "SEQUENCE:1" in after) == (True, True)


def test_what_is_only_proposed_stays_at_its_hour_too(proposed: Scene) -> None:
    zones.choose()
    assert keep_hours() == 1
    slot = Slot.objects.get(matter=proposed.matter)
    assert (slot.starts_at, slot.ahead) == (NINE_BY_NEW_RULES, -7 * 60)
    for side in (proposed.member, proposed.other):
        choose_times(proposed.fresh(), actor=side, chosen=[1])
    assert proposed.fresh().dispute.meets_at == NINE_BY_NEW_RULES


def test_what_is_over_or_of_an_unknown_hour_stays_where_it_was(agreed: Scene) -> None:
    zones.choose()
    assert keep_hours(NINE_BY_OLD_RULES + timedelta(days=1)) == 0
    Dispute.objects.update(meets_ahead=None)
    assert keep_hours() == 0
    assert agreed.fresh().dispute.meets_at == NINE_BY_OLD_RULES


def test_another_zone_of_the_place_moves_nothing(agreed: Scene) -> None:
    zones.choose()
    Place.objects.filter(pk=agreed.town.union.pk).update(time_zone="America/Denver")
    assert (keep_hours(), kept(agreed)) == (0, 0)
    assert agreed.fresh().dispute.meets_at == NINE_BY_OLD_RULES


def test_who_has_only_proposals_is_told_of_proposals(proposed: Scene) -> None:
    zones.choose()
    keep_hours()
    assert Notice.objects.filter(matter=proposed.matter, event="mediation.keep_hour").exists()
    assert "agreed or proposed stays" in str(events.sentence("mediation.keep_hour"))
