"""Finding a person: by exactly what they say of themselves, inside one's own places, and written down."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.people.models import Dated, Membership, Office, Person
from unionhall.kernel.people.phones import written_as
from unionhall.kernel.privacy import reading
from unionhall.kernel.privacy.models import Access

MOST_HITS = 5
HOURLY = 20


class TooManyLookUps(Exception):
    """This officer has looked up as many persons as one may in an hour."""

    status = 429
    message = _("You may look up 20 people an hour. Wait a little.")


def look_up(
    exactly: str, *, by: Person, offices: Sequence[Office], where: str, officers_too: bool = False
) -> Sequence[Person]:
    """Members of the places below these offices whose e-mail, number or telephone is exactly this.

    With `officers_too` also who holds an office there without being a member, as paid staff may.

    1. Count the look-ups of the past hour, wherever they were; the officer's row is locked, so that two at
    once count as two.  2. Find at most five, without any wildcard.
    3. Write it down for each person found, or once where nobody was; `where` names the page.
    Raises TooManyLookUps.
    """
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=by.pk)
        if _looked_up(by) >= HOURLY:
            raise TooManyLookUps
        served = _people_of(offices, [Membership, Office] if officers_too else [Membership])
        hits = list(served.filter(is_exactly(exactly)).exclude(pk=by.pk).order_by("pk")[:MOST_HITS])
        reading.record(
            reader=by.uid,
            subjects=[person.uid for person in hits],
            purpose=Access.Purpose.LOOKUP,
            what=f"{where} {uuid4().hex[:12]}",
            role=offices[0].role if offices else "",
            place=offices[0].place.logged_as if offices else "",
        )
    return hits


def look_up_numbers(
    numbers: Iterable[str], *, by: Person, office: Office, where: str
) -> tuple[list[Person], list[str]]:
    """Members of the places below the office by their exact numbers, and the numbers of no member there.

    All of them together count as one look-up, and each number of nobody as one more: who keeps the register
    knows whom they mean, and who tries numbers out is stopped as everywhere.
    Raises TooManyLookUps; then nothing was said of any number.
    """
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=by.pk)
        wanted = list(dict.fromkeys(numbers))
        found = _bearers(wanted, office)
        unknown = [number for number in wanted if number not in found]
        if _looked_up(by) + 1 + len(unknown) > HOURLY:
            raise TooManyLookUps
        for subjects in ([person.uid for person in found.values()], *([] for _number in unknown)):
            reading.record(
                reader=by.uid,
                subjects=subjects,
                purpose=Access.Purpose.LOOKUP,
                what=f"{where} {uuid4().hex[:12]}",
                role=office.role,
                place=office.place.logged_as,
            )
    return [found[number] for number in wanted if number in found], unknown


def _bearers(numbers: list[str], office: Office) -> dict[str, Person]:
    """Who bears each number there; a number that several bear leads to nobody."""
    hits = list(_people_of([office], [Membership]).filter(number__in=[each for each in numbers if each]))
    borne = [person.number for person in hits]
    return {person.number: person for person in hits if borne.count(person.number) == 1}


def _looked_up(by: Person) -> int:
    """How many look-ups, not persons, there were in the past hour."""
    past = Access.objects.filter(
        reader=by.uid, purpose=Access.Purpose.LOOKUP, at__gt=timezone.now() - timedelta(hours=1)
    )
    return past.values("what").distinct().count()


def _people_of(offices: Sequence[Office], ties: Sequence[type[Dated]]) -> QuerySet[Person]:
    """Who is tied today to the places below the offices, in one of these ways."""
    served = Q(pk__in=())
    for office in offices:
        served |= Q(place__path__startswith=office.place.path)
    tied = Q(pk__in=())
    for tie in ties:
        tied |= Q(pk__in=tie.objects.current().filter(served).values("person"))
    return Person.objects.filter(tied, is_active=True)


def is_exactly(text: str) -> Q:
    """Whose e-mail, number or telephone it is, however it is written."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if "@" in plain:
        return Q(email=plain.lower())
    digits = re.sub(r"[\s().\-/]", "", plain)
    phones = {digits, *written_as(plain)}
    return Q(number__in={plain, plain.upper()}) | Q(phone__in=phones) if plain and digits else Q(pk__in=())
