"""The Merkle tree over the whole journal, in the order of the entries' keys, and its signed heads.

Nothing waits for it while people move: a job takes what was written since. Once a head is made, whoever kept
it can prove whether the journal still begins with what it began with then.
"""

from collections.abc import Iterator
from functools import lru_cache

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from unionhall.ground import signatures
from unionhall.kernel.journal import merkle, statements
from unionhall.kernel.journal.models import Entry, Head, Node
from unionhall.kernel.journal.statements import Statement

LEVEL = 8  # of the smallest subtrees that are kept
CHUNK = 1 << LEVEL
GROWING_LOCK = 7_311_009


def seal() -> Head | None:
    """Make a head over every entry there is; the newest one where nothing was added, None without entries.

    1. Learn the key up to which nobody can write any more.  2. One job at a time: keep the subtrees that
    became whole.  3. Sign the root.
    """
    until = _settled()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [GROWING_LOCK])
        newest = Head.objects.order_by("size").last()
        if newest and newest.last >= until:
            return newest
        rest = list(_grow(until))
        whole = _chunks()
        size = whole * CHUNK + len(rest)
        if not size or (newest and newest.size == size):
            return newest
        return _sign(size, until)


def statement(head: Head) -> Statement:
    """A head as it is published."""
    return Statement(head.size, bytes(head.root), head.at.isoformat(), head.key, head.signature)


def consistency(old: Head, new: Head) -> list[bytes]:
    """What proves that the journal of the new head begins with that of the old one."""
    return merkle.consistency(old.size, new.size, Tree(new).hash_of)


def inclusion(entry: Entry, head: Head) -> tuple[int, list[bytes]]:
    """The entry's index in the tree, and what proves that it is there; LookupError if the head is older."""
    if entry.pk > head.last:
        raise LookupError(f"entry {entry} is newer than the head {head}")
    before = Node.objects.filter(level=LEVEL, last__lt=entry.pk).order_by("-last").first()
    start, after = ((before.position + 1) * CHUNK, before.last) if before else (0, 0)
    index = start + Entry.objects.filter(pk__gt=after, pk__lt=entry.pk).count()
    return index, merkle.inclusion(index, head.size, Tree(head).hash_of)


def leaf_of(entry: Entry) -> bytes:
    """The hash of an entry's leaf: its stream (16 bytes), number (8, big-endian) and digest (32)."""
    return merkle.leaf_hash(entry.stream.bytes + entry.number.to_bytes(8, "big") + bytes(entry.digest))


class Tree:
    """The tree as a head saw it: whole subtrees from the table, the rest from the entries."""

    def __init__(self, head: Head | None, until: int = 0) -> None:
        self.until = head.last if head else until
        self._leaves = lru_cache(maxsize=4)(self._read)

    def hash_of(self, start: int, end: int) -> bytes:
        """The hash of the leaves from `start` up to, but not including, `end`."""
        size = end - start
        is_whole = size & (size - 1) == 0 and start % size == 0
        if is_whole and size >= CHUNK:
            level = size.bit_length() - 1
            return bytes(Node.objects.values_list("hash", flat=True).get(level=level, position=start // size))
        if start // CHUNK == (end - 1) // CHUNK:
            first = start - start % CHUNK
            return merkle.root(self._leaves(start // CHUNK)[start - first : end - first])
        middle = start + merkle.split(size)
        return merkle.node_hash(self.hash_of(start, middle), self.hash_of(middle, end))

    def _read(self, chunk: int) -> tuple[bytes, ...]:
        return tuple(leaf_of(entry) for entry in _entries(chunk, self.until)[:CHUNK])


def _entries(chunk: int, until: int) -> list[Entry]:
    """The entries of a chunk: those behind the one before it."""
    nodes = Node.objects.filter(level=LEVEL, position=chunk - 1)
    after = nodes.values_list("last", flat=True).first() or 0
    return list(Entry.objects.filter(pk__gt=after, pk__lte=until).order_by("pk")[:CHUNK])


def _settled() -> int:
    """The highest key of all entries, once every transaction that began to write one has ended."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT journal_settled()")
        return int(cursor.fetchone()[0])


def _chunks() -> int:
    last = Node.objects.filter(level=LEVEL).order_by("position").values_list("position", flat=True).last()
    return 0 if last is None else last + 1


def _grow(until: int) -> Iterator[Entry]:
    """Keep every subtree that is whole by now; the entries that are left over."""
    while True:
        chunk = _chunks()
        entries = _entries(chunk, until)
        if len(entries) < CHUNK:
            yield from entries
            return
        _keep(LEVEL, chunk, merkle.root([leaf_of(entry) for entry in entries]), entries[-1].pk)


def _keep(level: int, position: int, digest: bytes, last: int) -> None:
    """Keep a subtree, and the larger ones that it completes."""
    Node.objects.create(level=level, position=position, hash=digest, last=last)
    if position % 2:
        left = Node.objects.get(level=level, position=position - 1)
        _keep(level + 1, position // 2, merkle.node_hash(bytes(left.hash), digest), last)


def _sign(size: int, until: int) -> Head:
    root, now = Tree(None, until).hash_of(0, size), timezone.now()
    key = signatures.key_in(settings.HALL_HOME, statements.KEY)
    signature = signatures.text(key.sign(statements.signed_part(size, root, now.isoformat())))
    return Head.objects.create(
        size=size, root=root, last=until, at=now, key=signatures.public_text(key), signature=signature
    )
