"""Somebody's meetings at a secret address, which they can end whenever they like."""

import secrets
from hashlib import sha256

from django.db.models import Q

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people import way_in_letters
from unionhall.kernel.people.masks import selves_of
from unionhall.kernel.people.models import Person
from unionhall.rooms.mediation.apps import MediationRoom
from unionhall.rooms.mediation.models import Feed

BYTES = 32  # of chance in an address


def begin(person: Person) -> str:
    """The secret of a new address; the older one ends with it. It is kept nowhere."""
    secret = secrets.token_urlsafe(BYTES)
    Feed.objects.update_or_create(person=person, defaults={"digest": _digest(secret)})
    way_in_letters.tell(person, way_in_letters.CALENDAR)
    return secret


def end(person: Person) -> None:
    """Nobody reads anything at the address any more."""
    Feed.objects.filter(person=person).end()


def reader_of(secret: str) -> Person | None:
    """Whose meetings stand at the address, as long as they may sign in."""
    feed = (
        Feed.objects.filter(digest=_digest(secret), person__is_active=True).select_related("person").first()
    )
    return feed.person if feed else None


def meetings_of(person: Person) -> list[Matter]:
    """The disputes with a meeting in which the person takes part, as a side or as who has it in hand."""
    takes_part = Q(parties__person__in=selves_of(person)) | Q(handler=person)
    found = Matter.objects.open().filter(
        takes_part, room=MediationRoom.label, dispute__meets_at__isnull=False, erased_at=None
    )
    return list(found.select_related("dispute").distinct().order_by("pk"))


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
