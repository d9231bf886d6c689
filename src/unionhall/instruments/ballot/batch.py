"""A part of the count: what is kept of it between the jobs that check it."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q

from unionhall.instruments.ballot.holdings import BOX
from unionhall.kernel.privacy.holdings import Holds

if TYPE_CHECKING:
    from unionhall.instruments.ballot.models import Election


class BatchQuerySet(models.QuerySet["Batch"]):
    def unchecked(self) -> "BatchQuerySet":
        """Those whose sums nobody has stored yet, the first ones first."""
        return self.filter(sums__isnull=True).order_by("first")


class Batch(models.Model):
    """The events of a closed archive from height `first` to `last`, checked by one job; gone with the sum.

    `sums` are the partial sums of those of its ballots that count, as `tally.write` has them, sealed under
    the election's key: whoever can write in the database can't have the hall open another sum. `fault` is
    the class of what was found instead at `looked_at`, when it was looked at last.
    """

    holds: ClassVar[Holds] = {BOX: "election first last sums fault looked_at"}
    backed_up: ClassVar[bool] = True

    election: "models.ForeignKey[Election, Election]" = models.ForeignKey(
        "ballot.Election", models.CASCADE, related_name="batches"
    )
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    sums = models.BinaryField(null=True)
    fault = models.CharField(max_length=20, blank=True)
    looked_at = models.DateTimeField(null=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("election", "first", name="batch_once"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="batch_has_events"),
        ]
