"""Which data of the time zones holds: the newer of the system's and the package's."""

import zoneinfo
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
import tzdata
from django.conf import settings

from unionhall.ground import zones
from unionhall.ground.tests.systems import make_system

VANCOUVER_IN_DECEMBER = datetime(2026, 12, 1, 12, tzinfo=UTC)
Folder = Callable[[str], list[str]]


@pytest.fixture
def system(tmp_path: Path) -> Iterator[Folder]:
    """A system whose Vancouver still changes its clocks, with data of a release."""
    yield partial(make_system, tmp_path)
    zones.choose()


def hours_in_vancouver() -> float:
    offset = VANCOUVER_IN_DECEMBER.astimezone(zoneinfo.ZoneInfo("America/Vancouver")).utcoffset()
    assert offset is not None
    return offset.total_seconds() / 3600


@pytest.mark.parametrize("first_line", ["# version 2025b", "", f"# version {tzdata.IANA_VERSION}"])
def test_the_package_wins_over_a_system_that_is_older_or_does_not_say(
    system: Folder, first_line: str
) -> None:
    assert zones.choose(system(first_line)) == zones.Zones(tzdata.IANA_VERSION, is_pinned=True)
    assert hours_in_vancouver() == -7


def test_a_newer_system_wins_over_the_package(system: Folder) -> None:
    found = zones.choose(system("# version 2099a"))
    assert found == zones.Zones("2099a", is_pinned=False)
    assert hours_in_vancouver() == -8


def test_a_machine_without_zones_has_those_of_the_package(tmp_path: Path) -> None:
    assert zones.choose([str(tmp_path)]).is_pinned
    zones.choose()


def test_the_hall_goes_by_the_newer_data() -> None:
    assert settings.ZONES.release >= tzdata.IANA_VERSION
    assert hours_in_vancouver() == -7
