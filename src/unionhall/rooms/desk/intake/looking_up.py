"""Finding the person who stands at the counter: exactly, inside one's own places, and written down."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.people.models import Membership, Office, Person
from unionhall.kernel.privacy import reading
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.procedures.refusals import Refusal
from unionhall.kernel.rooms import room

MOST_HITS = 5
HOURLY = 20


class TooManyLookUps(Refusal):
    """This steward has looked up as many persons as one may in an hour."""

    status = 429
    message = _("You may look up 20 people an hour. Take this request down without a name, or wait a little.")


def serving_offices(person: Person) -> list[Office]:
    """The offices through which a person serves the desk."""
    declared = room("desk")
    roles = {*declared.handled_by, *declared.coordinated_by}
    return [office for office in person.current_offices if office.role in roles]


def look_up(exactly: str, *, by: Person) -> Sequence[Person]:
    """Members of the places that the steward serves, whose e-mail, number or telephone is exactly this.

    1. Count the look-ups of the past hour; the steward's row is locked, so that two at once count as two.
    2. Find at most five, without any wildcard.
    3. Write it down for each person found, or once where nobody was.
    Raises TooManyLookUps.
    """
    offices = serving_offices(by)
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=by.pk)
        if _looked_up(by) >= HOURLY:
            raise TooManyLookUps
        hits = list(
            _members(offices).filter(_is_exactly(exactly)).exclude(pk=by.pk).order_by("pk")[:MOST_HITS]
        )
        reading.record(
            reader=by.uid,
            subjects=[person.uid for person in hits],
            purpose=Access.Purpose.LOOKUP,
            what=f"desk.counter {uuid4().hex[:12]}",
            role=offices[0].role if offices else "",
            place=str(offices[0].place) if offices else "",
        )
    return hits


def _looked_up(by: Person) -> int:
    """How many look-ups, not persons, there were in the past hour."""
    past = Access.objects.filter(
        reader=by.uid, purpose=Access.Purpose.LOOKUP, at__gt=timezone.now() - timedelta(hours=1)
    )
    return past.values("what").distinct().count()


def _members(offices: Sequence[Office]) -> QuerySet[Person]:
    served = Q(pk__in=())
    for office in offices:
        served |= Q(place__path__startswith=office.place.path)
    current = Membership.objects.current().filter(served)
    return Person.objects.filter(is_active=True, pk__in=current.values("person"))


def _is_exactly(text: str) -> Q:
    plain = unicodedata.normalize("NFKC", text).strip()
    if "@" in plain:
        return Q(email=plain.lower())
    digits = re.sub(r"[\s().\-/]", "", plain)
    return Q(number=plain) | Q(phone=digits) if plain and digits else Q(pk__in=())
