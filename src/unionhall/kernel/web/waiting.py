"""What waits for a person behind the doors of the navigation, and the edition of the map: one statement.

Every page asks it, so it is written as SQL; building four queries would take longer than running them.
"""

from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from unionhall.kernel.contract import Due
from unionhall.kernel.people.masks import uids_of_masks
from unionhall.kernel.people.models import Person
from unionhall.kernel.rooms import parts

EDITION = "SELECT mark FROM places_edition"
IN_HAND = "SELECT EXISTS (SELECT FROM matters_matter WHERE closed_at IS NULL AND handler_id = %(person)s)"
UNREAD = """
    SELECT count(*) FROM notices_notice WHERE read_at IS NULL AND person_id IN
        (SELECT %(person)s UNION ALL SELECT id FROM people_person WHERE uid = ANY(%(masks)s))
"""


class Waiting(NamedTuple):
    """The map's edition, whether open matters are in their hands, unread notices, what is due by part."""

    edition: UUID | None
    in_hand: bool
    unread: int
    due: dict[str, int]


def waiting_of(request: HttpRequest, person: Person) -> Waiting:
    """What waits for whoever asks, read once for a page and what stands around it."""
    known: Waiting | None = getattr(request, "waits", None)
    if known is None:
        known = waiting(person)
        request.waits = known  # type: ignore[attr-defined]
    return known


def waiting(person: Person) -> Waiting:
    """What waits for this person at this moment."""
    asked: dict[str, Any] = {"person": person.pk, "masks": uids_of_masks(person), "now": timezone.now()}
    with connection.cursor() as cursor:
        cursor.execute(_statement(), asked)
        edition, in_hand, unread, *due = cursor.fetchone()
    return Waiting(edition, in_hand, unread, dict(zip(_due(), due, strict=True)))


@cache
def _due() -> dict[str, str]:
    """How each part that has something due counts it: the `COUNT` of its module `due`."""
    return {part.label: due.COUNT for part in parts() if (due := Due.of(part))}


def _statement() -> str:
    return "SELECT " + ", ".join(f"({each})" for each in (EDITION, IN_HAND, UNREAD, *_due().values()))
