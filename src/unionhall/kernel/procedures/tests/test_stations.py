"""The line with stations, for every state a request can be in."""

from typing import TYPE_CHECKING

import pytest

from unionhall.database.questions import ask
from unionhall.kernel.procedures.journey import ENTERED, been
from unionhall.kernel.procedures.stations import route, stations
from unionhall.rooms.desk.procedure import closing, handling, states

if TYPE_CHECKING:
    from tests.town import Town


@pytest.mark.parametrize(
    ("state", "line", "here"),
    [
        ("received", ["received", "accepted", "answered"], 0),
        ("accepted", ["received", "accepted", "answered"], 1),
        ("answered", ["received", "accepted", "answered"], 2),
        ("offered", ["received", "offered", "accepted", "answered"], 1),
        ("waiting", ["received", "accepted", "waiting", "answered"], 2),
        ("escalated", ["received", "escalated", "accepted", "answered"], 1),
        ("declined", ["received", "declined"], 1),
        ("withdrawn", ["received", "withdrawn"], 1),
    ],
)
def test_a_stop_off_the_line_is_drawn_where_it_happens(state: str, line: list[str], here: int) -> None:
    assert route(states.desk, state) == (line, here)


def test_every_state_has_its_place_on_a_line() -> None:
    for state in states.desk.states:
        line, here = route(states.desk, state)
        assert line[here] == state
        assert len(set(line)) == len(line)


def test_the_promise_stands_under_the_last_station_and_the_limit_under_the_next(town: "Town") -> None:
    line = stations(town.desk.ask(), limit="by Monday", promise="by Friday")
    assert [(station["state"], station["next"], station["note"]) for station in line] == [
        ("here", False, ""),
        ("ahead", True, "by Monday"),
        ("ahead", False, "by Friday"),
    ]


def test_a_stop_off_the_line_carries_its_own_limit(town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    line = stations(handling.ask_member(matter, actor=town.steward, text="Which?"), limit="by Monday")
    assert [station["note"] for station in line] == ["", "", "by Monday", ""]


def test_at_the_end_nothing_lies_ahead(town: "Town") -> None:
    line = stations(closing.withdraw(town.desk.ask(), actor=town.member), limit="by Monday")
    assert line[-1]["state"] == "here"
    assert not any(station["next"] for station in line)


def test_a_station_where_it_never_was_is_not_passed() -> None:
    assert route(states.desk, "answered", been={"received", "answered"}) == (["received", "answered"], 1)
    assert route(states.desk, "waiting", been={"received"}) == (
        ["received", "waiting", "accepted", "answered"],
        1,
    )


def test_the_end_off_the_line_stands_behind_every_station_where_it_was() -> None:
    been = {"received", "accepted", "withdrawn"}
    assert route(states.desk, "withdrawn", been=been) == (["received", "accepted", "withdrawn"], 2)


def test_the_journal_tells_where_it_was(town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    closing.answer(matter, actor=town.steward, text="From Monday.")
    other = town.desk.ask()
    (happened,) = ask(ENTERED(streams=[matter.stream, other.stream]))
    visited = been([matter, other], happened)
    assert visited == {matter.pk: {"received", "accepted", "answered"}, other.pk: {"received"}}
