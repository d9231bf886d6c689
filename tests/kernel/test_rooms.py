"""Rooms are found, never listed."""

import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from django.apps import AppConfig, apps
from django.apps.config import AppConfig as Config
from django.urls import reverse

from unionhall import instruments
from unionhall.kernel import rooms
from unionhall.kernel.rooms import Room, room
from unionhall.running import discovery
from unionhall.running.discovery import discover, discover_instruments

HERE = Path(rooms.__file__).parents[1]


@pytest.fixture
def choir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A room in a package of somebody else."""
    folder = tmp_path / "somebody" / "choir"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").touch()
    (folder / "__init__.py").touch()
    (folder / "apps.py").write_text(
        "from unionhall.kernel.rooms import Room\n"
        "class ChoirRoom(Room):\n"
        "    name, label, title, letter = 'somebody.choir', 'choir', 'Choir', 'C'\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    yield "somebody.choir"
    for name in [name for name in sys.modules if name.partition(".")[0] == "somebody"]:
        del sys.modules[name]


def test_the_folders_here_are_found() -> None:
    assert "unionhall.rooms.desk" in discover()


def test_instruments_that_are_apps_are_found_and_installed() -> None:
    assert "unionhall.instruments.papers" in discover_instruments()
    assert all(apps.is_installed(name) for name in discover_instruments())


def test_a_folder_without_apps_is_no_app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "loom").mkdir()
    (tmp_path / "loom" / "__init__.py").touch()
    (tmp_path / "hammer.py").touch()
    monkeypatch.setattr(instruments, "__path__", [*instruments.__path__, str(tmp_path)])
    assert not any(name.endswith(("loom", "hammer")) for name in discover_instruments())
    (tmp_path / "loom" / "apps.py").touch()
    assert "unionhall.instruments.loom" in discover_instruments()


def test_rooms_of_other_packages_follow_those_here(choir: str, monkeypatch: pytest.MonkeyPatch) -> None:
    points = [EntryPoint("choir", choir, "unionhall.rooms")]
    monkeypatch.setattr(discovery, "entry_points", lambda group: points if group == "unionhall.rooms" else [])
    assert discover()[-1] == choir


def test_a_room_in_another_package_becomes_djangos_app(choir: str) -> None:
    """Importing the base class beside one's own must not leave Django with two candidates."""
    config = AppConfig.create(choir)
    assert isinstance(config, Room)
    assert (config.label, config.letter) == ("choir", "C")


def test_the_base_is_no_candidate_itself() -> None:
    assert Room.default is False


def test_a_part_that_a_room_has_not_is_none() -> None:
    assert room("desk").part("no_such_part") is None


def test_a_part_that_fails_is_not_mistaken_for_a_missing_one(choir: str, tmp_path: Path) -> None:
    (tmp_path / "somebody" / "choir" / "offers.py").write_text("import no_such_module\n")
    config = AppConfig.create(choir)
    assert isinstance(config, Room)
    with pytest.raises(ModuleNotFoundError, match="no_such_module"):
        config.part("offers")


def test_what_is_no_room_is_not_found_as_one() -> None:
    with pytest.raises(LookupError):
        room("matters")
    with pytest.raises(LookupError):
        room("no_such_room")


def test_every_installed_room_is_yielded_once() -> None:
    labels = [each.label for each in rooms.rooms()]
    assert "desk" in labels
    assert len(labels) == len(set(labels))
    assert all(issubclass(type(each), Config) for each in rooms.rooms())


def test_every_door_has_a_sign_that_is_drawn() -> None:
    drawn = (Path(rooms.__file__).parent / "web" / "static" / "web" / "icons.svg").read_text()
    assert [part.label for part in rooms.parts() if f'id="{part.icon}"' not in drawn] == []


def test_every_door_leads_to_a_page_and_is_found_in_every_language() -> None:
    """But for the room that the tests make, whose words are still to be written."""
    doors = [(part, door) for part in rooms.parts() if HERE in Path(part.path).parents for door in part.doors]
    assert doors
    for part, door in doors:
        assert reverse(f"{part.label}:{door.page}"), door.title
        assert any(word.isascii() for word in door.words.split()), door.title
        assert any(not word.isascii() for word in door.words.split()), door.title
