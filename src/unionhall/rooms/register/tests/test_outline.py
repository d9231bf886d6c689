"""The outline of a place from a GeoJSON file."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from unionhall.kernel.places.locate import locate
from unionhall.kernel.places.models import Boundary, Place
from unionhall.rooms.register.commands import command

if TYPE_CHECKING:
    from tests.town import Town

LEFT, LOW, RIGHT, HIGH = 81.2, 40.5, 81.3, 40.6
RING = [[LEFT, LOW], [RIGHT, LOW], [RIGHT, HIGH], [LEFT, HIGH], [LEFT, LOW]]
AREA = {"type": "Polygon", "coordinates": [RING]}
FILE = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": AREA}]}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "north.geojson"


@pytest.fixture
def mainland(town: "Town") -> "Town":
    Place.objects.filter(pk=town.union.pk).update(time_zone="Asia/Urumqi", calendar="CN")
    return town


def draw(file: Path, drawn: Any, *options: str) -> Result:
    file.write_bytes(drawn if isinstance(drawn, bytes) else json.dumps(drawn).encode())
    return CliRunner().invoke(command, ["outline", str(file), "--language", "en", *options])


def test_an_outline_is_drawn_as_it_is_with_the_name_of_its_map(mainland: "Town", file: Path) -> None:
    north = str(mainland.north)
    trial = draw(file, FILE, "--place", north, "--map", "gcj02")
    assert (trial.exit_code, Boundary.objects.count()) == (0, 0)
    assert "This was a trial." in trial.output
    assert draw(file, FILE, "--place", north, "--map", "gcj02", "--write").exit_code == 0
    drawn = Boundary.objects.get()
    assert (drawn.place, drawn.geometry, drawn.drawn_on) == (mainland.north, FILE, "gcj02")
    assert locate(lat=40.55, long=81.25).place == mainland.north
    assert locate(lat=40.55, long=RIGHT - 0.0005).how == "level_above"
    assert locate(lat=40.55, long=LEFT - 0.0005).place == mainland.north


def test_a_newer_outline_takes_the_place_of_an_older_one(mainland: "Town", file: Path) -> None:
    north = str(mainland.north)
    draw(file, FILE, "--place", north, "--map", "gcj02", "--write")
    assert draw(file, AREA, "--place", north, "--map", "wgs84", "--write").exit_code == 0
    drawn = Boundary.objects.get()
    assert (drawn.geometry, drawn.drawn_on) == (AREA, "wgs84")


def test_in_mainland_china_somebody_says_which_map_it_was(mainland: "Town", file: Path) -> None:
    asked = draw(file, FILE, "--place", str(mainland.north), "--write")
    assert (asked.exit_code, Boundary.objects.count()) == (1, 0)
    assert "--map: Say on which map it was drawn" in asked.output


def test_elsewhere_it_is_of_the_whole_world(town: "Town", file: Path) -> None:
    Place.objects.filter(pk=town.union.pk).update(time_zone="Asia/Hong_Kong", calendar="HK")
    assert draw(file, FILE, "--place", str(town.north), "--write").exit_code == 0
    assert Boundary.objects.get().drawn_on == "wgs84"


@pytest.mark.parametrize(
    ("drawn", "words"),
    [
        (b"{", "north.geojson: This is not a GeoJSON outline."),
        (b"\xff\xfe\xfd", "north.geojson: This is not a GeoJSON outline."),
        ({"type": "Point", "coordinates": [81, 40]}, "north.geojson: Draw the outline as a Polygon"),
        (
            {"type": "Polygon", "coordinates": [[point[::-1] for point in RING]]},
            "north.geojson: Longitude and latitude seem to be changed round",
        ),
    ],
)
def test_what_cannot_be_used_is_said_behind_the_name_of_the_file(
    mainland: "Town", file: Path, drawn: Any, words: str
) -> None:
    refused = draw(file, drawn, "--place", str(mainland.north), "--map", "wgs84", "--write")
    assert refused.exit_code == 1
    assert words in refused.output
    assert not Boundary.objects.exists()


def test_a_place_that_is_not_there_is_said_at_its_option(town: "Town", file: Path) -> None:
    refused = draw(file, FILE, "--place", "Nowhere", "--map", "wgs84")
    assert refused.exit_code == 1
    assert "--place: There is no “Nowhere” here." in refused.output
