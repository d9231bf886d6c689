"""Backups: taken while people work, whole, and put into an empty home only."""

import json
import os
import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection, connections
from django.utils import timezone
from psycopg import sql

from tests import choir
from tests.setup.halls import Hall
from unionhall import environment
from unionhall.environment import Environment
from unionhall.kernel.privacy.keys import copies
from unionhall.operations import backing_up, postgres
from unionhall.operations.archive import DUMP, MANIFEST, BadArchive, unpack
from unionhall.operations.backing_up import NAMES, NoBackup, back_up

if TYPE_CHECKING:
    from tests.town import Town

ROWS = "SELECT md5(coalesce(string_agg(row::text, '|' ORDER BY row::text), '')) FROM {} AS row"
PRIVILEGES = """
    SELECT relname, relacl::text FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT defaclobjtype::text, defaclacl::text FROM pg_default_acl ORDER BY 1, 2
"""


def url_of(alias: str) -> str:
    there = connections[alias].settings_dict
    host = quote(there["HOST"], safe="")
    return f"postgresql://{there['USER']}:{there['PASSWORD']}@/{there['NAME']}?host={host}"


def here(tmp_path: Path) -> Environment:
    """The hall of this test: its clone of the database, and files of its own."""
    read = environment.load()
    files = replace(read.files, address=str(tmp_path / "files"))
    return replace(read, database_url=url_of("default"), database_owner_url=url_of("owner"), files=files)


def lay(tmp_path: Path, content: bytes) -> Path:
    """An attached file where the hall keeps its files."""
    from hashlib import sha256

    name = sha256(content).hexdigest()
    path = tmp_path / "files" / name[:2] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@pytest.fixture(autouse=True)
def room_of_the_tests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The programs here restore what has the tables of the tests' own room."""
    for name, value in choir.known_to_programs(tmp_path).items():
        monkeypatch.setenv(name, value)


def contents(url: str) -> dict[str, str]:
    """A digest of each table's rows, whatever their order."""
    with psycopg.connect(url) as there:
        tables = [name for (name,) in there.execute(postgres.TABLES).fetchall()]
        rows = {name: there.execute(sql.SQL(ROWS).format(sql.Identifier(name))).fetchone() for name in tables}
    return {name: row[0] for name, row in rows.items() if row}


def privileges(url: str) -> list[tuple[str, str]]:
    with psycopg.connect(url) as there:
        return there.execute(PRIVILEGES).fetchall()


def restored(archive: Path, home: Path, look: Callable[[Environment], None]) -> None:
    """Put a backup into a new home with the same secret key, by the command, and look into its database."""
    from unionhall import database

    home.mkdir(mode=0o700)
    (home / "secret_key").write_text(environment.load().secret_key)
    done = Hall(home).call("restore", str(archive))
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert "0 faults" in done.stdout
    read = environment.read({"UNIONHALL_HOME": str(home)})
    with database.running(read, durable=False):
        look(read)


@pytest.mark.django_db(transaction=True)
def test_a_backup_taken_while_people_work_has_all_that_was_done_before(town: "Town", tmp_path: Path) -> None:
    done: list[int] = []
    stop, busy = Event(), Event()

    def work() -> None:
        try:
            while not stop.is_set():
                done.append(town.ask().pk)
                if len(done) > 5:
                    busy.set()
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    busy.wait(30)
    before = list(done)
    path, missing = back_up(here(tmp_path), tmp_path / "backups")
    stop.set()
    for thread in threads:
        thread.join()
    assert (missing, len(done) > len(before)) == ([], True)

    def look(read: Environment) -> None:
        with psycopg.connect(read.database_owner_url) as there:
            kept = {one for (one,) in there.execute("SELECT id FROM matters_matter").fetchall()}
        assert set(before) <= kept <= set(done)

    restored(path, tmp_path / "home", look)


@pytest.mark.django_db(transaction=True)
def test_what_is_restored_is_what_was_there(town: "Town", tmp_path: Path) -> None:
    town.ask()
    letters = [lay(tmp_path, b"The letter of the employer."), lay(tmp_path, b"")]
    path, _missing = back_up(here(tmp_path), tmp_path / "backups")
    before, rights = contents(url_of("owner")), privileges(url_of("owner"))

    def look(read: Environment) -> None:
        assert contents(read.database_owner_url) == before
        assert privileges(read.database_owner_url) == rights
        for letter in letters:
            copy = read.home / "files" / letter.parent.name / letter.name
            assert (copy.read_bytes(), copy.stat().st_mode & 0o777) == (letter.read_bytes(), 0o600)

    restored(path, tmp_path / "home", look)


@pytest.mark.django_db(transaction=True)
def test_a_backup_is_closed_to_others_listed_and_without_secrets(town: "Town", tmp_path: Path) -> None:
    read = here(tmp_path)
    path, missing = back_up(read, tmp_path / "backups")
    assert (missing, path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == ([], 0o600, 0o700)
    with tarfile.open(path) as tar:
        assert tar.getnames() == [DUMP, MANIFEST]
        listed = tar.extractfile(MANIFEST)
        assert listed is not None
        manifest = json.load(listed)
    assert manifest["tables"]["people_person"] == 13
    for secret in (read.secret_key, read.database_url, read.database_owner_url):
        assert secret.encode() not in path.read_bytes()
    assert backing_up.last(read.home) is not None
    assert not list(read.home.glob(".backup-*"))


@pytest.mark.django_db(transaction=True)
def test_a_file_that_has_gone_is_named(town: "Town", tmp_path: Path) -> None:
    from unionhall.kernel.matters.models import File

    File.objects.create(matter=town.ask(), name="bus.txt", media_type="text/plain", size=3, sha256="0" * 64)
    _path, missing = back_up(here(tmp_path), tmp_path / "backups")
    assert missing == ["0" * 64]


@pytest.mark.django_db(transaction=True)
def test_files_in_a_bucket_are_left_to_the_bucket(tmp_path: Path) -> None:
    read = here(tmp_path)
    far = replace(read, files=replace(read.files, address="s3://key:hush@store.example/hall"))
    lay(tmp_path, b"A letter on the disk.")
    path, missing = back_up(far, tmp_path / "backups")
    assert (missing, unpack(path, tmp_path / "stage").files) == ([], "bucket")
    assert b"hush" not in path.read_bytes()


@pytest.mark.django_db(transaction=True)
def test_only_so_many_backups_are_kept_and_no_two_are_made_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for day in (1, 2, 3):
        (folder / f"unionhall-2026010{day}T000000Z.tar").touch()
    (folder / "wedding.tar").touch()
    path, _missing = back_up(here(tmp_path), folder, keep=2)
    assert sorted(folder.glob(NAMES)) == [folder / "unionhall-20260103T000000Z.tar", path]
    assert (folder / "wedding.tar").exists()
    with (
        backing_up._alone(environment.load().home),
        pytest.raises(NoBackup, match="already"),
    ):
        back_up(here(tmp_path), folder)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The backup of an earlier hall, unpacked from its compression."""
    import lzma

    path = tmp_path_factory.mktemp("small") / "unionhall.tar"
    packed = Path(__file__).parent / "data" / "hall-0.1.0.tar.xz"
    path.write_bytes(lzma.decompress(packed.read_bytes()))
    return path


def spoil_a_byte(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(5_000)
        byte = file.read(1)
        file.seek(5_000)
        file.write(bytes([byte[0] ^ 1]))


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def add_a_way_out(path: Path) -> None:
    with tarfile.open(path, "a") as tar:
        tar.addfile(tarfile.TarInfo("files/../../escape"))


def add_a_link(path: Path) -> None:
    link = tarfile.TarInfo("files/ab/link")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    with tarfile.open(path, "a") as tar:
        tar.addfile(link)


@pytest.mark.parametrize("spoil", [spoil_a_byte, cut, add_a_way_out, add_a_link])
def test_a_spoilt_backup_is_refused(small: Path, tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    copy = tmp_path / "copy.tar"
    copy.write_bytes(small.read_bytes())
    spoil(copy)
    with pytest.raises(BadArchive):
        unpack(copy, tmp_path / "stage")
    assert not (tmp_path.parent / "escape").exists()


def test_a_home_in_use_and_a_lost_key_are_refused_and_leave_the_home_as_it_was(
    small: Path, tmp_path: Path
) -> None:
    hall = Hall(tmp_path / "home")
    done = hall.call("restore", str(small))
    assert (done.returncode, "another secret key" in done.stderr) == (1, True)
    assert not (hall.home / "database").exists()
    (hall.home / "database").mkdir()
    done = hall.call("restore", str(small))
    assert (done.returncode, "exists" in done.stderr) == (1, True)


@pytest.mark.django_db(transaction=True)
def test_what_was_erased_after_the_backup_stays_erased(town: "Town", tmp_path: Path) -> None:
    """The old dump goes in with today's keys: the erased can't be read, the rest can."""
    from tests.town import service
    from unionhall.kernel.matters.erasing import erase_person
    from unionhall.kernel.people.models import Membership
    from unionhall.rooms.desk.procedure import closing, handling

    town.service = service("pay", "Late pay", sealed=True)
    asked = {who: town.ask(member=who, description="About my pay.") for who in (town.member, town.neighbour)}
    for matter in asked.values():
        closing.answer(handling.accept(matter, actor=town.steward), actor=town.steward, text="Soon.")
    read = here(tmp_path)
    path, _missing = back_up(read, tmp_path / "backups")
    Membership.objects.filter(person=town.member).delete()
    erase_person(town.member.pk, timezone.now())
    copy = copies.copy(read.keys.store, tmp_path / "copies")
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    (home / "secret_key").write_text(read.secret_key)
    refused = Hall(home).call("restore", str(path), "--keys", str(copy))
    assert (refused.returncode, "isn't here" in refused.stderr) == (1, True), refused.stderr
    (home / "union_key").write_text(read.keys.file.read_text())
    done = Hall(home).call("restore", str(path), "--keys", str(copy))
    assert (done.returncode, done.stderr) == (0, "")
    looked = Hall(home).call("manage", "shell", "-v0", "-c", LOOK)
    gone, kept = asked[town.member].reference, asked[town.neighbour].reference
    assert sorted(looked.stdout.split()) == sorted([f"{gone}:erased", f"{kept}:About"]), looked.stderr


LOOK = """
from unionhall.rooms.desk.models import Request
for each in Request.objects.select_related("matter"):
    words = each.description.split()[:1] or ["erased" if each.matter.erased_at else "?"]
    print(each.matter.reference, words[0], sep=":")
"""


@pytest.mark.django_db(transaction=True)
def test_sealed_matters_without_their_keys_are_counted(town: "Town", tmp_path: Path) -> None:
    from tests.town import service

    town.service = service("pay", "Late pay", sealed=True)
    town.ask()
    read = here(tmp_path)
    path, _missing = back_up(read, tmp_path / "backups")
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    (home / "secret_key").write_text(read.secret_key)
    done = Hall(home).call("restore", str(path))
    assert (done.returncode, "1 sealed matters can't be opened" in done.stderr) == (1, True), done.stderr
    assert list(read.keys.copies.glob(copies.NAMES))
    with tarfile.open(path) as tar:
        assert not any("key" in name for name in tar.getnames())
