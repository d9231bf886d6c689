"""A table between its preview and its writing."""

import json
import uuid
import zlib
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.privacy.holdings import CASE, CONTACT, KEY, OFFICES, Holds
from unionhall.rooms.register.importing.findings import Finding, Outcome
from unionhall.rooms.register.importing.tables import Line, Table

KEPT = timedelta(days=1)


class UploadQuerySet(models.QuerySet[Any]):
    """Uploads that still hold: `Upload.objects.fresh()`."""

    def fresh(self, now: datetime | None = None) -> Self:
        return self.filter(created_at__gt=(now or timezone.now()) - KEPT)

    def over(self, now: datetime | None = None) -> Self:
        return self.filter(created_at__lte=(now or timezone.now()) - KEPT)


class Upload(models.Model):
    """What a register keeper chose, as far as it is read; it goes when it is written, or after a day.

    `content` is the table and `outcome` what it would change or has changed, both packed.
    """

    holds: ClassVar[Holds] = {
        KEY: "uid",
        CONTACT: "content outcome name",
        OFFICES: "keeper",
        CASE: "place kind created_at written_at",
    }
    backed_up: ClassVar[bool] = False

    class Kind(models.TextChoices):
        MEMBERS = "members", _("Members")
        PLACES = "places", _("Branches and service areas")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    keeper = models.ForeignKey(Person, models.CASCADE, related_name="+")
    place = models.ForeignKey(Place, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=60)
    content = models.BinaryField(null=True)
    outcome = models.BinaryField(null=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    written_at = models.DateTimeField(null=True)

    objects = UploadQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.uid)

    def table(self) -> Table:
        """The table as it was read."""
        kept = _unpacked(self.content)
        return Table(kept["kind"], kept["called"], kept["ignored"], [Line(*line) for line in kept["lines"]])

    def report(self) -> Outcome:
        """What was found last."""
        kept = _unpacked(self.outcome)
        return Outcome(**{**kept, "findings": [Finding(*each) for each in kept["findings"]]})


def packed_table(table: Table) -> bytes:
    return _packed(
        {"kind": table.kind, "called": dict(table.called), "ignored": table.ignored, "lines": table.lines}
    )


def packed_outcome(outcome: Outcome) -> bytes:
    return _packed(asdict(outcome))


def _packed(content: Any) -> bytes:
    return zlib.compress(json.dumps(content, ensure_ascii=False).encode())


def _unpacked(content: Any) -> Any:
    return json.loads(zlib.decompress(bytes(content)))
