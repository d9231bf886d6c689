"""What the hall tells people: one row a person and event, shown in the inbox and sent by mail."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person


class NoticeQuerySet(models.QuerySet[Any]):
    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)

    def to_send(self, now: datetime | None = None) -> Self:
        """What mail has not gone out yet and may be tried now."""
        return self.filter(settled_at__isnull=True, try_at__lte=now or timezone.now())


class Notice(models.Model):
    """Something happened in a matter, and this person should know.

    The text is the event's sentence and the matter's reference, in the person's language, never its content.
    `settled_at`: mail was sent, or given up, or isn't wanted. `try_at`: when the next attempt is due.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="notices")
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="notices")
    event = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    try_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    settled_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("person", "matter", "number", name="told_once")]
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_inbox"),
            models.Index(fields=["try_at"], condition=Q(settled_at__isnull=True), name="notice_outbox"),
        ]

    def __str__(self) -> str:
        return f"{self.event} for {self.person_id}"
