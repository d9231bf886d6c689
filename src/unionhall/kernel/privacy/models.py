"""Who read what about whom, one row a reading."""

from typing import ClassVar

import pgtrigger
from django.db import models

from unionhall.kernel.privacy.holdings import READINGS, Holds

READINGS_KEPT = "5 years"


class Access(models.Model):
    """A page, a search or an export that showed something about a person.

    `reader` and `subject` are the persons' UUIDs; `subject` is empty for a search, which concerns nobody yet.
    `what` names a thing by its reference, never its content.
    """

    holds: ClassVar[Holds] = {READINGS: "reader role place subject purpose what at"}
    backed_up: ClassVar[bool] = True

    class Purpose(models.TextChoices):
        MATTER = "matter"
        LIST = "list"
        FILE = "file"
        SEARCH = "search"
        LOOKUP = "lookup"
        EXPORT = "export"

    reader = models.UUIDField(null=True)
    role = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=80, blank=True)
    subject = models.UUIDField(null=True)
    purpose = models.CharField(max_length=10, choices=Purpose)
    what = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "-at"], name="access_subject"),
            models.Index(fields=["reader", "-at"], name="access_reader"),
        ]
        triggers = [
            pgtrigger.Protect(name="readings_stay", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="readings_end",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func=f"""
                    IF OLD.at > now() - interval '{READINGS_KEPT}' THEN
                        RAISE EXCEPTION 'the log of readings is append-only';
                    END IF;
                    RETURN OLD;
                """,
            ),
            pgtrigger.Trigger(
                name="readings_no_truncate",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'the log of readings is append-only';",
            ),
        ]
