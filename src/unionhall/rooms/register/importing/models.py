"""A table between its preview and its writing."""

import json
import uuid
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, ClassVar, NamedTuple, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.privacy.holdings import CASE, CONTACT, KEY, OFFICES, Holds
from unionhall.rooms.register.importing.changes import ON_A_SHEET, Change, Detail, What, sheets_of
from unionhall.rooms.register.importing.findings import Finding, Outcome
from unionhall.rooms.register.importing.lines import Lines
from unionhall.rooms.register.importing.tables import Table

KEPT = timedelta(days=1)


class Choice(NamedTuple):
    """One way to read a file, some names in it, and the table that it gives."""

    label: str
    names: list[str]
    is_sheet: bool
    table: Table


class UploadQuerySet(models.QuerySet[Any]):
    """Uploads that still hold: `Upload.objects.fresh()`."""

    def fresh(self, now: datetime | None = None) -> Self:
        return self.filter(created_at__gt=(now or timezone.now()) - KEPT)

    def over(self, now: datetime | None = None) -> Self:
        return self.filter(created_at__lte=(now or timezone.now()) - KEPT)


class Upload(models.Model):
    """What a register keeper chose, as far as it is read; the table goes when it is written, all after a day.

    `content` is the table and `outcome` what it would change or has changed, both packed. Where a file can be
    read in several ways there is no outcome before somebody chose, and the content is each of those tables.
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
        return _table(_unpacked(self.content))

    @property
    def is_undecided(self) -> bool:
        return self.outcome is None

    def choices(self) -> list[Choice]:
        """The tables among which somebody has to choose."""
        return [
            Choice(label, names, is_sheet, _table(kept))
            for label, names, is_sheet, kept in _unpacked(self.content)
        ]

    def report(self) -> Outcome:
        """What was found last."""
        kept = _unpacked(self.outcome)
        return Outcome(**{**kept, "findings": [Finding(*each) for each in kept["findings"]]})

    def changes(self, what: str | None = None) -> Iterator[Change]:
        """Row by row what it does, one sheet at a time in memory."""
        sheets = self.sheets.filter(what=what) if what else self.sheets.all()
        for sheet in sheets.order_by("what", "number").iterator(chunk_size=1):
            yield from sheet.changes()


class SheetQuerySet(models.QuerySet[Any]):
    """Sheets of one upload: `upload.sheets.count_of(What.NEW)`."""

    def count_of(self, what: str) -> int:
        """How many rows there are of a kind; only the last sheet is read."""
        last = self.filter(what=what).order_by("number").last()
        return (last.number - 1) * ON_A_SHEET + len(last.changes()) if last else 0


class Sheet(models.Model):
    """Some rows of an upload, and what each of them changes; it goes with the upload."""

    holds: ClassVar[Holds] = {CASE: "upload what number", CONTACT: "content"}
    backed_up: ClassVar[bool] = False

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="sheets")
    what = models.CharField(max_length=10, choices=What)
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    objects = SheetQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("upload", "what", "number", name="sheet_of_an_upload_once")]

    def __str__(self) -> str:
        return f"{self.what} {self.number}"

    def changes(self) -> list[Change]:
        kept = _unpacked(self.content)
        return [
            Change(row, what, name, [Detail(*detail) for detail in details])
            for row, what, name, details in kept
        ]


def keep_sheets(upload: Upload, changes: Iterable[Change]) -> None:
    """Keep row by row what an upload does, in place of what was kept of it before."""
    upload.sheets.all().delete()
    Sheet.objects.bulk_create(
        [
            Sheet(upload=upload, what=what, number=number, content=_packed(rows))
            for what, number, rows in sheets_of(changes)
        ]
    )


def packed_table(table: Table) -> bytes:
    return _packed(_kept(table))


def packed_choices(choices: Iterable[Choice]) -> bytes:
    return _packed([(*choice[:-1], _kept(choice.table)) for choice in choices])


def packed_outcome(outcome: Outcome) -> bytes:
    return _packed(asdict(outcome))


def _kept(table: Table) -> dict[str, Any]:
    kept = {name: getattr(table, name) for name in ("kind", "called", "ignored", "unread")}
    return {**kept, "lines": [(line.number, line.values) for line in table.lines]}


def _table(kept: dict[str, Any]) -> Table:
    return Table(**{**kept, "lines": Lines(kept["called"], kept["lines"])})


def _packed(content: Any) -> bytes:
    return zlib.compress(json.dumps(content, ensure_ascii=False).encode())


def _unpacked(content: Any) -> Any:
    return json.loads(zlib.decompress(bytes(content)))
