"""Halls for the tests of setting up."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.setup.halls import Hall


@pytest.fixture(scope="session")
def settled_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose database has all its tables, closed: copying it is faster than making it."""
    home = tmp_path_factory.mktemp("settled") / "home"
    done = Hall(home).call("manage", "showmigrations")
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def make_hall(settled_home: Path) -> Iterator[Callable[[Path], Hall]]:
    """Makes halls, not yet open, at given places; whatever runs in them is ended after the test."""
    halls: list[Hall] = []

    def make(home: Path) -> Hall:
        subprocess.run(["cp", "-a", settled_home, home], check=True)
        halls.append(Hall(home))
        return halls[-1]

    yield make
    for hall in halls:
        end(hall)


@pytest.fixture
def hall(make_hall: Callable[[Path], Hall], tmp_path: Path) -> Hall:
    """A hall that is not yet open."""
    return make_hall(tmp_path / "home")


@pytest.fixture(scope="module")
def lasting_hall(settled_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """An open hall that the tests of a module share."""
    home = tmp_path_factory.mktemp("lasting") / "home"
    subprocess.run(["cp", "-a", settled_home, home], check=True)
    one = Hall(home)
    one.start()
    yield one
    end(one)


def end(hall: Hall) -> None:
    """Close a hall and end whatever is still there."""
    hall.close()
    hall.kill_all()
    shutil.rmtree(hall.home, ignore_errors=True)
