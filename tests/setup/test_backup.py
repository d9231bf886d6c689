"""Backups: whole, listed, signed and closed to others, without what opens the hall for somebody."""

import json
import tarfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from click.testing import CliRunner
from django.conf import settings
from django.db import connection
from django.test import Client

from tests.setup.backups import here, lay, url_of
from unionhall import environment
from unionhall.commands.backup import command
from unionhall.kernel.journal import heads
from unionhall.kernel.privacy import backups, counting
from unionhall.kernel.privacy.checks import check
from unionhall.operations import archive, backing_up, postgres
from unionhall.operations.archive import DUMP, MANIFEST, unpack
from unionhall.operations.backing_up import NAMES, NoBackup, back_up

if TYPE_CHECKING:
    from tests.town import Town


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

    File.objects.create(
        matter=town.desk.ask(), name="bus.txt", media_type="text/plain", size=3, sha256="0" * 64
    )
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


@pytest.mark.django_db(transaction=True)
def test_what_opens_the_hall_or_counts_strangers_stays_out(
    town: "Town", tmp_path: Path, client: Client
) -> None:
    client.force_login(town.member)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO people_attempts VALUES ('quetzal', '1', now() + interval '1 day')")
    counting.count("203.0.113.7", "tests")
    (key,) = settings.KEYS.counts.glob("key *")
    path, _missing = back_up(here(tmp_path), tmp_path / "backups")
    assert key.read_bytes().strip() not in path.read_bytes()
    passing = set(backups.passing_tables())
    assert passing >= {"people_session", "people_attempts", "api_once"}
    with psycopg.connect(url_of("owner")) as there:
        rows = postgres.counts(there)
    filled = {name for name, number in rows.items() if number}
    assert {"people_session", "people_attempts"} <= filled
    listed = unpack(path, tmp_path / "stage").tables
    assert {name for name, number in listed.items() if number} == filled - passing


@pytest.mark.django_db
def test_every_table_says_whether_it_goes_into_a_backup() -> None:
    with connection.cursor() as cursor:
        cursor.execute(postgres.TABLES)
        there = {name for (name,) in cursor.fetchall()}
    assert there == {*backups.tables()}


def test_the_check_names_a_model_that_does_not_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from unionhall.kernel.places.models import Street

    assert check([Street]) == []
    monkeypatch.delattr(Street, "backed_up")
    assert [each.id for each in check([Street])] == ["privacy.backup"]


@pytest.mark.django_db(transaction=True)
def test_an_auditor_checks_one_without_the_hall(tmp_path: Path) -> None:
    path, _missing = back_up(here(tmp_path), tmp_path / "backups")
    head = heads.seal()
    key = head.key if head else archive.check(path).signed_by
    whole = CliRunner().invoke(command, ["verify", str(path), "--key", key])
    assert (whole.exit_code, f"Signed with the key {key}" in whole.output) == (0, True)
    other = CliRunner().invoke(command, ["verify", str(path), "--key", "another"])
    assert (other.exit_code, "another key" in other.output) == (1, True)
    changed = tmp_path / "changed.tar"
    with tarfile.open(path) as old, tarfile.open(changed, "w") as new:
        for member in old:
            content = old.extractfile(member)
            assert content is not None
            said = content.read()
            if member.name == MANIFEST:
                said = said.replace(b'"made_at": "2', b'"made_at": "3')
            member.size = len(said)
            new.addfile(member, BytesIO(said))
    found = CliRunner().invoke(command, ["verify", str(changed)])
    assert (found.exit_code, "The list was changed" in found.output) == (1, True)
    nothing = tmp_path / "nothing.tar"
    nothing.write_bytes(b"no backup")
    assert CliRunner().invoke(command, ["verify", str(nothing)]).exit_code == 2
