"""The journal: one hash chain for each matter, written once and never changed."""

import uuid

import pgtrigger
from django.db import models


class Chained(models.Model):
    """What owns a chain: its stream, how long the chain is and the digest of its last entry.

    The head kept here is what shows that a tail was cut off.
    """

    stream = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    journal_length = models.PositiveIntegerField(default=0)
    journal_head = models.BinaryField(max_length=32, default=bytes)

    class Meta:
        abstract = True


class Entry(models.Model):
    """One event in a stream: references and digests, never personal text.

    `actor` is a person's UUID, empty for a guest and for the hall itself. `occurred_at` is when it happened,
    `recorded_at` when it was written: they differ only in imports. `key` is the idempotency key of the move.
    """

    stream = models.UUIDField()
    number = models.PositiveIntegerField()
    event = models.CharField(max_length=80)
    actor = models.UUIDField(null=True)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    payload = models.JSONField(default=dict)
    key = models.UUIDField(null=True)
    digest = models.BinaryField(max_length=32)

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
