"""The file of a list: made in memory when it is taken, and kept nowhere."""

import csv
import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

from unionhall.kernel.cells import escaped
from unionhall.kernel.people.models import Person
from unionhall.rooms.register.models import Listing

BYTE_ORDER_MARK = "\ufeff"  # by which Excel knows UTF-8
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def write(listing: Listing, people: Iterable[Person], kind: str) -> bytes:
    """The file as `csv` or `xlsx`; no cell of it can become a formula."""
    rows = [_titles(listing), *(_row(listing, person) for person in people)]
    safe = [[escaped(cell) for cell in row] for row in rows]
    return _workbook(safe) if kind == "xlsx" else _csv(safe)


def _titles(listing: Listing) -> list[str]:
    chosen = [_("E-mail")] * listing.with_email + [_("Telephone")] * listing.with_phone
    return [_("Member number"), _("Name"), *chosen]


def _row(listing: Listing, person: Person) -> list[str]:
    chosen = [person.email or ""] * listing.with_email + [person.phone] * listing.with_phone
    return [person.number, str(person.name), *chosen]


def _csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _workbook(rows: list[list[str]]) -> bytes:
    import openpyxl

    book, content = openpyxl.Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(content)
    return content.getvalue()
