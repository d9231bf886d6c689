"""Nobody loses a case by a day: warned 7, 3 and 1 days before, loudly, and never afterwards."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from unionhall.kernel.matters.models import Deadline
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures import clock
from unionhall.kernel.procedures.refusals import NotAllowed, NotNow
from unionhall.kernel.web.rows import rows
from unionhall.rooms.mediation.procedure import going_on
from unionhall.rooms.mediation.tests.dispute import Scene

TENTH = datetime(2027, 2, 10, 12, 0, tzinfo=UTC)
LAST = date(2027, 3, 1)


@pytest.fixture
def on_the_way(scene: Scene, it_is: Callable[[datetime], None]) -> Scene:
    """On the tenth of February the claimant goes elsewhere, and must file by the first of March."""
    it_is(TENTH)
    Place.objects.filter(pk=scene.town.union.pk).update(rule_pack="cn")
    scene.town.north = Place.objects.get(pk=scene.town.north.pk)
    scene.ask(employed_until=date(2026, 3, 1))
    scene.choose()
    going_on.go_elsewhere(scene.fresh(), actor=scene.member)
    return scene


def warnings() -> list[date]:
    told = Notice.objects.filter(event="mediation.warn", person__mask_in="mediation").order_by("created_at")
    return [each.created_at.date() for each in told]


def live_through(it_is: Callable[[datetime], None], days: int) -> None:
    """The clock, twice a day, from the eleventh of February on."""
    for day in range(1, days + 1):
        for hour in (6, 18):
            it_is(TENTH.replace(hour=hour) + timedelta(days=day))
            clock.tick()


def test_they_come_seven_three_and_one_day_before(
    on_the_way: Scene, it_is: Callable[[datetime], None]
) -> None:
    live_through(it_is, 30)
    assert warnings() == [date(2027, 2, 22), date(2027, 2, 26), date(2027, 2, 28)]


def test_they_are_loud_and_reach_both_the_party_and_the_mediator(
    on_the_way: Scene, it_is: Callable[[datetime], None]
) -> None:
    live_through(it_is, 13)
    told = Notice.objects.filter(event="mediation.warn")
    assert {each.person_id for each in told} == {on_the_way.matter.subject_id, on_the_way.mediator.pk}
    assert all(each.loud and each.urgent for each in told)


def test_who_has_filed_is_not_warned_of_it_any_more(
    on_the_way: Scene, it_is: Callable[[datetime], None]
) -> None:
    live_through(it_is, 13)
    going_on.write_milestone(
        on_the_way.fresh(), actor=on_the_way.member, name="file", happened_on=date(2027, 2, 23)
    )
    live_through(it_is, 17)
    assert warnings() == [date(2027, 2, 22)]


def test_a_warning_whose_day_has_passed_never_comes(scene: Scene, it_is: Callable[[datetime], None]) -> None:
    it_is(datetime(2027, 2, 27, 12, 0, tzinfo=UTC))
    scene.ask(employed_until=date(2026, 3, 1))
    scene.choose()
    going_on.go_elsewhere(scene.fresh(), actor=scene.member)
    for day in (28, 29, 30):
        it_is(datetime(2027, 2, 1, 18, 0, tzinfo=UTC) + timedelta(days=day - 1))
        clock.tick()
    assert warnings() == [date(2027, 2, 28)]


def test_a_warning_is_never_shown_as_the_day_that_is_due(on_the_way: Scene) -> None:
    matter = on_the_way.fresh()
    assert matter.due_at
    assert matter.due_at.date() == LAST
    (line,) = rows([matter])
    assert "File for arbitration by" in line["due"]["sentence"]
    assert matter.clock_at
    assert matter.clock_at.date() == date(2027, 2, 22)


def test_a_warning_makes_nobody_late(on_the_way: Scene, it_is: Callable[[datetime], None]) -> None:
    live_through(it_is, 13)
    assert rows([on_the_way.fresh()])[0]["due"]["tone"] != "late"
    assert not Deadline.objects.running().filter(missed_at__isnull=False).exists()


def test_after_the_last_day_everybody_is_told_once(
    on_the_way: Scene, it_is: Callable[[datetime], None]
) -> None:
    live_through(it_is, 30)
    told = Notice.objects.filter(event="mediation.pass_day", person=on_the_way.matter.subject)
    assert [each.created_at.date() for each in told] == [date(2027, 3, 2)]
    (running,) = on_the_way.fresh().deadlines.running()
    assert running.rule == "mediation.again"


def test_silence_of_the_arbitration_body_begins_the_way_to_court(
    on_the_way: Scene, it_is: Callable[[datetime], None]
) -> None:
    going_on.write_milestone(
        on_the_way.fresh(), actor=on_the_way.member, name="file", happened_on=date(2027, 2, 10)
    )
    assert on_the_way.fresh().due_at.date() == date(2027, 2, 15)  # type: ignore[union-attr]
    live_through(it_is, 6)
    running = Deadline.objects.running().values_list("rule", "due_on")
    assert ("mediation.sue", date(2027, 3, 2)) in running
    live_through(it_is, 15)
    assert warnings() == [date(2027, 2, 23)]


def test_only_the_claimant_and_the_mediator_write_what_happened(on_the_way: Scene) -> None:
    for somebody in (on_the_way.other, on_the_way.chair, HALL):
        with pytest.raises(NotAllowed):
            going_on.write_milestone(
                on_the_way.fresh(), actor=somebody, name="file", happened_on=date(2027, 2, 10)
            )


def test_the_claimant_ends_it_and_nothing_is_counted_any_more(
    on_the_way: Scene, it_is: Callable[[datetime], None]
) -> None:
    going_on.end(on_the_way.fresh(), actor=on_the_way.member)
    assert (on_the_way.fresh().state, on_the_way.matter.clock_at) == ("ended", None)
    live_through(it_is, 30)
    assert warnings() == []
    with pytest.raises(NotNow):
        going_on.end(on_the_way.fresh(), actor=on_the_way.member)
