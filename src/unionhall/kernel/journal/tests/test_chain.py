"""What the journal takes, and what it refuses."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from unionhall.kernel.journal import verification
from unionhall.kernel.journal.chain import append, digest
from unionhall.kernel.journal.events import UnregisteredEvent, filled, register
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter

if TYPE_CHECKING:
    from tests.town import Town

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


def append_to(matter: Matter, event: str = "desk.note", **payload: Any) -> Entry:
    return append(matter, event, actor=uuid4(), occurred_at=NOON, recorded_at=NOON, payload=payload)


def test_an_entry_takes_the_next_number_and_moves_the_head() -> None:
    matter = Matter()
    entries = [append_to(matter) for _ in range(3)]
    assert [entry.number for entry in entries] == [1, 2, 3]
    assert (matter.journal_length, matter.journal_head) == (3, entries[-1].digest)
    assert entries[1].digest == digest(entries[1], previous=bytes(entries[0].digest))


def test_an_event_without_a_sentence_is_refused() -> None:
    with pytest.raises(UnregisteredEvent):
        append_to(Matter(), "desk.unheard_of")


def test_an_entry_that_names_less_than_its_sentence_is_read_all_the_same() -> None:
    assert filled("{actor} gave it to {other}.", {"actor": "Ann"}) == "Ann gave it to …."
    assert filled("{actor} gave it to {other}.", {"actor": "Ann", "other": "Bo"}) == "Ann gave it to Bo."


def test_an_event_has_one_sentence() -> None:
    register("journal.tried", "It was tried.")
    with pytest.raises(ValueError, match="twice"):
        register("journal.tried", "It was tried again.")


@pytest.mark.parametrize("value", [0.5, Decimal(2), NOON, b"x", {1: "one"}, [1.0], {"a": {"b": 1e22}}, {1}])
def test_what_the_database_would_change_is_refused(value: Any) -> None:
    matter = Matter()
    with pytest.raises(TypeError):
        append_to(matter, value=value)
    assert matter.journal_length == 0


@pytest.mark.parametrize(
    "value",
    ['河湾 ’ \u2028 \\ " 😀', 10**30, -1, True, None, [], {}, [["a", 1], {"b": [None, False]}], ("a", 1)],
)
def test_what_it_takes_it_gives_back_exactly(town: "Town", value: Any) -> None:
    matter = town.desk.ask()
    append_to(matter, value=value).save()
    matter.save()
    assert list(verification.verify()) == []


def test_each_part_of_an_entry_counts() -> None:
    entry = append_to(Matter(), value="a")
    others: dict[str, Any] = {
        "stream": uuid4(),
        "number": 2,
        "event": "desk.add",
        "actor": None,
        "occurred_at": NOON.replace(microsecond=1),
        "recorded_at": NOON.replace(microsecond=1),
        "payload": {"value": "b"},
        "key": uuid4(),
    }
    for name, other in others.items():
        kept = getattr(entry, name)
        setattr(entry, name, other)
        assert digest(entry, previous=b"") != entry.digest, name
        setattr(entry, name, kept)
    assert digest(entry, previous=b"") == entry.digest
    assert digest(entry, previous=b"x") != entry.digest
