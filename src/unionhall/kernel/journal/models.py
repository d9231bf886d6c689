"""The journal: one hash chain for each matter, written once and never changed."""

import uuid
from hashlib import sha256
from typing import Any, ClassVar, Self

import pgtrigger
from django.db import models

from unionhall.database.questions import Gap, Question, is_any
from unionhall.kernel.privacy.holdings import JOURNAL, MACHINERY, Holds


class Chained(models.Model):
    """What owns a chain: its stream, how long the chain is and the digest of its last entry.

    The head kept here is what shows that a tail was cut off.
    """

    holds: ClassVar[Holds] = {JOURNAL: "stream journal_length journal_head"}

    stream = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    journal_length = models.PositiveIntegerField(default=0)
    journal_head = models.BinaryField(max_length=32, default=bytes)

    class Meta:
        abstract = True


def kept(key: uuid.UUID) -> uuid.UUID:
    """What the journal keeps of an idempotency key.

    Of the key itself a form makes codes that open a matter, so it lies nowhere.
    """
    digest = sha256(b"unionhall journal " + key.bytes).digest()
    return uuid.UUID(bytes=digest[:16], version=4)


def lying(key: uuid.UUID | None) -> list[uuid.UUID]:
    """How a key may lie in the journal: earlier releases kept it as it came."""
    return [kept(key), key] if key else []


class EntryQuerySet(models.QuerySet[Any]):
    def under(self, key: uuid.UUID | None) -> Self:
        """The entry that was written under an idempotency key, if there is one."""
        return self.filter(key__in=lying(key))


class Entry(models.Model):
    """One event in a stream: references and digests, never personal text.

    `actor` is a person's UUID, empty for a guest and for the hall itself. `occurred_at` is when it happened,
    `recorded_at` when it was written: they differ only in imports. `key` is what is `kept` of the
    idempotency key of the move.
    """

    holds: ClassVar[Holds] = {
        JOURNAL: "stream number event actor occurred_at recorded_at payload key digest",
    }
    backed_up: ClassVar[bool] = True

    stream = models.UUIDField()
    number = models.PositiveIntegerField()
    event = models.CharField(max_length=80)
    actor = models.UUIDField(null=True)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    payload = models.JSONField(default=dict)
    key = models.UUIDField(null=True)
    digest = models.BinaryField(max_length=32)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("stream", "number", name="entry_once"),
            models.UniqueConstraint("key", name="entry_key", condition=models.Q(key__isnull=False)),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="no_truncate",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'the journal is append-only';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stream}/{self.number} {self.event}"


UNDER_KEY = Question(lambda: Entry.objects.filter(is_any("key", "keys")))
ENTRIES = Question(lambda: Entry.objects.filter(stream=Gap("stream")).order_by("-number"))


def _only_added(name: str) -> list[pgtrigger.Trigger]:
    refusal = "RAISE EXCEPTION 'the journal is append-only';"
    return [
        pgtrigger.Protect(name=f"{name}_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        pgtrigger.Trigger(
            name=f"{name}_no_truncate",
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            func=refusal,
        ),
    ]


class Node(models.Model):
    """The hash of a whole subtree of the journal's Merkle tree: of 2 to the power of `level` entries.

    Kept are those from 256 entries on; the entries themselves give what is below. `last` is the key of the
    last entry under it.
    """

    holds: ClassVar[Holds] = {JOURNAL: "level position hash last"}
    backed_up: ClassVar[bool] = True

    level = models.PositiveSmallIntegerField()
    position = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)
    last = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint("level", "position", name="node_once")]
        indexes = [models.Index(fields=["level", "last"], name="node_last")]
        triggers = _only_added("nodes")


class Head(models.Model):
    """The root over all entries up to a moment, signed; `last` is the key of the last entry in it."""

    holds: ClassVar[Holds] = {JOURNAL: "size root last at key signature"}
    backed_up: ClassVar[bool] = True

    size = models.BigIntegerField(unique=True)
    root = models.BinaryField(max_length=32)
    last = models.BigIntegerField()
    at = models.DateTimeField()
    key = models.CharField(max_length=43)
    signature = models.CharField(max_length=86)

    class Meta:
        triggers = _only_added("heads")

    def __str__(self) -> str:
        return f"{self.size} {bytes(self.root).hex()[:16]}"


class Witness(models.Model):
    """Up to which head a witness was told: an address that the operator has set, nobody's but theirs."""

    holds: ClassVar[Holds] = {MACHINERY: "address size told_at"}
    backed_up: ClassVar[bool] = True

    address = models.CharField(max_length=500, unique=True)
    size = models.BigIntegerField(default=0)
    told_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.address
