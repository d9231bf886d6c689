"""The way elsewhere: each last day as the rules of the place have it, from what happened and when."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.places.models import Place
from unionhall.rooms.mediation.chain import counting
from unionhall.rooms.mediation.models import Milestone
from unionhall.rooms.mediation.tests.dispute import Scene

NOON = datetime(2027, 2, 3, 12, 0, tzinfo=UTC)
LAW = "Labour Dispute Mediation and Arbitration Law"
SOURCES = {
    "file": f"{LAW} §27",
    "take_on": f"{LAW} §29",
    "serve": f"{LAW} §30",
    "defend": f"{LAW} §30",
    "award": f"{LAW} §43",
    "sue": f"{LAW} §§48, 50",
}


@pytest.fixture
def chinese(scene: Scene, it_is: Callable[[datetime], None]) -> Scene:
    """The union lives by the law of China; it is the third of February, some days before the spring feast."""
    it_is(NOON)
    Place.objects.filter(pk=scene.town.union.pk).update(
        rule_pack="cn", calendar="CN", time_zone="Asia/Shanghai"
    )
    scene.town.north = Place.objects.get(pk=scene.town.north.pk)
    scene.ask(employed_until=date(2026, 3, 1))
    return scene


def happened(scene: Scene, name: str, month: int, day: int, extra: int = 0) -> None:
    Milestone.objects.create(matter=scene.matter, name=name, happened_on=date(2027, month, day), extra=extra)


def last_days(matter: Matter) -> dict[str, Any]:
    return {day.link.name: day.due_on for day in counting.days(matter)}


def test_at_first_there_is_only_the_day_to_file_by(chinese: Scene) -> None:
    assert last_days(chinese.fresh()) == {"file": date(2027, 3, 1)}


def test_every_number_is_that_of_the_law(chinese: Scene) -> None:
    happened(chinese, "file", 2, 1)
    happened(chinese, "take_on", 2, 2)
    happened(chinese, "serve", 2, 3)
    happened(chinese, "award", 2, 3)
    assert last_days(chinese.fresh()) == {
        "file": date(2027, 3, 1),  # a year after the employment ended
        "take_on": date(2027, 2, 6),  # 5 days
        "serve": date(2027, 2, 7),  # 5 days
        "defend": date(2027, 2, 13),  # 10 days
        "award": date(2027, 3, 19),  # 45 days
        "sue": date(2027, 2, 18),  # 15 days
    }


def test_each_says_its_source(chinese: Scene) -> None:
    happened(chinese, "file", 2, 1)
    happened(chinese, "take_on", 2, 2)
    happened(chinese, "serve", 2, 3)
    happened(chinese, "award", 2, 3)
    found = {day.link.name: day.explanation["source"] for day in counting.days(chinese.fresh())}
    assert found == SOURCES


def test_days_of_the_law_run_through_the_spring_feast(chinese: Scene) -> None:
    happened(chinese, "file", 2, 3)
    (_filing, taking_on) = counting.days(chinese.fresh())
    assert (taking_on.due_on, taking_on.explanation["holidays"]) == (date(2027, 2, 8), [])


def test_where_a_rule_counts_working_days_holidays_are_left_out(chinese: Scene) -> None:
    rules = chinese.fresh().rules
    rules.rules["rules"] = [
        {**rule, "unit": "working_days"} if rule["key"] == "mediation.take_on" else rule
        for rule in rules.rules["rules"]
    ]
    rules.pk, rules.digest = None, "in working days"
    rules._state.adding = True
    rules.save()
    Matter.objects.update(rules=rules)
    Milestone.objects.create(matter=chinese.matter, name="file", happened_on=date(2026, 9, 29))
    taking_on = counting.days(chinese.fresh())[1]
    assert taking_on.due_on > date(2026, 10, 8)
    assert taking_on.explanation["holidays"]


def test_a_longer_time_for_the_award_is_counted(chinese: Scene) -> None:
    happened(chinese, "take_on", 2, 2)
    before = last_days(chinese.fresh())["award"]
    Milestone.objects.create(matter=chinese.matter, name="award", extra=15)
    after = counting.days(chinese.fresh())[-1]
    assert (after.due_on - before).days == 15
    assert (after.link.name, after.done_on, after.explanation["extra"]) == ("award", None, 15)


def test_silence_on_whether_they_take_it_on_leads_to_the_court(
    chinese: Scene, it_is: Callable[[datetime], None]
) -> None:
    happened(chinese, "file", 2, 1)
    assert "sue" not in last_days(chinese.fresh())
    it_is(datetime(2027, 2, 7, 12, 0, tzinfo=UTC))
    assert last_days(chinese.fresh()) == {
        "file": date(2027, 3, 1),
        "take_on": date(2027, 2, 6),
        "sue": date(2027, 2, 21),
    }


def test_an_award_that_does_not_come_leads_to_the_court(
    chinese: Scene, it_is: Callable[[datetime], None]
) -> None:
    happened(chinese, "take_on", 2, 2)
    assert "sue" not in last_days(chinese.fresh())
    it_is(datetime(2027, 3, 20, 12, 0, tzinfo=UTC))
    assert last_days(chinese.fresh())["sue"] == date(2027, 4, 3)


def test_a_case_that_was_taken_on_late_waits_for_its_award(
    chinese: Scene, it_is: Callable[[datetime], None]
) -> None:
    happened(chinese, "file", 2, 1)
    it_is(datetime(2027, 2, 12, 12, 0, tzinfo=UTC))
    happened(chinese, "take_on", 2, 11)
    found = last_days(chinese.fresh())
    assert "sue" not in found
    assert found["award"] == date(2027, 3, 28)


def test_a_day_is_over_by_the_clock_of_the_place(chinese: Scene, it_is: Callable[[datetime], None]) -> None:
    it_is(datetime(2027, 3, 1, 15, 59, tzinfo=UTC))
    assert not counting.days(chinese.fresh())[0].is_over
    it_is(datetime(2027, 3, 1, 16, 1, tzinfo=UTC))
    assert counting.days(chinese.fresh())[0].is_over


def test_pay_owed_while_employed_has_no_last_day(chinese: Scene) -> None:
    chinese.ask(employed_until=None, happened_on=date(2020, 1, 1))
    assert counting.days(chinese.fresh()) == []


def test_other_disputes_count_from_the_day_it_happened(chinese: Scene) -> None:
    Matter.objects.update(kind="discipline")
    dispute = chinese.fresh().dispute
    dispute.happened_on = date(2026, 6, 30)
    dispute.save()
    assert last_days(chinese.fresh()) == {"file": date(2027, 6, 30)}


def test_elsewhere_only_a_cautious_day_to_file_is_known(scene: Scene) -> None:
    scene.ask(employed_until=date(2026, 3, 1))
    happened(scene, "file", 2, 1)
    (filing,) = counting.days(scene.fresh())
    assert (filing.due_on, filing.done_on) == (date(2027, 3, 1), date(2027, 2, 1))
    assert filing.explanation["source_kind"] == "memory"
