"""What runs on a matter: its limits, and the times in which the clock stood still."""

from typing import Any, ClassVar, Self

from django.db import models

from unionhall.kernel.privacy.copies import NOBODYS, Copied
from unionhall.kernel.privacy.holdings import CASE, Holds


class DeadlineQuerySet(models.QuerySet[Any]):
    def running(self) -> Self:
        return self.filter(met_at__isnull=True)


class Deadline(models.Model):
    """One limit that runs on a matter.

    `due_at` is the last moment that is in time (empty while the clock stands still), `due_on` its local day
    when the promise is a date. `met_at` says when it ended, kept or not; `missed_at` when the clock acted.
    """

    holds: ClassVar[Holds] = {
        CASE: ("matter rule state overdue starts_at due_on due_at extra explanation met_at missed_at"),
    }
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = NOBODYS

    matter = models.ForeignKey("matters.Matter", models.CASCADE, related_name="deadlines")
    rule = models.CharField(max_length=60)
    state = models.CharField(max_length=30, blank=True)
    overdue = models.CharField(max_length=30, blank=True)
    starts_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    extra = models.PositiveSmallIntegerField(default=0)
    explanation = models.JSONField(default=dict)
    met_at = models.DateTimeField(null=True)
    missed_at = models.DateTimeField(null=True)

    objects = DeadlineQuerySet.as_manager()

    @property
    def is_promise(self) -> bool:
        """Whether it was promised for the whole matter, not for the state it is in."""
        return not self.state


class Pause(models.Model):
    """A time during which the clock stood still, since the hall waited for the member."""

    holds: ClassVar[Holds] = {CASE: "matter from_at until_at"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = NOBODYS

    matter = models.ForeignKey("matters.Matter", models.CASCADE, related_name="pauses")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
