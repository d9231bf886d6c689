"""What a backup brings back: all that was there, into an empty home only, and only from who made it."""

import os
import tarfile
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests import choir
from tests.setup.backups import contents, here, lay, new_hall, privileges, restored, url_of
from tests.setup.halls import Hall
from unionhall.environment import Environment
from unionhall.kernel.journal import statements
from unionhall.kernel.people.models import Office
from unionhall.kernel.privacy.keys import copies
from unionhall.operations.archive import BadArchive, unpack
from unionhall.operations.backing_up import back_up

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture(autouse=True)
def room_of_the_tests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The programs here restore what has the tables of the tests' own room."""
    for name, value in choir.known_to_programs(tmp_path).items():
        monkeypatch.setenv(name, value)


@pytest.mark.django_db(transaction=True)
def test_a_backup_taken_while_people_work_has_all_that_was_done_before(town: "Town", tmp_path: Path) -> None:
    done: list[int] = []
    stop, busy = Event(), Event()

    def work() -> None:
        try:
            while not stop.is_set():
                done.append(town.desk.ask().pk)
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
    town.desk.ask()
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
    done = hall.call("restore", str(small), "--unsigned")
    assert (done.returncode, "another secret key" in done.stderr) == (1, True)
    assert not (hall.home / "database").exists()
    (hall.home / "database").mkdir()
    done = hall.call("restore", str(small))
    assert (done.returncode, "exists" in done.stderr) == (1, True)


@pytest.mark.django_db(transaction=True)
def test_what_was_erased_after_the_backup_stays_erased(town: "Town", tmp_path: Path) -> None:
    """The old dump goes in with today's keys: the erased can't be read, the rest can."""
    from unionhall.kernel.matters.erasing import erase_person
    from unionhall.kernel.people.models import Membership
    from unionhall.rooms.desk.procedure import closing, handling
    from unionhall.rooms.desk.tests.town import service

    town.desk.service = service("pay", "Late pay", sealed=True)
    asked = {
        who: town.desk.ask(member=who, description="About my pay.") for who in (town.member, town.neighbour)
    }
    for matter in asked.values():
        closing.answer(handling.accept(matter, actor=town.steward), actor=town.steward, text="Soon.")
    read = here(tmp_path)
    path, _missing = back_up(read, tmp_path / "backups")
    Membership.objects.filter(person=town.member).delete()
    erase_person(town.member.pk, timezone.now())
    copy = copies.copy(read.keys.store, tmp_path / "copies")
    hall = new_hall(tmp_path / "home")
    refused = hall.call("restore", str(path), "--keys", str(copy))
    assert (refused.returncode, "isn't here" in refused.stderr) == (1, True), refused.stderr
    (hall.home / "union_key").write_text(read.keys.file.read_text())
    done = hall.call("restore", str(path), "--keys", str(copy))
    assert (done.returncode, done.stderr) == (0, "")
    looked = hall.call("manage", "shell", "-v0", "-c", LOOK)
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
    from unionhall.rooms.desk.tests.town import service

    town.desk.service = service("pay", "Late pay", sealed=True)
    town.desk.ask()
    read = here(tmp_path)
    path, _missing = back_up(read, tmp_path / "backups")
    done = new_hall(tmp_path / "home").call("restore", str(path))
    assert (done.returncode, "1 sealed matters can't be opened" in done.stderr) == (1, True), done.stderr
    assert list(read.keys.copies.glob(copies.NAMES))
    with tarfile.open(path) as tar:
        assert not any("key" in name for name in tar.getnames())


@pytest.mark.django_db(transaction=True)
def test_what_somebody_else_wrote_is_put_in_only_when_the_operator_says_so(
    town: "Town", tmp_path: Path
) -> None:
    Office.objects.create(person=town.neighbour, role="chair", place=town.north)  # as who writes the tables
    path, _missing = back_up(here(tmp_path), tmp_path / "backups")
    hall = new_hall(tmp_path / "home")
    (hall.home / statements.KEY).write_text("another hall's key, which this one has in its home")
    done = hall.call("restore", str(path))
    assert (done.returncode, "signed with another journal_key" in done.stderr) == (1, True), done.stderr
    (hall.home / statements.KEY).unlink()
    done = hall.call("restore", str(path))
    assert (done.returncode, "no journal_key" in done.stderr) == (1, True), done.stderr
    assert not (hall.home / "database").exists()
    done = hall.call("restore", str(path), "--unsigned")
    assert done.returncode == 0, done.stderr
    assert "In no entry of the journal: Chair, North" in done.stdout, done.stdout


@pytest.mark.django_db(transaction=True)
def test_nobody_comes_in_by_what_they_had_before(town: "Town", tmp_path: Path, client: Client) -> None:
    from unionhall.kernel.api import tokens
    from unionhall.kernel.api.scopes import READ
    from unionhall.rooms.mediation.agenda import feeds

    client.force_login(town.member)
    tokens.make(town.member, name="Clock", scopes=[READ], ends_on=timezone.localdate())
    feeds.begin(town.member)
    path, _missing = back_up(here(tmp_path), tmp_path / "backups")

    def look(read: Environment) -> None:
        with psycopg.connect(read.database_owner_url) as there:
            left = there.execute(
                "SELECT (SELECT count(*) FROM people_session), (SELECT count(*) FROM mediation_feed),"
                " (SELECT count(*) FROM api_token WHERE ended_at IS NULL)"
            ).fetchone()
        assert left == (0, 0, 0)

    restored(path, tmp_path / "home", look)
