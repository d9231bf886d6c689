"""The register as a table: everybody who is a member of some places today, one row each."""

import csv
from collections.abc import Sequence
from pathlib import Path

import openpyxl
from django.db import transaction
from django.utils.translation import gettext as _

from unionhall.kernel.cells import escaped
from unionhall.kernel.people.models import Membership
from unionhall.kernel.places.models import Place
from unionhall.kernel.privacy import reading
from unionhall.kernel.privacy.models import Access
from unionhall.rooms.register.importing.columns import TITLES, titles
from unionhall.rooms.register.importing.reach import Reach

CHUNK = 2_000
LOGGED_AS = "register export"


def export(path: Path, tops: Sequence[Place] = ()) -> int:
    """Write the members of those places, or of all, into a new file; how many rows.

    Everybody in it can read that it was made. Raises FileExistsError.
    """
    reach = Reach(tops)
    with transaction.atomic():
        members = _current(reach)
        reading.record(
            reader=None,
            subjects=[each.person.uid for each in members],
            purpose=Access.Purpose.EXPORT,
            what=LOGGED_AS,
            place=", ".join(str(top) for top in tops),
        )
        table = [titles("members"), *(_row(each, reach) for each in members)]
        (_write_workbook if path.suffix.lower() == ".xlsx" else _write_text)(path, table)
    return len(members)


def _current(reach: Reach) -> list[Membership]:
    """The membership of each that began last."""
    held = Membership.objects.current().select_related("person", "place").order_by("from_on", "pk")
    latest = {each.person_id: each for each in held.iterator(CHUNK) if reach.covers(each.place.path)}
    return sorted(latest.values(), key=lambda each: (each.place.path, each.person.number, each.person_id))


def _row(held: Membership, reach: Reach) -> list[str]:
    person, place = held.person, held.place
    cells = {
        "number": person.number,
        "name": person.name,
        "email": person.email or "",
        "phone": person.phone,
        "branch": place.code or reach.path_of(place),
        "from": held.from_on.isoformat(),
        "until": held.until_on.isoformat() if held.until_on else "",
        "language": person.language,
    }
    return [escaped(cells[key]) for key in TITLES["members"]]


def _write_text(path: Path, table: Sequence[Sequence[str]]) -> None:
    with path.open("x", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(table)
    path.chmod(0o600)


def _write_workbook(path: Path, table: Sequence[Sequence[str]]) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(_("Members"))
    for row in table:
        sheet.append(list(row))
    with path.open("xb") as file:
        book.save(file)
    path.chmod(0o600)
