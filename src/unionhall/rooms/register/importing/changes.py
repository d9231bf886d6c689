"""What a row of a file changes, field by field, and the sheets on which a reader sees it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.rooms.register.importing.columns import title_of

ON_A_SHEET = 100  # rows
PERSONAL = ("name", "email", "phone")  # what no file of numbers may bring to light
HIDDEN = "•••"
GIVEN = "given"  # stands for the member number that somebody gets when the file is written


class What(models.TextChoices):
    """What becomes of a row's member or place."""

    NEW = "new", gettext_lazy("New")
    CHANGED = "changed", gettext_lazy("Changed")
    ENDED = "ended", gettext_lazy("Membership ends")


class Detail(NamedTuple):
    """One field: its key among the columns, what it said, and what it says then."""

    key: str
    before: str
    after: str


class Change(NamedTuple):
    """One row: its number in the file, what becomes of it, what the file calls it, and each field."""

    row: int
    what: str
    name: str
    details: list[Detail]


def between(before: Mapping[str, object], after: Mapping[str, object]) -> list[Detail]:
    """The fields that differ, in the order of the second; of a person's own it is not told what they said."""
    told = ((key, _told(before.get(key)), _told(value)) for key, value in after.items())
    return [
        Detail(key, HIDDEN if old and key in PERSONAL else old, new) for key, old, new in told if old != new
    ]


def with_number(change: Change, number: str) -> Change:
    """The same once the number is there that its member gets."""
    details = [Detail("number", "", number) if each.key == GIVEN else each for each in change.details]
    return change._replace(details=details)


def sheets_of(changes: Iterable[Change]) -> Iterator[tuple[str, int, list[Change]]]:
    """Each kind in sheets of so many rows: the kind, the sheet's number from 1, its rows."""
    by_kind: dict[str, list[Change]] = defaultdict(list)
    for change in sorted(changes):
        by_kind[change.what].append(change)
    for what, those in by_kind.items():
        for start in range(0, len(those), ON_A_SHEET):
            yield what, start // ON_A_SHEET + 1, those[start : start + ON_A_SHEET]


def shown(changes: Iterable[Change], kind: str) -> list[tuple[int, str, list[str]]]:
    """Rows as a page shows them: the number, who or what it is about, and each field in words."""
    return [
        (each.row, each.name, [_words(detail, kind) for detail in _beside_name(each)]) for each in changes
    ]


def table_of(changes: Iterable[Change], kind: str) -> Iterator[list[str]]:
    """As a table in the reader's language, its head first, with a line for each field."""
    yield [_("Row"), _("What happens"), _("Name"), _("Column"), _("Before"), _("After")]
    for change in changes:
        for detail in change.details:
            what, column = str(What(change.what).label), _title(detail, kind)
            yield [str(change.row), what, change.name, column, detail.before, _after(detail)]


def _beside_name(change: Change) -> list[Detail]:
    return [each for each in change.details if each.before or each.after != change.name]


def _words(detail: Detail, kind: str) -> str:
    said = {"column": _title(detail, kind), "before": detail.before, "after": _after(detail) or "–"}
    return (_("%(column)s: %(before)s → %(after)s") if detail.before else _("%(column)s: %(after)s")) % said


def _title(detail: Detail, kind: str) -> str:
    return title_of(kind, "number" if detail.key == GIVEN else detail.key)


def _after(detail: Detail) -> str:
    return _("gets a number") if detail.key == GIVEN else detail.after


def _told(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
