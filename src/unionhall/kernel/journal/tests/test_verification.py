"""Whoever changes the journal behind the hall's back is found out."""

import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
from click.testing import CliRunner
from django.db import connections

from unionhall.kernel.journal import commands, verification
from unionhall.kernel.journal.chain import append, digest
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.rooms.desk.procedure import handling

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
Tamper = Callable[..., None]


@pytest.fixture
def matter(town: "Town") -> Matter:
    """A matter with five entries, between two others."""
    town.desk.ask()
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    for text in ("One", "Two", "Three"):
        matter = handling.note(matter, actor=town.steward, text=text)
    town.desk.ask()
    return matter


@pytest.fixture
def tamper() -> Iterator[Tamper]:
    """Runs SQL as the owner of the tables, with the triggers that protect them switched off."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        yield lambda sql, *values: cursor.execute(sql, values)
    connections["owner"].close()


def found() -> list[tuple[UUID, int, str]]:
    return [(fault.stream, fault.number, fault.what.partition(":")[0]) for fault in verification.verify()]


def test_an_untouched_journal_has_no_faults(matter: Matter) -> None:
    assert found() == []


def test_an_owner_without_entries_is_no_fault(matter: Matter) -> None:
    copy = Matter.objects.get(pk=matter.pk)
    copy.pk, copy.stream, copy.journal_length, copy.journal_head = None, uuid4(), 0, b""
    copy.save(force_insert=True)
    assert found() == []


@pytest.mark.parametrize(
    "change",
    [
        """payload = '{"text": "other"}'""",
        "event = 'desk.add'",
        "actor = NULL",
        "actor = gen_random_uuid()",
        "occurred_at = occurred_at + interval '1 microsecond'",
        "recorded_at = recorded_at - interval '1 day'",
        "key = gen_random_uuid()",
        "digest = decode(repeat('00', 32), 'hex')",
    ],
)
@pytest.mark.parametrize("number", [1, 3, 5])
def test_an_altered_entry_is_found(matter: Matter, tamper: Tamper, change: str, number: int) -> None:
    where = "WHERE stream = %s AND number = %s"
    tamper(f"UPDATE journal_entry SET {change} {where}", matter.stream, number)  # noqa: S608  from the list above
    assert found() == [(matter.stream, number, "altered")]


@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_missing_entry_is_found(matter: Matter, tamper: Tamper, number: int) -> None:
    tamper("DELETE FROM journal_entry WHERE stream = %s AND number = %s", matter.stream, number)
    assert found() == [(matter.stream, number, "missing or out of order")]


def test_a_missing_entry_is_found_though_the_others_were_numbered_anew(
    matter: Matter, tamper: Tamper
) -> None:
    tamper("DELETE FROM journal_entry WHERE stream = %s AND number = 3", matter.stream)
    for number in (4, 5):
        tamper(
            "UPDATE journal_entry SET number = %s WHERE stream = %s AND number = %s",
            number - 1,
            matter.stream,
            number,
        )
    assert found() == [(matter.stream, 3, "altered")]


def test_a_cut_tail_is_found(matter: Matter, tamper: Tamper) -> None:
    tamper("DELETE FROM journal_entry WHERE stream = %s AND number > 3", matter.stream)
    assert found() == [(matter.stream, 4, "cut off")]


def test_a_whole_chain_that_is_gone_is_found(matter: Matter, tamper: Tamper) -> None:
    tamper("DELETE FROM journal_entry WHERE stream = %s", matter.stream)
    assert found() == [(matter.stream, 1, "all 5 entries are missing")]


def test_two_entries_that_changed_places_are_found(matter: Matter, tamper: Tamper) -> None:
    for old, new in ((3, 1003), (4, 3), (1003, 4)):
        tamper(
            "UPDATE journal_entry SET number = %s WHERE stream = %s AND number = %s", new, matter.stream, old
        )
    assert found() == [(matter.stream, 3, "altered")]


def test_an_entry_that_was_added_behind_the_end_is_found(matter: Matter, tamper: Tamper) -> None:
    forged = Entry.objects.get(stream=matter.stream, number=5)
    previous, forged.pk, forged.number = bytes(forged.digest), None, 6
    forged.digest = digest(forged, previous=previous)
    forged.save(force_insert=True)
    assert found() == [(matter.stream, 6, "added")]


def test_an_entry_of_a_stream_that_nothing_owns_is_found(matter: Matter, tamper: Tamper) -> None:
    stream = uuid4()
    tamper("UPDATE journal_entry SET stream = %s WHERE stream = %s AND number = 5", stream, matter.stream)
    assert (matter.stream, 5, "cut off") in found()
    assert stream in {each for each, _number, _what in found()}


def test_a_matter_that_was_put_back_to_an_earlier_head_is_found(matter: Matter, tamper: Tamper) -> None:
    earlier = Entry.objects.get(stream=matter.stream, number=3)
    Matter.objects.filter(pk=matter.pk).update(journal_length=3, journal_head=earlier.digest)
    assert found() == [(matter.stream, 4, "added")]


def test_faults_in_several_streams_are_all_reported(matter: Matter, tamper: Tamper) -> None:
    tamper("UPDATE journal_entry SET event = 'desk.add' WHERE number = 1")
    assert {stream for stream, _number, _what in found()} == set(
        Matter.objects.values_list("stream", flat=True)
    )


def test_the_command_says_what_it_read_and_ends_well(matter: Matter) -> None:
    done = CliRunner().invoke(commands.command, ["verify"])
    assert (done.exit_code, done.stdout) == (0, "7 entries and 0 heads read, 0 faults\n")


def test_the_command_ends_with_1_and_names_the_fault(matter: Matter, tamper: Tamper) -> None:
    tamper("DELETE FROM journal_entry WHERE stream = %s AND number = 5", matter.stream)
    done = CliRunner().invoke(commands.command, ["verify"])
    assert done.exit_code == 1
    assert f"stream {matter.stream}, entry 5: cut off" in done.stderr
    assert done.stdout == "6 entries and 0 heads read, 1 faults\n"


@pytest.mark.slow("a journal of many thousand entries is written and read")
def test_a_long_journal_takes_no_more_memory_than_a_short_one(matter: Matter) -> None:
    def lengthen(entries: int) -> None:
        written = [append_note(matter) for _ in range(entries)]
        Entry.objects.bulk_create(written, batch_size=2_000)
        matter.save()

    lengthen(3 * verification.CHUNK)
    short = peak(lambda: list(verification.verify()))
    lengthen(6 * verification.CHUNK)
    assert peak(lambda: list(verification.verify())) < 1.25 * short


def append_note(matter: Matter) -> Entry:
    noon = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
    return append(matter, "desk.note", actor=None, occurred_at=noon, recorded_at=noon, payload={})


def peak(act: Callable[[], Any]) -> int:
    """The most bytes that Python held while it acted."""
    tracemalloc.start()
    try:
        act()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
