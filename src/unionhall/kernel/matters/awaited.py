"""What a matter waits for: something that is settled elsewhere, as a vote is."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from unionhall.kernel.privacy.copies import NOBODYS, Copied
from unionhall.kernel.privacy.holdings import CASE, Holds


class Awaited(models.Model):
    """A stream that an instrument settles, and the move that the hall makes then.

    `then` is the name of the move, `key` its idempotency key. `settled_at` and `payload` are written by the
    instrument, `done_at` with the move, or when there was nothing left to move.
    """

    holds: ClassVar[Holds] = {CASE: "matter stream then key payload settled_at done_at"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = NOBODYS

    matter = models.ForeignKey("matters.Matter", models.CASCADE, related_name="awaited")
    stream = models.UUIDField(db_index=True)
    then = models.CharField(max_length=60)
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    payload = models.JSONField(default=dict)
    settled_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint("matter", "stream", "then", name="awaited_once")]
        indexes = [
            models.Index(
                fields=["settled_at"],
                condition=Q(settled_at__isnull=False, done_at__isnull=True),
                name="awaited_settled",
            )
        ]
