"""Loaded before the settings (`-p tests.plugin`): gives the run its own home, marks what takes long or has to
stay together, and counts what did not run."""

import atexit
import gc
import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

from tests import programs

PREFIX = "unionhall-tests-"
MEMORY = Path("/dev/shm")  # a file system in memory, where there is one
ROOM = 8 * 2**30  # bytes that must be free in it for all workers together: each takes one or two
ASKED = "PYTEST_HAS_ROOM"  # whether it was free when the run began
KINDS = ("browser", "tool")  # marks of tests that need more than pip brings
LOUD = (*KINDS, "shared")  # and of those whose absence is said, but is no failure
LANES = ("beyond", "browser", "kill", "setup")  # folders of `tests`, each a mark of all that stands in it
LONG_SECONDS = 3  # of the processor; who takes more says why, in the mark `slow` or by its lane
MADE = {"choir": False, "shelter": True}  # rooms that the tests make, and whether they are sealed
TOOK = "processor seconds"
MADE_BETWEEN_SWEEPS = 20_000  # objects, before Python looks for those that nothing holds any more
_missed: dict[str, str] = {}  # test → why it did not run
_needed: set[str] = set()  # those that may not be missing where everything must run
_long: dict[str, float] = {}  # test without the mark → seconds of the processor


def _make_home() -> None:
    """Set the environment that Django's settings will read; the operator's own must not leak in."""
    _clear()
    where = MEMORY if _has_room() else None
    home = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=where))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    for name in [name for name in os.environ if name.startswith("UNIONHALL_") and name != "UNIONHALL_CI"]:
        del os.environ[name]
    for name in [name for name in os.environ if name.startswith("DATABASE_") or name == "PORT"]:
        del os.environ[name]
    os.environ["UNIONHALL_HOME"] = str(home)
    os.environ["UNIONHALL_SECOND_FACTOR_DAYS"] = "off"
    # Playwright keeps an event loop in the thread of the tests, where Django would refuse to work.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def _clear() -> None:
    """Give back the memory of runs that were killed: nobody else would."""
    for home in MEMORY.glob(f"{PREFIX}*-*"):
        process = home.name.removeprefix(PREFIX).partition("-")[0]
        if process.isdigit() and not Path(f"/proc/{process}").exists():
            shutil.rmtree(home, ignore_errors=True)


def _has_room() -> bool:
    """Whether the home can lie in memory.

    A database is cloned for each test with real commits, which on a busy disk takes ten times as long.
    """
    if ASKED not in os.environ:  # a run asks once, and its workers do as it did
        has = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
        os.environ[ASKED] = "yes" if has else ""
    return bool(os.environ[ASKED])


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the lanes, and keep together what shares a fixture of its module when workers share the tests."""
    for item in items:
        file = item.path.relative_to(item.config.rootpath)
        if file.parts[:1] == ("tests",) and file.parts[1] in LANES:
            item.add_marker(file.parts[1])
        if _shares_a_fixture(item):
            item.add_marker(pytest.mark.xdist_group(str(file)))
        for mark in item.iter_markers("slow"):
            if not mark.args:
                raise pytest.UsageError(f"{item.nodeid} says that it is slow, but not why")


def _shares_a_fixture(item: pytest.Item) -> bool:
    found = item._fixtureinfo.name2fixturedefs if isinstance(item, pytest.Function) else {}
    return any(each.scope == "module" for defined in found.values() for each in defined)


def pytest_collection_finish() -> None:
    """Count all that is loaded by now as staying: to look through it again and again frees nothing."""
    gc.freeze()
    gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Note what the test itself took of the processor, its programs included once they ended."""
    before = sum(os.times()[:4])
    try:
        return (yield)
    finally:
        item.user_properties.append((TOOK, sum(os.times()[:4]) - before))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs a browser where there is none."""
    if item.get_closest_marker("browser") and programs.chromium() is None:
        pytest.skip("there is no Chromium")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remember each test of a browser or tool that was skipped, and which took long without saying why."""
    took = float(str(dict(report.user_properties).get(TOOK, 0)))
    if report.when == "call" and took > LONG_SECONDS and not {"slow", *LANES} & set(report.keywords):
        _long[report.nodeid] = took
    if report.skipped and not hasattr(report, "wasxfail") and any(kind in report.keywords for kind in LOUD):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
        _missed[report.nodeid] = reason.removeprefix("Skipped: ")
        if any(kind in report.keywords for kind in KINDS):
            _needed.add(report.nodeid)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly which of them did not run, and quietly which took long: no machine is always as fast."""
    for name, took in _long.items():
        terminalreporter.line(f"{name} took {took:.1f} s of the processor: mark it slow and say why")
    if not _missed:
        return
    terminalreporter.section(f"{len(_missed)} TESTS DID NOT RUN", sep="!", red=True, bold=True)
    for name, reason in _missed.items():
        terminalreporter.line(f"{name}: {reason}", red=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything must run, a test that did not is a failure."""
    if _needed and os.environ.get("UNIONHALL_CI") and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _make_rooms() -> None:
    """Let the hall of the tests have the rooms that `make room` makes, for tests of what rooms share.

    They stand in the run's home, and are found like any other.
    """
    from unionhall import rooms
    from unionhall.catalogs.files import compile_one
    from unionhall.commands.room import make

    folder = Path(os.environ["UNIONHALL_HOME"]) / "rooms"
    for name, sealed in MADE.items():
        make(name, Path(rooms.__path__[0]).parent / "kernel" / "skeleton", folder, sealed=sealed)
        pytest.register_assert_rewrite(f"unionhall.rooms.{name}.tests")
    for words in folder.glob("*/locale/*/LC_MESSAGES/django.po"):
        compile_one(words)
    rooms.__path__.append(str(folder))


gc.disable()  # until all tests are there, as only more comes
gc.set_threshold(MADE_BETWEEN_SWEEPS)
_make_home()
_make_rooms()
