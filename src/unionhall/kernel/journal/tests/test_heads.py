"""A head that somebody kept shows every later change of what was written before it."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest
from click.testing import CliRunner
from django.db import DatabaseError, connection, connections, transaction
from django.test import Client

from tests.racing import at_once
from unionhall.kernel.journal import commands, heads, merkle, statements, verification
from unionhall.kernel.journal.chain import append, digest
from unionhall.kernel.journal.models import Entry, Head, Node
from unionhall.kernel.matters.models import Matter
from unionhall.rooms.desk.procedure import handling

if TYPE_CHECKING:
    from tests.town import Town

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


def written(number: int, stream: UUID | None = None) -> list[Entry]:
    """So many entries, as an owner writes them."""
    owner = Matter(stream=stream or uuid4())
    rows = [
        append(owner, "desk.accept", actor=None, occurred_at=NOW, recorded_at=NOW, payload={})
        for _entry in range(number)
    ]
    return Entry.objects.bulk_create(rows)


def sealed() -> Head:
    head = heads.seal()
    assert head is not None
    return head


def naive(size: int) -> bytes:
    return merkle.root([heads.leaf_of(entry) for entry in Entry.objects.order_by("pk")[:size]])


@pytest.mark.parametrize("steps", [(1, 1, 5), (255, 1, 1), (256, 256, 300), (700, 1, 600)])
def test_heads_are_those_of_the_whole_tree_however_it_grew(db: None, steps: tuple[int, ...]) -> None:
    made = []
    for step in steps:
        written(step)
        made.append(sealed())
        assert bytes(made[-1].root) == naive(made[-1].size)
    for at, old in enumerate(made):
        for new in made[at:]:
            proof = heads.consistency(old, new)
            assert merkle.is_consistent(old.size, new.size, proof, bytes(old.root), bytes(new.root))
    assert list(verification.verify_heads({})) == []


def test_each_entry_is_proved_to_be_there(db: None) -> None:
    entries = written(600)
    head = sealed()
    for entry in (*entries[:2], *entries[254:258], *entries[510:514], entries[-1]):
        index, proof = heads.inclusion(entry, head)
        assert merkle.is_included(heads.leaf_of(entry), index, head.size, proof, bytes(head.root))
    (late,) = written(1)
    with pytest.raises(LookupError):
        heads.inclusion(late, head)


def test_nothing_new_makes_no_new_head(db: None) -> None:
    assert heads.seal() is None
    written(3)
    assert sealed() == sealed()
    assert Head.objects.count() == 1


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_several_at_once_make_one_head(town: "Town") -> None:
    town.desk.ask()
    made = at_once([heads.seal] * 4)
    assert len({head.size for head in made if head}) == 1
    assert Head.objects.count() == 1


@pytest.mark.parametrize("table", ["journal_head", "journal_node"])
def test_the_application_can_not_rewrite_a_head(db: None, table: str) -> None:
    written(300)
    sealed()
    for statement in (f"UPDATE {table} SET last = 0", f"DELETE FROM {table}", f"TRUNCATE {table}"):  # noqa: S608
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def rewrite_consistently(stream: UUID) -> None:
    """Alter the first entry, and make every digest behind it fit again: nothing in the hall shows it."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        previous = b""
        for entry in Entry.objects.using("owner").filter(stream=stream).order_by("number"):
            entry.payload = {**entry.payload, "rewritten": 1}
            previous = digest(entry, previous=previous)
            cursor.execute(
                "UPDATE journal_entry SET payload = %s, digest = %s WHERE id = %s",
                [json.dumps(entry.payload), previous, entry.pk],
            )
        cursor.execute("UPDATE matters_matter SET journal_head = %s WHERE stream = %s", [previous, stream])
        cursor.execute("ALTER TABLE journal_entry ENABLE TRIGGER USER")


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_rewriting_everything_consistently_is_caught(town: "Town", tmp_path: Path) -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    kept = tmp_path / "head.json"
    kept.write_text(json.dumps(heads.statement(sealed()).to_json()))
    town.desk.ask(member=town.neighbour)
    run = CliRunner().invoke
    assert run(commands.verify, ["--head", str(kept)]).exit_code == 0
    rewrite_consistently(matter.stream)
    assert list(verification.verify()) == []
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE journal_head DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM journal_head")
        cursor.execute("ALTER TABLE journal_head ENABLE TRIGGER USER")
    found = run(commands.verify, ["--head", str(kept)])
    assert found.exit_code == 1
    assert "another root than the witness keeps" in found.output


def test_a_journal_that_was_cut_off_is_caught(db: None) -> None:
    assert list(verification.verify_heads({5: bytes(32)})) == ["head 5: the journal has only 0 entries"]


@pytest.mark.parametrize(
    "change", [{"size": 7}, {"root": "00" * 32}, {"at": "2020-01-01"}, {"signature": "no"}]
)
def test_a_forged_head_is_refused(db: None, tmp_path: Path, change: dict[str, object]) -> None:
    written(3)
    said = {**heads.statement(sealed()).to_json(), **change}
    with pytest.raises(statements.NotAHead):
        statements.read(json.dumps(said))
    (tmp_path / "forged.json").write_text(json.dumps(said))
    assert CliRunner().invoke(commands.verify, ["--head", str(tmp_path / "forged.json")]).exit_code == 2


def test_a_witness_checks_two_heads_without_the_database(client: Client, db: None, tmp_path: Path) -> None:
    written(300)
    old = sealed()
    written(40)
    new = sealed()
    files = {
        "old": f"/journal/heads/{old.size}.json",
        "new": "/journal/newest.json",
        "proof": f"/journal/consistency/{old.size}/{new.size}.json",
    }
    for name, address in files.items():
        (tmp_path / name).write_bytes(client.get(address).content)
    paths = [str(tmp_path / name) for name in files]
    assert CliRunner().invoke(commands.consistent, paths).exit_code == 0
    proof = json.loads((tmp_path / "proof").read_text())
    proof["proof"][0] = "00" * 32
    (tmp_path / "proof").write_text(json.dumps(proof))
    assert CliRunner().invoke(commands.consistent, paths).exit_code == 1
    assert client.get(f"/journal/consistency/{new.size}/{old.size}.json").status_code == 404


def test_the_page_lists_the_heads_for_everybody(client: Client, db: None) -> None:
    assert "/journal/newest.json" not in client.get("/journal/").content.decode()
    assert client.get("/journal/newest.json").status_code == 404
    written(3)
    root = bytes(sealed().root).hex()
    page = client.get("/journal/").content.decode()
    assert root in page
    assert "/journal/newest.json" in page


def test_a_member_takes_the_proof_of_their_own_matter_and_nobody_elses(client: Client, town: "Town") -> None:
    mine, theirs = town.desk.ask(), town.desk.ask(member=town.neighbour)
    head = sealed()
    client.force_login(town.member)
    said = client.get(f"/journal/proofs/{mine.reference}.json").json()
    (entry,) = said["entries"]
    leaf = merkle.leaf_hash(
        UUID(entry["stream"]).bytes + entry["number"].to_bytes(8, "big") + bytes.fromhex(entry["digest"])
    )
    steps = [bytes.fromhex(step) for step in entry["proof"]]
    assert merkle.is_included(leaf, entry["index"], head.size, steps, bytes(head.root))
    assert client.get(f"/journal/proofs/{theirs.reference}.json").status_code == 404


def test_no_job_kills_a_tree(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A job that dies between the subtrees and the head leaves nothing half made."""
    written(600)

    def die(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(heads, "_sign", die)
        with pytest.raises(KeyboardInterrupt):
            heads.seal()
    assert (Node.objects.count(), Head.objects.count()) == (0, 0)
    assert bytes(sealed().root) == naive(600)
