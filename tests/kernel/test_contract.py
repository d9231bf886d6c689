"""The contract of a room: what is left out has an answer, and what is misspelt has a name."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.apps import AppConfig

from unionhall.kernel import rooms
from unionhall.kernel.contract import Called, Due, Fact, Goal, Offer, Offers, Panel, Referrals, facts_of
from unionhall.kernel.misspelt import check_rooms, faults_of
from unionhall.kernel.rooms import Part, Room, room

APPS = """
from unionhall.kernel.rooms import Room
class ChoirRoom(Room):
    name, label, title, letter = "somebody.choir", "choir", "Choir", "C"
"""
OFFER = "from unionhall.kernel.contract import Goal, Offer\n"
FIND = "def goals():\n    return [Goal(Offer('sing', '', '/'), 'sing')]\n"
FACTS = "def facts(matter, reader):\n    return []\n"
Make = Callable[..., Room]


@pytest.fixture
def choir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """A room of somebody else with these modules."""
    folder = tmp_path / "somebody" / "choir"
    folder.mkdir(parents=True)
    monkeypatch.syspath_prepend(tmp_path)

    def make(**modules: str) -> Room:
        for name, text in {"__init__": "", "apps": APPS, **modules}.items():
            (folder / f"{name}.py").write_text(text)
        config = AppConfig.create("somebody.choir")
        assert isinstance(config, Room)
        return config

    yield make
    rooms._module.cache_clear()
    for name in [name for name in sys.modules if name.partition(".")[0] == "somebody"]:
        del sys.modules[name]


def faults(part: Part) -> list[tuple[str, str]]:
    return [(fault.msg, (fault.hint or "").partition(" The contract")[0]) for fault in faults_of(part)]


def test_every_room_of_this_house_keeps_it() -> None:
    assert check_rooms() == []


def test_a_room_without_the_module_has_nothing_of_it(choir: Make) -> None:
    assert Panel.of(choir()) is None


def test_what_a_module_leaves_out_is_answered_by_the_contract(choir: Make) -> None:
    offers = Offers.of(choir(offers=OFFER + FIND))
    assert offers is not None
    assert offers.goals() == [Goal(Offer("sing", "", "/"), "sing")]
    assert (offers.mark(), offers.about_oneself()) == (None, None)
    assert (offers.most_asked(limit=5), offers.in_own_words(), offers.about_reading(1)) == ((), None, "")


def test_a_value_is_the_modules_own(choir: Make) -> None:
    room = choir(referrals="takes = 'Voices'\ndef address(matter):\n    return '/choir/'\n")
    assert (found := Referrals.of(room)) is not None
    assert found.takes == "Voices"


def test_a_real_room_answers_by_its_contract() -> None:
    assert (offers := Offers.of(room("desk"))) is not None
    assert offers.in_own_words.__module__ == "unionhall.rooms.desk.offers"


def test_a_fact_without_a_value_is_none() -> None:
    assert facts_of([("Name", "Amina"), ("Number", "")]) == [Fact("Name", "Amina")]


def test_a_good_room_has_no_faults(choir: Make) -> None:
    part = choir(offers=OFFER + FIND + "def _fits(text):\n    return True\n", models="", views="")
    assert faults(part) == []


@pytest.mark.parametrize(
    ("written", "meant"), [("pannel", "panel"), ("ofers", "offers"), ("refferals", "referrals")]
)
def test_a_misspelt_module_is_named_with_the_nearest(choir: Make, written: str, meant: str) -> None:
    [(said, hint)] = faults(choir(**{written: ""}))
    assert said == f"somebody.choir.{written} is no module of a room."
    assert hint == f"Do you mean `{meant}`?"


def test_a_module_like_none_of_them_belongs_into_a_folder(choir: Make) -> None:
    [(_said, hint)] = faults(choir(xylophone=""))
    assert hint == "What no other room has goes into a folder of its own."


@pytest.mark.parametrize(
    ("contract", "text", "written", "meant"),
    [
        (Panel, FACTS + "def cautoin(matter, reader):\n    return ''\n", "cautoin", "caution"),
        (Offers, FIND + "def most_askd(*, limit):\n    return []\n", "most_askd", "most_asked"),
    ],
)
def test_a_misspelt_hook_is_named_with_the_nearest(
    choir: Make, contract: type[Called], text: str, written: str, meant: str
) -> None:
    module = contract.__name__.lower()
    [(said, hint)] = faults(choir(**{module: text}))
    assert said == f"somebody.choir.{module}.{written} is no hook of a room."
    assert hint == f"Do you mean `{meant}`?"


def test_what_must_be_there_is_missed(choir: Make) -> None:
    assert [said for said, _hint in faults(choir(due=""))] == [
        "somebody.choir.due.COUNT is missing.",
        "somebody.choir.due.this_week is missing.",
    ]


def test_a_hook_that_asks_for_something_else_is_named(choir: Make) -> None:
    [(said, hint)] = faults(choir(panel="def facts(matter):\n    return []\n"))
    assert said == "somebody.choir.panel.facts is called otherwise."
    assert hint == "It is called with (matter, reader)."


def test_what_is_missing_is_no_silent_nothing_where_it_is_called(choir: Make) -> None:
    with pytest.raises(TypeError, match="this_week"):
        Due.of(choir(due="COUNT = 'SELECT 0'\n"))
