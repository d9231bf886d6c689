"""The last day to file is watched from the first day on, in whatever state the dispute is."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.proving import proved
from tests.town import person
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Deadline
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures import clock
from unionhall.kernel.web.rows import rows
from unionhall.rooms.mediation.procedure import agreeing, beginning, going_on, inviting, promises
from unionhall.rooms.mediation.tests.dispute import Scene
from unionhall.rooms.mediation.tests.knocking import read
from unionhall.rooms.mediation.tests.test_mediating_pages import by_receipt

BEGUN = datetime(2027, 2, 15, 12, 0, tzinfo=UTC)
LAST = date(2027, 3, 1)
WARNED = [date(2027, 2, 22), date(2027, 2, 26), date(2027, 2, 28)]


@pytest.fixture
def begun(scene: Scene, it_is: Callable[[datetime], None]) -> Scene:
    """On the fifteenth of February somebody asks, and must file by the first of March."""
    it_is(BEGUN)
    scene.ask(employed_until=date(2026, 3, 1))
    return scene


def live(it_is: Callable[[datetime], None], first: int = 1, last: int = 16) -> None:
    """The clock, in the morning and in the evening, on those days after the beginning."""
    for day in range(first, last + 1):
        for hour in (0, 10):
            it_is(BEGUN.replace(hour=hour, minute=1) + timedelta(days=day))
            clock.tick()


def warned(scene: Scene) -> list[date]:
    told = Entry.objects.filter(stream=scene.matter.stream, event="mediation.warn").order_by("number")
    return [each.occurred_at.date() for each in told]


def received(scene: Scene) -> None:
    """Nobody does anything: it goes a level up, and then its time is over."""


def invited(scene: Scene) -> None:
    beginning.accept(scene.fresh(), actor=scene.chair)


def choosing(scene: Scene) -> None:
    invited(scene)
    inviting.take_part(scene.fresh(), actor=scene.seat_other())


def mediating(scene: Scene) -> None:
    scene.choose()


def gone_up(scene: Scene) -> None:
    scene.choose()
    going_on.go_up(scene.fresh(), actor=scene.member)


def broken(scene: Scene) -> None:
    scene.choose()
    scene.agree()
    (promise,) = promises.open_promises(scene.fresh())
    agreeing.report_broken(scene.fresh(), actor=scene.member, promise=promise, text="Nothing came.")


def appealed(scene: Scene) -> None:
    beginning.decline(scene.fresh(), actor=scene.chair, text="Not here.")
    beginning.appeal(scene.fresh(), actor=scene.member, text="But here.")


def refused_and_gone(scene: Scene) -> None:
    choosing(scene)
    inviting.refuse(scene.fresh(), actor=scene.other)
    going_on.go_on_elsewhere(scene.fresh(), actor=scene.member)


def declined_and_gone(scene: Scene) -> None:
    beginning.decline(scene.fresh(), actor=scene.chair, text="Not here.")
    going_on.go_on_elsewhere(scene.fresh(), actor=scene.member)


EVERYWHERE = (
    received,
    invited,
    choosing,
    mediating,
    gone_up,
    broken,
    appealed,
    refused_and_gone,
    declined_and_gone,
)


@pytest.mark.parametrize("come_to", EVERYWHERE)
def test_the_hall_warns_wherever_the_dispute_stands(
    begun: Scene, it_is: Callable[[datetime], None], come_to: Callable[[Scene], None]
) -> None:
    come_to(begun)
    live(it_is)
    assert warned(begun) == WARNED
    passed = Entry.objects.filter(stream=begun.matter.stream, event="mediation.pass_day")
    assert [each.occurred_at.date() for each in passed] == [LAST + timedelta(days=1)]
    told = Notice.objects.filter(event="mediation.warn", person=begun.matter.subject)
    assert len(told) == len(WARNED)
    assert all(each.loud and each.urgent for each in told)


def test_a_grievance_by_steps_is_warned_at_each_of_them(
    scene: Scene, it_is: Callable[[datetime], None]
) -> None:
    it_is(BEGUN)
    Place.objects.filter(pk=scene.town.union.pk).update(rule_pack="grievance")
    scene.town.north = Place.objects.get(pk=scene.town.north.pk)
    scene.ask(employed_until=date(2027, 1, 30))
    beginning.begin_steps(scene.fresh(), actor=scene.chair)
    live(it_is)
    assert scene.fresh().state == "step_2"
    assert warned(scene) == WARNED


def agreed(scene: Scene) -> None:
    scene.choose()
    scene.agree()


def withdrawn(scene: Scene) -> None:
    inviting.withdraw(scene.fresh(), actor=scene.member)


def refused(scene: Scene) -> None:
    choosing(scene)
    inviting.refuse(scene.fresh(), actor=scene.other)


@pytest.mark.parametrize("come_to", [agreed, withdrawn, refused])
def test_what_is_agreed_withdrawn_or_refused_warns_no_more(
    begun: Scene, it_is: Callable[[datetime], None], come_to: Callable[[Scene], None]
) -> None:
    live(it_is, last=7)
    begun.fresh()
    come_to(begun)
    live(it_is, first=8)
    assert warned(begun) == WARNED[:1]
    assert not begun.matter.deadlines.running().filter(overdue__in=["warn", "pass_day"]).exists()


def test_pay_owed_while_the_employment_lasts_warns_of_nothing(
    scene: Scene, it_is: Callable[[datetime], None]
) -> None:
    it_is(BEGUN)
    scene.ask(employed_until=None)
    live(it_is)
    assert warned(scene) == []


def test_no_warning_reaches_the_other_side(begun: Scene, it_is: Callable[[datetime], None]) -> None:
    invited(begun)
    other = person("Frank Foreman", begun.town.mill)
    inviting.take_seat(begun.fresh(), actor=other, code=begun.link())
    live(it_is)
    told = Notice.objects.filter(event__in=["mediation.warn", "mediation.pass_day"])
    assert {each.person_id for each in told} == {begun.matter.subject_id, begun.chair.pk}
    everybody = Notice.objects.filter(event="mediation.run_out")
    assert len({each.person_id for each in everybody}) == len({each.person_id for each in told}) + 1


def test_the_day_to_file_is_not_shown_as_what_the_committee_owes(begun: Scene) -> None:
    matter = begun.fresh()
    assert "take it on" in rows([matter])[0]["due"]["sentence"]
    assert matter.due_at
    assert matter.due_at.date() < LAST


def test_a_warning_that_is_due_survives_a_move_of_that_minute(
    begun: Scene, it_is: Callable[[datetime], None]
) -> None:
    mediating(begun)
    it_is(datetime(2027, 2, 22, 12, 0, tzinfo=UTC))
    going_on.go_up(begun.fresh(), actor=begun.member)
    clock.tick()
    assert warned(begun) == WARNED[:1]


def test_a_day_that_passes_with_the_time_of_mediation_is_told_all_the_same(
    scene: Scene, it_is: Callable[[datetime], None]
) -> None:
    it_is(BEGUN - timedelta(days=1))
    scene.ask(employed_until=date(2026, 3, 1))
    mediating(scene)
    assert {each.due_on for each in scene.matter.deadlines.running().filter(state="")} == {LAST}
    live(it_is, first=0)
    told = Entry.objects.filter(stream=scene.matter.stream, number__gte=1).values_list("event", flat=True)
    assert {"mediation.run_out", "mediation.pass_day"} <= {*told}


def page(scene: Scene, reader: Person) -> str:
    return read(proved(reader).get(f"/matters/{scene.matter.reference}/"))


NEAR = "File for arbitration: the last day is"


def test_the_page_says_it_high_up_to_the_side_that_asked_alone(scene: Scene, it_is: Any) -> None:
    it_is(BEGUN)
    scene.ask(employed_until=date(2026, 3, 1))
    choosing(scene)
    mine = page(scene, scene.member)
    assert f"{NEAR} Mon, 1 Mar 2027, 14 days left." in mine
    assert mine.index(NEAR) < mine.index("What it is about")
    assert NEAR not in by_page(scene)
    assert NEAR not in page(scene, scene.chair)


def by_page(scene: Scene) -> str:
    return read(by_receipt(scene))


def test_the_page_says_that_the_day_has_passed(begun: Scene, it_is: Any) -> None:
    it_is(datetime(2027, 3, 2, 12, 0, tzinfo=UTC))
    assert "File for arbitration: the last day was Mon, 1 Mar 2027." in page(begun, begun.member)


def test_a_day_that_is_far_away_needs_no_such_sentence(scene: Scene, it_is: Any) -> None:
    it_is(BEGUN)
    scene.ask(employed_until=date(2026, 3, 20))
    assert NEAR not in page(scene, scene.member)


def test_the_page_promises_warnings_only_where_they_come(begun: Scene) -> None:
    promised = "The hall warns you before each day"
    assert promised in page(begun, begun.member)
    choosing(begun)
    assert promised not in by_page(begun)
    inviting.refuse(begun.fresh(), actor=begun.other)
    refused_page = page(begun, begun.member)
    assert promised not in refused_page
    assert "Go on elsewhere" in refused_page
    assert "Go on elsewhere" not in by_page(begun)


def test_who_goes_on_elsewhere_has_no_time_of_mediation_any_more(begun: Scene) -> None:
    refused_and_gone(begun)
    matter = begun.fresh()
    assert matter.state == "elsewhere"
    assert not Deadline.objects.running().filter(matter=matter, state="").exists()
    assert "File for arbitration by" in rows([matter])[0]["due"]["sentence"]
