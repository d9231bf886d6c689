"""Reading the journal back: is every entry there, in order, unaltered, up to the kept head?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from django.apps import apps
from django.db import connection, transaction

from unionhall.kernel.journal.chain import digest
from unionhall.kernel.journal.heads import leaf_of, statement
from unionhall.kernel.journal.merkle import node_hash
from unionhall.kernel.journal.models import Chained, Entry, Head

CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in one stream, at the number where it shows first."""

    stream: UUID
    number: int
    what: str

    def __str__(self) -> str:
        return f"stream {self.stream}, entry {self.number}: {self.what}"


def verify() -> Iterator[Fault]:
    """Every fault of every stream, from one snapshot of the database and in constant memory.

    Both the entries and their owners are read in the order of the stream, side by side.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        chains = groupby(Entry.objects.order_by("stream", "number").iterator(CHUNK), attrgetter("stream"))
        heads = _heads()
        head = next(heads, None)
        for stream, chain in chains:
            while head and head.stream < stream:
                yield from _check_missing(head)
                head = next(heads, None)
            mine, head = (head, next(heads, None)) if head and head.stream == stream else (None, head)
            yield from _check(stream, chain, mine)
        while head:
            yield from _check_missing(head)
            head = next(heads, None)


def _heads() -> Iterator[Chained]:
    """The owners of streams, of whichever model, in the order of the stream."""
    models = [model for model in apps.get_models() if issubclass(model, Chained)]
    rows = [
        model._default_manager.only("stream", "journal_length", "journal_head").order_by("stream")
        for model in models
    ]
    return merge(*(query.iterator(CHUNK) for query in rows), key=attrgetter("stream"))


def _check_missing(head: Chained) -> Iterator[Fault]:
    if head.journal_length:
        yield Fault(head.stream, 1, f"all {head.journal_length} entries are missing")


def _check(stream: UUID, chain: Iterable[Entry], head: Chained | None) -> Iterator[Fault]:
    """Follow one chain; the first break ends it, since everything behind it differs too."""
    previous, expected = b"", 1
    for entry in chain:
        if entry.number != expected:
            yield Fault(stream, expected, "missing or out of order")
            return
        if bytes(entry.digest) != digest(entry, previous=previous):
            yield Fault(stream, entry.number, "altered")
            return
        previous, expected = bytes(entry.digest), expected + 1
    if head is None:
        yield Fault(stream, 1, "nothing owns this stream")
    elif head.journal_length < expected - 1:
        yield Fault(stream, head.journal_length + 1, f"added: the owner counts {head.journal_length} entries")
    elif (head.journal_length, bytes(head.journal_head)) != (expected - 1, previous):
        yield Fault(stream, expected, f"cut off: the owner counts {head.journal_length} entries")


def verify_heads(seen: Mapping[int, bytes]) -> Iterator[str]:
    """What is wrong with the heads: their signatures, or a root that the entries don't give any more.

    `seen` are roots by size that others keep. The tree is built anew from the entries, in constant memory.
    """
    heads = {head.size: head for head in Head.objects.all()}
    for head in heads.values():
        if not statement(head).is_signed:
            yield f"head {head.size}: its signature is not of the key that stands in it"
    wanted, peaks, size = sorted({*heads, *seen}), list[tuple[int, bytes]](), 0
    for entry in Entry.objects.order_by("pk").iterator(CHUNK):
        if not wanted:
            return
        _add(peaks, leaf_of(entry))
        size += 1
        if size == wanted[0]:
            yield from _compare(wanted.pop(0), _root(peaks), heads, seen)
    yield from (f"head {each}: the journal has only {size} entries" for each in wanted)


def _add(peaks: list[tuple[int, bytes]], leaf: bytes) -> None:
    """Put one more leaf beside the whole subtrees, each a level and its hash, the largest first."""
    level, found = 0, leaf
    while peaks and peaks[-1][0] == level:
        found, level = node_hash(peaks.pop()[1], found), level + 1
    peaks.append((level, found))


def _root(peaks: list[tuple[int, bytes]]) -> bytes:
    *rest, (_level, found) = peaks
    for _level, left in reversed(rest):
        found = node_hash(left, found)
    return found


def _compare(size: int, root: bytes, heads: Mapping[int, Head], seen: Mapping[int, bytes]) -> Iterator[str]:
    if size in heads and bytes(heads[size].root) != root:
        yield f"head {size}: the entries give another root than the hall signed"
    if size in seen and seen[size] != root:
        yield f"head {size}: the entries give another root than the witness keeps"
