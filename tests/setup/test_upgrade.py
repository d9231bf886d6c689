"""Years go by: a hall of an earlier release, and a database of an earlier PostgreSQL."""

import json
import os
import shutil
from pathlib import Path

import psycopg
import pytest

from tests.setup.halls import Hall
from unionhall import database, environment
from unionhall.database import DatabaseFailed, account, cluster, locks
from unionhall.database.cluster import Cluster
from unionhall.environment import Environment
from unionhall.environment.embedded_database import SUPERUSER
from unionhall.kernel.privacy.sealing import MARK
from unionhall.operations import postgres, upgrading

DATA = Path(__file__).parent / "data"
FIRST_RELEASE = DATA / "hall-0.1.0.tar.xz"
OPEN_MATTERS, THEIR_KEYS = DATA / "open-matters.tar.xz", DATA / "open-matters-keys.tar.xz"
UNION_KEY = DATA / "open-matters-union-key"
A_YEAR = 500.0  # seconds in which the clock of a hall goes through one, and all pages are read
SEALED_SINCE = {
    "mediation_dispute": ("happened_on", "employed_until"),
    "mediation_promise": ("due_on", "kept_on", "broken_on"),
    "mediation_milestone": ("happened_on",),
    "mediation_consent": ("said",),
}
# What lay open in each room before its kinds had procedures of their own.
OPEN = {
    "desk": {"received", "accepted", "escalated", "waiting", "callback", "offered", "appealed"},
    "mediation": {
        *("received", "invited", "choosing", "mediating", "agreed", "elsewhere"),
        *("step_1", "step_2", "step_3"),
    },
    "offices granting": {"proposed", "accepted", "escalated", "appealed"},
    "offices ending": {"accepted", "escalated", "appealed"},
    "register joining": {"received", "waiting", "escalated", "appealed", "queried"},
    "register transfer": {"received", "waiting", "released", "escalated", "appealed", "queried"},
    "register list": {"received", "escalated", "announced", "ready", "lapsed", "disputed"},
}


def home(path: Path) -> Environment:
    return environment.read({"UNIONHALL_HOME": str(path)})


def test_a_hall_of_the_first_release_moves_into_this_one(tmp_path: Path) -> None:
    """The demo union of release 0.1.0, as its last backup has it."""
    hall = Hall(tmp_path / "home", patience=A_YEAR)
    done = hall.call("restore", str(FIRST_RELEASE), "--without-secret-key", "--unsigned")
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert "0 faults" in done.stdout
    assert hall.call("manage", "migrate", "--check").returncode == 0
    with database.running(home(hall.home)) as session, psycopg.connect(session.url) as there:
        rows = postgres.counts(there)
        answers = [code for (code,) in there.execute("SELECT code FROM desk_answertemplate ORDER BY id")]
    assert answers == ["answer-1", "answer-2", "answer-3", "answer-4"]
    assert (rows["people_person"], rows["matters_matter"], rows["journal_entry"]) == (400, 243, 745)


def open_days(hall: Hall) -> list[str]:
    """Columns of disputes, sealed since, that still lie open in some row."""
    query = "SELECT 1 FROM {} WHERE {}::text NOT LIKE %s LIMIT 1"
    with database.running(home(hall.home)) as session, psycopg.connect(session.url) as there:
        return [
            f"{table}.{column}"
            for table, columns in SEALED_SINCE.items()
            for column in columns
            if there.execute(query.format(table, column), [f"%{MARK}%"]).fetchone()
        ]


@pytest.mark.slow("the pages of a whole hall, and a year of its clock")
def test_what_lay_open_under_the_release_before_goes_on_under_this_one(tmp_path: Path) -> None:
    """The demo union, with open matters of every room, from when each room had one procedure."""
    hall = Hall(tmp_path / "home", patience=A_YEAR)
    hall.home.mkdir(mode=0o700)
    shutil.copy(UNION_KEY, hall.home / "union_key")
    lost = ("--without-secret-key", "--unsigned")
    done = hall.call("restore", str(OPEN_MATTERS), "--keys", str(THEIR_KEYS), *lost)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    walk = "from tests.setup import walking_through; walking_through.main()"
    walked = hall.call("manage", "shell", "--command", walk, UNIONHALL_SECOND_FACTOR_DAYS="off")
    assert walked.returncode == 0, walked.stderr
    found = json.loads(walked.stdout.splitlines()[-1])
    assert found["faults"] == []
    for which, states in OPEN.items():
        there = {kind.split()[-1] for kind in found["kinds"] if kind.startswith(f"{which} ")}
        assert states <= there, which
    least = {"open": 60, "limits": 90, "moves": 200, "pages": 120, "acts of the clock": 100}
    assert all(found["seen"][what] > number for what, number in least.items()), found["seen"]
    assert open_days(hall) == []
    verified = hall.call("journal", "verify")
    assert (verified.returncode, "0 faults" in verified.stdout) == (0, True), verified.stdout


def test_a_database_of_an_older_postgresql_is_not_touched_and_the_way_on_is_named(tmp_path: Path) -> None:
    old = home(tmp_path / "home")
    (old.home / "database").mkdir()
    (old.home / "database" / "PG_VERSION").write_text("17\n")
    with pytest.raises(DatabaseFailed, match="unionhall database upgrade"), database.running(old):
        pass
    assert [path.name for path in (old.home / "database").iterdir()] == ["PG_VERSION"]


@pytest.fixture
def old(tmp_path: Path) -> Environment:
    """A home whose database is of PostgreSQL 16, as the wheel brings it beside ours, with a table in it."""
    read = home(tmp_path / "home")
    folder = read.home / "database"
    folder.mkdir(mode=0o700)
    with upgrading._programs(upgrading.wheel(), "16") as programs:
        sixteen = Cluster(read.home, account.find_or_create(), programs)
        sixteen.account.own(folder)
        (read.home / "logs").mkdir()
        initdb = [
            str(programs / "initdb"),
            "-D",
            cluster._here(folder),
            "-U",
            SUPERUSER,
            "--encoding=UTF8",
            "--locale=C",
        ]
        cluster._run(sixteen, [*initdb, "--auth=trust", "--no-sync"], folder)
        cluster._add_roles(sixteen, folder)
        with upgrading._started(sixteen), psycopg.connect(read.database_owner_url) as owner:
            owner.execute("CREATE TABLE songs AS SELECT n AS number FROM generate_series(1, 900) n")
            owner.execute("REVOKE DELETE ON songs FROM unionhall")
    return read


def test_a_database_is_carried_over_with_its_rows_and_rights(old: Environment) -> None:
    done = Hall(old.home).call("database", "upgrade")
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert (old.home / "database.16" / "PG_VERSION").read_text() == "16\n"
    with database.running(old, durable=False) as session, psycopg.connect(session.url) as application:
        assert application.info.server_version // 10_000 == 18
        assert application.execute("SELECT count(*), max(number) FROM songs").fetchone() == (900, 900)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            application.execute("DELETE FROM songs")


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(
    old: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise DatabaseFailed("the disk is full")

    monkeypatch.setattr(postgres, "load", fail)
    with pytest.raises(DatabaseFailed, match="full"):
        upgrading.upgrade(old, upgrading.wheel())
    assert upgrading.version_of(old.home) == "16"
    assert sorted(path.name for path in old.home.glob("database*")) == ["database", "database_passwords"]


def test_an_upgrade_needs_a_closed_hall_and_the_older_programs(tmp_path: Path) -> None:
    read = home(tmp_path / "home")
    (read.home / "database").mkdir()
    (read.home / "database" / "PG_VERSION").write_text("11\n")
    with pytest.raises(upgrading.NotUpgraded, match="no PostgreSQL 11"):
        upgrading.upgrade(read, upgrading.wheel())
    user = locks.take(read.home / "users.lock", shared=True)
    with pytest.raises(upgrading.NotUpgraded, match="close it first"):
        upgrading.upgrade(read, upgrading.wheel())
    assert user is not None
    os.close(user)
