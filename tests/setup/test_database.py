"""The embedded database: whose it is, who may do what, and where it can live."""

import os
import pwd
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.setup.halls import Hall
from unionhall import database
from unionhall.database import DatabaseFailed, cluster, joining
from unionhall.environment import Environment, read
from unionhall.environment.embedded_database import socket_folder


def environment(home: Path) -> Environment:
    return read({"UNIONHALL_HOME": str(home)})


@pytest.fixture(scope="module")
def open_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Environment]:
    """A home whose database runs for all tests of this file."""
    one = environment(tmp_path_factory.mktemp("database") / "home")
    with database.running(one, durable=False):
        yield one


def test_the_owner_makes_tables_and_the_application_only_uses_them(open_home: Environment) -> None:
    with psycopg.connect(open_home.database_owner_url) as owner:
        owner.execute("CREATE TABLE songs (id bigserial, title text)")
    with psycopg.connect(open_home.database_url, autocommit=True) as application:
        application.execute("INSERT INTO songs (title) VALUES ('Bread and Roses')")
        application.execute("UPDATE songs SET title = 'The Internationale'")
        assert application.execute("SELECT title FROM songs").fetchall() == [("The Internationale",)]
        for forbidden in ("TRUNCATE songs", "DROP TABLE songs", "CREATE TABLE more ()", "CREATE ROLE friend"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                application.execute(forbidden.encode())


def test_text_sorts_by_code_point_in_utf_8(open_home: Environment) -> None:
    with psycopg.connect(open_home.database_url) as connection:
        row = connection.execute("SELECT upper('é'), '工会' LIKE '工%', current_setting('server_encoding')")
        assert row.fetchone() == ("É", True, "UTF8")


def test_the_database_is_closed_to_everybody_without_a_password(open_home: Environment) -> None:
    url = f"postgresql://postgres@/unionhall?host={socket_folder(open_home.home)}"
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(url)


def test_the_socket_folder_is_short_and_closed(open_home: Environment) -> None:
    folder = socket_folder(open_home.home)
    assert len(str(folder / ".s.PGSQL.5432")) < 107
    assert folder.stat().st_mode & 0o777 == 0o700


def test_what_members_wrote_does_not_reach_the_log(open_home: Environment) -> None:
    with psycopg.connect(open_home.database_url, autocommit=True) as connection:
        with pytest.raises(psycopg.DataError):
            connection.execute("SELECT 'my wages were not paid'::int")
        with pytest.raises(psycopg.errors.UndefinedTable):
            connection.execute("SELECT 'my wages' FROM nowhere")
    log = (open_home.home / "logs" / "database.log").read_text()
    assert "FROM nowhere" not in log


def test_the_last_one_to_leave_stops_the_database(tmp_path: Path) -> None:
    one = environment(tmp_path / "home")
    with database.running(one, durable=False):
        with database.running(one, durable=False) as second:
            assert joining.refusal(second.url) is None
        assert joining.refusal(one.database_url) is None
    assert joining.refusal(one.database_url) is not None
    assert not (one.home / "database" / "postmaster.pid").exists()


def test_many_who_start_at_once_share_one_database(tmp_path: Path) -> None:
    one = environment(tmp_path / "home")
    refusals: list[str | None] = []

    def visit() -> None:
        with database.running(one, durable=False) as session:
            refusals.append(joining.refusal(session.url))

    threads = [threading.Thread(target=visit) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refusals == [None] * 6


def test_an_acknowledged_row_survives_the_death_of_the_database(tmp_path: Path) -> None:
    one = environment(tmp_path / "home")
    with database.running(one) as session:
        with psycopg.connect(session.owner_url) as connection:
            connection.execute("CREATE TABLE kept (number int)")
        with psycopg.connect(session.url) as connection:
            connection.execute("INSERT INTO kept VALUES (7)")
        pid_file = one.home / "database" / "postmaster.pid"
        os.kill(int(pid_file.read_text().splitlines()[0]), signal.SIGKILL)
    with database.running(one) as session, psycopg.connect(session.url) as connection:
        assert connection.execute("SELECT number FROM kept").fetchall() == [(7,)]


def test_a_half_made_database_is_made_anew(tmp_path: Path) -> None:
    one = environment(tmp_path / "home")
    (one.home / "database.new" / "base").mkdir(parents=True)
    with database.running(one, durable=False) as session:
        assert joining.refusal(session.url) is None


def test_a_database_that_cannot_start_says_why(tmp_path: Path) -> None:
    one = environment(tmp_path / "home")
    (one.home / "database").mkdir()
    (one.home / "database" / "PG_VERSION").write_text("11\n")
    with pytest.raises(DatabaseFailed, match="PostgreSQL 11"), database.running(one, durable=False):
        pass


def test_a_home_with_a_path_of_four_hundred_letters_works(tmp_path: Path) -> None:
    one = environment(tmp_path / ("long" * 50) / ("path" * 50))
    with database.running(one, durable=False) as session:
        assert joining.refusal(session.url) is None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands its folder over")
def test_root_hands_over_the_data_folder_and_nothing_above_it(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    before = {path: (path.stat().st_mode, path.stat().st_uid) for path in (closed, *closed.parents)}
    one = environment(closed / "home")
    with database.running(one, durable=False) as session:
        assert joining.refusal(session.url) is None
        owners = {path.name: path.stat().st_uid for path in one.home.iterdir()}
    servant = pwd.getpwnam("unionhall-db").pw_uid
    assert [name for name, owner in owners.items() if owner == servant] == ["database"]
    assert before == {path: (path.stat().st_mode, path.stat().st_uid) for path in (closed, *closed.parents)}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can change owners")
def test_a_data_folder_of_another_account_is_taken_over_by_root(tmp_path: Path) -> None:
    one = environment(tmp_path / "home")
    with database.running(one, durable=False):
        pass
    for path in (one.home / "database", *(one.home / "database").rglob("*")):
        os.chown(path, 0, 0)
    with database.running(one, durable=False) as session:
        assert joining.refusal(session.url) is None


def test_a_socket_folder_of_somebody_else_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trap = tmp_path / "trap"
    (tmp_path / "theirs").mkdir()
    trap.symlink_to(tmp_path / "theirs")
    monkeypatch.setattr(cluster, "socket_folder", lambda home: trap)
    prepared = cluster.prepare(environment(tmp_path / "home").home, hasty=True)
    with pytest.raises(DatabaseFailed, match="somebody else"):
        cluster.clear(prepared)


def test_a_database_without_tables_gets_them_from_the_first_command(settled_home: Path) -> None:
    done = Hall(settled_home).call("manage", "migrate", "--check")
    assert done.returncode == 0, done.stdout
