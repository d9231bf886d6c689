"""Reports count as known what anybody can read one by one: found by reading, not by what a room says."""

import re
from typing import TYPE_CHECKING

from django.test import Client

from tests.permissions.addresses import address, arguments
from tests.permissions.rows import EVERY_ROW
from tests.protection.crawling import crawl
from unionhall.kernel.matters import references
from unionhall.kernel.matters.aggregates.known import known
from unionhall.kernel.matters.models import Matter
from unionhall.rooms.desk.models import ServiceVersion

if TYPE_CHECKING:
    from tests.town import Town

REFERENCE = re.compile(r"\b[A-Z]-[0-9]{4}-[0-9]{6}\b")
LISTS = ("/open311/v2/requests.json", "/open311/v2/requests.xml")


def test_no_report_hides_anything_behind_what_a_stranger_reads(town: "Town") -> None:
    ServiceVersion.objects.update(public=True)
    matter = town.desk.ask()
    filled = arguments(town, matter.reference, "00000000-0000-4000-8000-000000000000")
    rows = [row for row in EVERY_ROW if row.method == "GET" and row.answer("anonymous") == "200"]
    read = crawl(
        Client(), [*LISTS, *(address(row.name, filled) for row in rows)], most=len(rows) + len(LISTS)
    )
    found = {reference for _url, text in read for reference in REFERENCE.findall(text)}
    assert matter.reference in found
    assert [each for each in found if not _is_known(each)] == []


def _is_known(reference: str) -> bool:
    parsed = references.parse(reference)
    matter = Matter.objects.filter(pk=parsed[2]).first() if parsed else None
    which = known(matter.room) if matter else None
    return matter is None or (which is not None and Matter.objects.filter(which, pk=matter.pk).exists())
