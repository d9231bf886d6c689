"""An archive is read only if every byte of it is where it must be."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import pytest

from unionhall.instruments.ballot.tests.archives import Record, encoded, rechained, records
from unionhall.instruments.ballot.tests.booth import Booth
from unionhall.instruments.ballot.tests.vectors_kept import VECTORS, archive

pytestmark = pytest.mark.browser

READ = """
  const { readArchive } = await load("archive");
  return code(() => readArchive(fromBase64(given[0])));
"""
KNOWN = VECTORS / "11111111111111.bel"


def test_archives_of_ours_and_of_the_tool_are_read(booth: Booth, known: dict[str, Any]) -> None:
    found = booth.run(
        """const { readArchive } = await load("archive");
           return Promise.all(given.map((text) => readArchive(fromBase64(text))));""",
        archive("11111111111111.bel"),
        archive("mixed.bel"),
    )
    assert found[0]["lastEvent"] == known["info"]["last_event"]
    assert found[0]["election"] == known["election"]
    assert found[0]["ballots"] == [known["ballot1"], known["ballot2"]]
    assert [each["owner"] for each in found[1]["decryptions"]] == [3, 4, 1]
    assert found[1]["tally"]["num_tallied"] == 4
    assert json.loads(found[1]["result"]) == {"result": [[1, 1], [1, 1, 1, 2]]}


@pytest.mark.parametrize("length", [0, 511, 512, 513, 1024, 2000, 58_879])
def test_a_part_of_an_archive_is_refused(booth: Booth, length: int) -> None:
    refused = booth.run(READ, encoded(KNOWN.read_bytes()[:length]))
    assert refused in {"archive-order", "archive-record", "archive-header"}


@pytest.mark.parametrize("at", [3, 101, 110, 130, 140, 150, 156, 157, 300, 520, 1_030, 1_600, 30_000])
def test_a_flipped_byte_is_refused(booth: Booth, at: int) -> None:
    content = bytearray(KNOWN.read_bytes())
    content[at] ^= 1
    assert booth.run(READ, encoded(bytes(content))).startswith("archive-")


def test_zero_blocks_at_the_end_are_refused(booth: Booth) -> None:
    assert booth.run(READ, encoded(KNOWN.read_bytes() + bytes(1024))) == "archive-record"


def _without(kind: str) -> Iterator[Record]:
    return (each for each in records(KNOWN.read_bytes()) if each.kind != kind)


def test_the_rebuilt_archive_is_the_archive() -> None:
    """Otherwise the tests below would be refused for another reason than theirs."""
    assert rechained(records(KNOWN.read_bytes())) == KNOWN.read_bytes()


@pytest.mark.parametrize("kind", ["EndBallots", "EncryptedTally", "Setup", "PartialDecryption"])
def test_an_event_that_is_missing_is_noticed(booth: Booth, kind: str) -> None:
    assert booth.run(READ, encoded(rechained(_without(kind)))) == "archive-order"


@pytest.mark.parametrize("kind", ["EndBallots", "Ballot", "Result", "EncryptedTally", "Setup"])
def test_an_event_after_its_time_is_refused(booth: Booth, kind: str) -> None:
    whole = list(records(KNOWN.read_bytes()))
    later = next(each for each in whole if each.kind == kind)
    assert booth.run(READ, encoded(rechained([*whole, later]))) == "archive-order"


def test_two_decryptions_by_one_trustee_are_refused(booth: Booth) -> None:
    whole = list(records(KNOWN.read_bytes()))
    at = next(place for place, each in enumerate(whole) if each.kind == "PartialDecryption")
    twice = [*whole[: at + 1], whole[at], *whole[at + 1 :]]
    assert booth.run(READ, encoded(rechained(twice))) == "archive-content"


@pytest.mark.parametrize("fields", [{"height": 9}, {"parent": "0" * 64}, {"more": 1}, {"payload": "0" * 64}])
def test_a_broken_chain_is_refused(booth: Booth, fields: dict[str, Any]) -> None:
    whole = list(records(KNOWN.read_bytes()))
    assert booth.run(READ, encoded(rechained(whole, change={1: fields}))) == "archive-chain"


def test_what_is_named_after_another_hash_is_refused(booth: Booth, known: dict[str, Any]) -> None:
    digest = hashlib.sha256(known["ballot1"].encode()).hexdigest().encode()
    content = KNOWN.read_bytes().replace(digest + b".data", b"0" * 64 + b".data")
    assert content != KNOWN.read_bytes()
    assert booth.run(READ, encoded(content)) in {"archive-hash", "archive-record"}
