"""What became of a thing, act by act and word by word."""

from typing import TYPE_CHECKING

from django.utils.translation import override

from unionhall.kernel.people.actors import HALL
from unionhall.kernel.things import changing
from unionhall.kernel.things.declaration import Things
from unionhall.kernel.things.history import Change, since, steps
from unionhall.rooms.desk.models import Window

if TYPE_CHECKING:
    from tests.town import Town


def test_a_change_says_what_stood_there_before(town: "Town") -> None:
    window = changing.add(Window, "buses", {"title": {"en": "Buses"}, "order": 3}, actor=HALL)
    changing.change(window, {"title": {"en": "Buses", "zh-hans": "班车"}, "order": 4}, actor=town.coordinator)
    newest, first = steps(window)
    assert newest.changes == [
        Change("What it is called (简体中文)", "", "班车"),
        Change("Place among the windows", "3", "4"),
    ]
    assert first.changes[0] == Change("What it is called (English)", "", "Buses")


def test_every_act_is_a_step_the_newest_first(town: "Town") -> None:
    window = changing.add(Window, "buses", {"title": {"en": "Buses"}}, actor=HALL)
    changing.retire(window, actor=town.coordinator)
    changing.change(window, {"order": 4}, actor=town.coordinator)
    said = [step.entry.event for step in steps(window) if step.entry]
    assert said == ["things.changed", "things.retired", "things.added"]
    assert [len(step.changes) for step in steps(window)] == [1, 0, 2]


def test_a_thing_that_is_older_than_its_journal_knows_what_it_said(town: "Town") -> None:
    window = town.desk.service.service.window
    changing.change(window, {"title": {"en": "Everything"}}, actor=town.coordinator)
    (only,) = steps(window)
    assert only.changes == [Change("What it is called (English)", "General", "Everything")]


def test_a_version_that_is_older_than_the_journal_is_a_step(town: "Town") -> None:
    service = town.desk.service.service
    changing.change(service, {"papers": [{"en": "Your pass", "zh-hans": "证件"}]}, actor=town.coordinator)
    newest, first = steps(service)
    assert first.entry is None
    assert newest.changes == [Change("Papers to bring", "", "Your pass / 证件")]


def test_relations_are_said_by_name(town: "Town", venues: Things) -> None:
    hall = {"title": {"en": "The old weaving hall"}, "seats": 80, "place": town.north}
    venue = changing.add(venues.model, "weaving", hall, actor=HALL)
    changing.change(venue, {"place": town.south}, actor=town.coordinator)
    assert steps(venue)[0].changes == [Change("Where", "North", "South")]


def test_what_others_changed_meanwhile_is_told(town: "Town") -> None:
    window = changing.add(Window, "buses", {"title": {"en": "Buses"}, "order": 3}, actor=HALL)
    changing.change(window, {"order": 4}, actor=town.coordinator)
    assert since(window, 1) == [Change("Place among the windows", "3", "4")]
    assert since(window, 2) == []


def test_it_is_said_in_the_reader_s_language(town: "Town") -> None:
    window = changing.add(Window, "buses", {"title": {"en": "Buses"}, "order": 3}, actor=HALL)
    with override("zh-hans"):
        labels = [change.label for change in steps(window)[0].changes]
    assert not any("order" in label or "window" in label for label in labels)
