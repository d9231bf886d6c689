"""The way elsewhere: each last day as the rules of the place have it, from what happened and when."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures import packs
from unionhall.kernel.procedures.rules import RuleSet
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
        "take_on": date(2027, 2, 11),  # 5 days, and the spring feast after them
        "serve": date(2027, 2, 11),  # the same
        "defend": date(2027, 2, 15),  # 10 days and a weekend
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


def test_days_of_the_law_run_through_the_spring_feast_and_end_after_it(chinese: Scene) -> None:
    happened(chinese, "file", 2, 3)
    (_filing, taking_on) = counting.days(chinese.fresh())
    assert (taking_on.due_on, taking_on.explanation["holidays"]) == (date(2027, 2, 11), [])
    assert taking_on.explanation["moved_from"][0]["on"] == "2027-02-08"
    assert taking_on.explanation["moved_by"] == "Civil Code §203"


def test_a_last_day_on_which_nobody_works_is_not_over_before_the_next_working_day(
    chinese: Scene, it_is: Callable[[datetime], None]
) -> None:
    """A year after a Saturday ends on a Sunday; the Monday after it is the last day."""
    Matter.objects.update(kind="discipline")
    dispute = chinese.fresh().dispute
    dispute.happened_on = date(2025, 11, 29)
    dispute.save()
    it_is(datetime(2026, 11, 30, 2, 0, tzinfo=UTC))
    (filing,) = counting.days(chinese.fresh())
    assert (filing.due_on, filing.is_over) == (date(2026, 11, 30), False)


def test_a_dispute_from_before_the_hall_knew_of_it_has_the_same_day(chinese: Scene) -> None:
    rules = chinese.fresh().rules
    for rule in rules.rules["rules"]:
        rule.pop("moved_by", None)
    rules.pk, rules.digest = None, "as it was"
    rules._state.adding = True
    rules.save()
    Matter.objects.update(rules=rules)
    happened(chinese, "file", 2, 1)
    assert last_days(chinese.fresh())["take_on"] == date(2027, 2, 11)


def test_where_a_rule_counts_working_days_holidays_are_left_out(
    chinese: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = packs.pack("cn").to_json()
    (taking_on,) = (rule for rule in pack["rules"] if rule["key"] == "mediation.take_on")
    taking_on.update(unit="working_days", moved_by="")
    monkeypatch.setattr(packs, "pack", lambda name: RuleSet.from_json(pack))
    Milestone.objects.create(matter=chinese.matter, name="file", happened_on=date(2026, 9, 29))
    found = counting.days(chinese.fresh())[1]
    assert found.due_on > date(2026, 10, 8)
    assert found.explanation["holidays"]


def test_a_longer_time_for_the_award_is_counted(chinese: Scene) -> None:
    happened(chinese, "take_on", 2, 2)
    before = last_days(chinese.fresh())["award"]
    Milestone.objects.create(matter=chinese.matter, name="award", extra=15)
    after = counting.days(chinese.fresh())[-1]
    assert (before, after.due_on) == (date(2027, 3, 19), date(2027, 4, 6))  # 3 April, and Qingming after it
    assert (after.link.name, after.done_on, after.explanation["extra"]) == ("award", None, 15)


def test_silence_on_whether_they_take_it_on_leads_to_the_court(
    chinese: Scene, it_is: Callable[[datetime], None]
) -> None:
    happened(chinese, "file", 2, 1)
    assert "sue" not in last_days(chinese.fresh())
    it_is(datetime(2027, 2, 12, 12, 0, tzinfo=UTC))
    assert last_days(chinese.fresh()) == {
        "file": date(2027, 3, 1),
        "take_on": date(2027, 2, 11),
        "sue": date(2027, 2, 26),
    }


def test_an_award_that_does_not_come_leads_to_the_court(
    chinese: Scene, it_is: Callable[[datetime], None]
) -> None:
    happened(chinese, "take_on", 2, 2)
    assert "sue" not in last_days(chinese.fresh())
    it_is(datetime(2027, 3, 20, 12, 0, tzinfo=UTC))
    assert last_days(chinese.fresh())["sue"] == date(2027, 4, 6)


def test_a_case_that_was_taken_on_late_waits_for_its_award(
    chinese: Scene, it_is: Callable[[datetime], None]
) -> None:
    happened(chinese, "file", 2, 1)
    it_is(datetime(2027, 2, 12, 12, 0, tzinfo=UTC))
    happened(chinese, "take_on", 2, 11)
    found = last_days(chinese.fresh())
    assert "sue" not in found
    assert found["award"] == date(2027, 3, 29)


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
