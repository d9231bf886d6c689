"""What several tests of the desk are given."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    pass

from unionhall.rooms.desk.tests.carrying import HEAD, MAP


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., tuple[Path, Path]]:
    """A file of such rows and its map."""

    def written(*rows: list[str], the_map: str = MAP, encoding: str = "utf-8") -> tuple[Path, Path]:
        file, map_file = tmp_path / "file.csv", tmp_path / "map.toml"
        with file.open("w", encoding=encoding, newline="") as out:
            csv.writer(out).writerows([HEAD, *rows])
        map_file.write_text(the_map, encoding="utf-8")
        return file, map_file

    return written
