"""Going up: to whom a late matter goes, and who is told."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.models import Office
from unionhall.kernel.procedures import clock
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.desk.procedure import closing, handling
from unionhall.rooms.desk.procedure.after import appeal, uphold

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.django_db


def after(days: int) -> Matter:
    clock.tick(timezone.now() + timedelta(days=days))
    return Matter.objects.get()


def test_a_late_matter_goes_to_the_coordinator_of_the_branch_and_both_are_told(town: "Town") -> None:
    town.desk.ask()
    matter = after(10)
    assert (matter.state, matter.handler) == ("escalated", town.mill_coordinator)
    told = Notice.objects.filter(event="desk.escalate").values_list("person", flat=True)
    assert set(told) == {town.member.pk, town.mill_coordinator.pk, town.steward.pk}


def test_it_goes_on_up_to_the_union_and_stays_there(town: "Town") -> None:
    town.desk.ask()
    assert [after(days).handler for days in (10, 20, 30, 40)] == [
        town.mill_coordinator,
        town.coordinator,
        town.coordinator,
        town.coordinator,
    ]


def test_it_passes_over_a_coordinator_whose_own_matter_it_is(town: "Town") -> None:
    town.desk.ask(member=town.mill_coordinator)
    assert after(10).handler == town.coordinator


def test_it_passes_over_a_coordinator_who_stepped_aside(town: "Town") -> None:
    matter = town.desk.ask()
    matter = handling.accept(matter, actor=town.mill_coordinator)
    handling.declare_conflict(matter, actor=town.mill_coordinator)
    assert after(10).handler == town.coordinator


def test_it_passes_over_a_coordinator_whose_office_has_ended(town: "Town") -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Office.objects.filter(person=town.mill_coordinator).update(from_on=yesterday, until_on=yesterday)
    town.desk.ask()
    assert after(10).handler == town.coordinator


def test_an_appeal_goes_to_the_next_level(town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    matter = closing.decline(matter, actor=town.steward, text="This is the bus company's.")
    matter = appeal(matter, actor=town.member, text="They sent me here.")
    assert matter.handler == town.mill_coordinator
    with pytest.raises(NotAllowed):
        uphold(matter, actor=town.steward, text="As I said.")


def test_it_is_not_handed_to_who_may_not_handle_it(town: "Town") -> None:
    matter = handling.declare_conflict(town.desk.ask(), actor=town.steward)
    handler = matter.handler
    assert handler is not None
    for unfit in (town.steward, town.member, town.neighbour, town.auditor):
        with pytest.raises(NotAllowed):
            handling.hand_over(matter, actor=handler, adviser=unfit)
    assert Matter.objects.get().state == "received"


def test_a_matter_taken_on_after_a_missed_promise_does_not_wait_in_silence(town: "Town") -> None:
    town.desk.ask()
    late = after(20)
    handling.accept(late, actor=late.handler)  # type: ignore[arg-type]
    assert Matter.objects.get().clock_at is not None
    assert after(40).state == "escalated"
