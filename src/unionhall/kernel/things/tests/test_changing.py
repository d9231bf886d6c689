"""Writing a thing: every act has its entry, and nobody writes over what somebody else wrote meanwhile."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from tests.racing import at_once, kinds
from unionhall.kernel.journal import verification
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.people.actors import HALL, Guest
from unionhall.kernel.procedures.refusals import KeyReused, NotAllowed
from unionhall.kernel.things import changing, content
from unionhall.kernel.things.changing import CodeTaken, Meanwhile
from unionhall.kernel.things.declaration import Things
from unionhall.kernel.things.models import Content
from unionhall.rooms.desk.models import ServiceVersion, Window

if TYPE_CHECKING:
    from tests.town import Town


def said(**more: Any) -> dict[str, Any]:
    return {"title": {"en": "Buses"}, "order": 3, **more}


def events(thing: Any) -> list[str]:
    return [entry.event for entry in Entry.objects.filter(stream=thing.stream).order_by("number")]


def test_a_new_thing_has_its_first_entry_and_what_it_said(town: "Town") -> None:
    window = changing.add(Window, "buses", said(), actor=town.coordinator)
    entry = Entry.objects.get(stream=window.stream)
    assert (entry.event, entry.actor, entry.number) == ("things.added", town.coordinator.uid, 1)
    kept = Content.objects.get(stream=window.stream)
    assert (kept.number, kept.content) == (1, {"title": {"en": "Buses"}, "order": 3})


def test_the_journal_holds_a_digest_and_none_of_the_words(town: "Town") -> None:
    window = changing.add(Window, "buses", said(), actor=town.coordinator)
    entry = Entry.objects.get(stream=window.stream)
    assert entry.payload == {"digest": content.digest(Content.objects.get(stream=window.stream).content)}


def test_every_act_is_one_entry_of_one_chain(town: "Town") -> None:
    window = changing.add(Window, "buses", said(), actor=HALL)
    changing.change(window, {"order": 4}, actor=town.coordinator)
    changing.retire(window, actor=town.coordinator)
    changing.bring_back(window, actor=town.coordinator)
    assert events(window) == ["things.added", "things.changed", "things.retired", "things.brought_back"]
    assert list(verification.verify()) == []


def test_what_is_left_out_stays_as_it_is(town: "Town") -> None:
    window = changing.add(Window, "buses", said(), actor=HALL)
    changed = changing.change(window, {"title": {"en": "Trains"}}, actor=town.coordinator)
    assert (changed.title, changed.order) == ({"en": "Trains"}, 3)


def test_what_changes_nothing_writes_nothing(town: "Town") -> None:
    window = changing.add(Window, "buses", said(), actor=HALL)
    changing.change(window, said(), actor=town.coordinator)
    assert events(window) == ["things.added"]


def test_retiring_twice_is_retiring_once(town: "Town") -> None:
    window = changing.add(Window, "buses", said(), actor=HALL)
    first = changing.retire(window, actor=town.coordinator)
    again = changing.retire(window, actor=town.coordinator)
    assert first.retired_on == again.retired_on
    assert events(window) == ["things.added", "things.retired"]
    changing.bring_back(window, actor=town.coordinator)
    changing.bring_back(window, actor=town.coordinator)
    assert events(window)[2:] == ["things.brought_back"]


def test_whoever_opened_it_before_somebody_else_wrote_is_told(town: "Town") -> None:
    window = changing.add(Window, "buses", said(), actor=HALL)
    changing.change(window, {"order": 4}, actor=town.coordinator, seen=1)
    with pytest.raises(Meanwhile):
        changing.change(window, {"order": 5}, actor=town.coordinator, seen=1)
    window.refresh_from_db()
    assert window.order == 4


def test_retiring_counts_as_writing(town: "Town") -> None:
    window = changing.add(Window, "buses", said(), actor=HALL)
    changing.retire(window, actor=town.coordinator)
    with pytest.raises(Meanwhile):
        changing.change(window, {"order": 5}, actor=town.coordinator, seen=1)


def test_the_same_form_sent_twice_writes_once(town: "Town") -> None:
    key, later = uuid4(), uuid4()
    window = changing.add(Window, "buses", said(), actor=town.coordinator, key=key)
    assert changing.add(Window, "buses", said(), actor=town.coordinator, key=key) == window
    changing.change(window, {"order": 5}, actor=town.coordinator, seen=1, key=later)
    changing.change(window, {"order": 5}, actor=town.coordinator, seen=1, key=later)
    assert events(window) == ["things.added", "things.changed"]


def test_a_key_is_good_for_one_thing_and_one_act(town: "Town") -> None:
    key = uuid4()
    window = changing.add(Window, "buses", said(), actor=HALL)
    other = changing.add(Window, "trains", said(), actor=HALL)
    changing.change(window, {"order": 5}, actor=town.coordinator, key=key)
    with pytest.raises(KeyReused):
        changing.change(other, {"order": 5}, actor=town.coordinator, key=key)
    with pytest.raises(KeyReused):
        changing.change(window, {"order": 6}, actor=HALL, key=key)


def test_no_two_things_have_one_code(town: "Town") -> None:
    changing.add(Window, "buses", said(), actor=HALL)
    with pytest.raises(CodeTaken):
        changing.add(Window, "buses", said(), actor=town.coordinator)
    assert Window.objects.filter(code="buses").count() == 1


@pytest.mark.parametrize("who", ["member", "steward", "mill_coordinator", "administrator", "chair"])
def test_nobody_else_writes(town: "Town", who: str) -> None:
    window = changing.add(Window, "buses", said(), actor=HALL)
    person = getattr(town, who)
    acts: list[Callable[[], Any]] = [
        lambda: changing.add(Window, "trains", said(), actor=person),
        lambda: changing.change(window, {"order": 5}, actor=person),
        lambda: changing.retire(window, actor=person),
        lambda: changing.bring_back(window, actor=person),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()
    assert events(window) == ["things.added"]


def test_neither_does_a_guest(town: "Town") -> None:
    with pytest.raises(NotAllowed):
        changing.add(Window, "trains", said(), actor=Guest("a receipt"))


def test_a_thing_of_a_place_is_written_by_who_serves_there_or_above(town: "Town", venues: Things) -> None:
    hall = {"title": {"en": "The old weaving hall"}, "seats": 80, "place": town.north}
    venue: Any = changing.add(venues.model, "weaving", hall, actor=town.mill_coordinator)
    assert changing.change(venue, {"seats": 90}, actor=town.coordinator).seats == 90
    with pytest.raises(NotAllowed):
        changing.change(venue, {"seats": 100}, actor=town.steward)


def test_nobody_moves_a_thing_to_a_place_that_is_not_theirs(town: "Town", venues: Things) -> None:
    hall = {"title": {"en": "The old weaving hall"}, "seats": 80, "place": town.north}
    venue = changing.add(venues.model, "weaving", hall, actor=town.mill_coordinator)
    with pytest.raises(NotAllowed):
        changing.change(venue, {"place": town.harbour}, actor=town.mill_coordinator)
    with pytest.raises(NotAllowed):
        changing.add(venues.model, "quay", {**hall, "place": town.harbour}, actor=town.mill_coordinator)


def test_what_others_refer_to_is_a_new_version_each_time(town: "Town") -> None:
    matter = town.desk.ask()
    service = town.desk.service.service
    changed = changing.change(service, {"title": {"en": "Buses"}, "amount": 3}, actor=town.coordinator)
    assert changed.current is not None
    assert (changed.current.number, changed.current.made_by) == (2, town.coordinator)
    matter.request.refresh_from_db()
    assert matter.request.service == town.desk.service
    town.desk.service.refresh_from_db()
    assert (town.desk.service.title, town.desk.service.amount) == ({"en": "Getting to work"}, 5)
    assert Entry.objects.get(stream=service.stream).payload["version"] == 2
    assert not Content.objects.filter(stream=service.stream).exists()


def test_a_version_begins_with_what_the_last_one_said(town: "Town") -> None:
    service = town.desk.service.service
    changing.change(service, {"papers": [{"en": "Your pass"}]}, actor=town.coordinator)
    last = changing.change(service, {"title": {"en": "Buses"}}, actor=town.coordinator).current
    assert last is not None
    assert (last.title, last.papers) == ({"en": "Buses"}, [{"en": "Your pass"}])
    assert ServiceVersion.objects.filter(service=service).count() == 3


def test_of_two_editors_at_once_one_is_told(transactional_db: None) -> None:
    window = changing.add(Window, "buses", said(), actor=HALL)
    results = at_once(
        [
            lambda: changing.change(window, {"order": 4}, actor=HALL, seen=1),
            lambda: changing.change(window, {"order": 5}, actor=HALL, seen=1),
        ]
    )
    assert kinds(results) == {"Window": 1, "Meanwhile": 1}
    assert events(window) == ["things.added", "things.changed"]


def test_a_form_that_comes_twice_at_once_adds_one(transactional_db: None) -> None:
    key = uuid4()
    results = at_once([lambda: changing.add(Window, "buses", said(), actor=HALL, key=key)] * 3)
    assert kinds(results) == {"Window": 3}
    assert Entry.objects.filter(event="things.added").count() == 1
