"""`unionhall room`: a new room from the skeleton."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from unionhall.commands.room import command


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with a skeleton, and one room already."""
    house = tmp_path / "src" / "unionhall"
    skeleton = house / "kernel" / "skeleton"
    (skeleton / "templates" / "skeleton").mkdir(parents=True)
    (skeleton / "apps.py").write_text('class Skeleton(Room):\n    name = "unionhall.rooms.skeleton"\n')
    (skeleton / "templates" / "skeleton" / "skeleton.html").write_text("skeleton")
    (house / "rooms" / "desk").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(name: str, *options: str) -> Result:
    return CliRunner().invoke(command, [name, *options])


def test_a_room_is_the_skeleton_under_its_own_name(checkout: Path) -> None:
    assert make("song_circle").exit_code == 0
    room = checkout / "src" / "unionhall" / "rooms" / "song_circle"
    assert (room / "apps.py").read_text() == (
        'class SongCircle(Room):\n    name = "unionhall.rooms.song_circle"\n'
    )
    assert (room / "templates" / "song_circle" / "song_circle.html").exists()


@pytest.mark.parametrize(("options", "kept"), [((), "a\nplain\nb\n"), (("--sealed",), "a\nsealed\nb\n")])
def test_a_room_has_what_is_marked_for_it(checkout: Path, options: tuple[str, ...], kept: str) -> None:
    skeleton = checkout / "src" / "unionhall" / "kernel" / "skeleton"
    text = "a\n    # only plain\nplain\n# only sealed\nsealed\n{} both{}\nb\n"
    (skeleton / "models.py").write_text(text.format("#", ""))
    (skeleton / "README.md").write_text(text.format("<!--", " -->"))
    (skeleton / "plans.py").write_text("# only plain\nplan\n")
    assert make("choir", *options).exit_code == 0
    room = checkout / "src" / "unionhall" / "rooms" / "choir"
    assert (room / "models.py").read_text() == (room / "README.md").read_text() == kept
    assert (room / "plans.py").exists() is (not options)


def test_nothing_is_written_outside_the_room(checkout: Path) -> None:
    before = {path: path.read_bytes() for path in checkout.rglob("*") if path.is_file()}
    make("choir")
    room = checkout / "src" / "unionhall" / "rooms" / "choir"
    after = {path: path.read_bytes() for path in checkout.rglob("*") if path.is_file()}
    assert {path: text for path, text in after.items() if room not in path.parents} == before


@pytest.mark.parametrize(
    "name",
    ["Choir", "1choir", "choir-room", "../choir", "", "class", "x", "desk", "kernel", "account", "json"],
)
def test_a_bad_or_taken_name_is_refused_and_nothing_is_written(checkout: Path, name: str) -> None:
    refused = make(name)
    assert refused.exit_code == 2
    assert [path.name for path in (checkout / "src" / "unionhall" / "rooms").iterdir()] == ["desk"]


def test_outside_a_checkout_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "checkout" in make("choir").output
