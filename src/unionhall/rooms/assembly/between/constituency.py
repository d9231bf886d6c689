"""Which constituencies are a member's, and which delegates sit for them."""

from django.utils import timezone

from unionhall.kernel.people.models import Person
from unionhall.kernel.places.tree import lineage
from unionhall.rooms.assembly.models import Constituency, Mandate


def constituencies_of(person: Person) -> list[Constituency]:
    """Those of the terms that run whose place is one of theirs, or above it."""
    today = timezone.localdate()
    above = {path for place in person.own_places() for path in lineage(place.path)}
    running = Constituency.objects.current().filter(term__from_on__lte=today, term__until_on__gte=today)
    found = running.filter(place__path__in=above, term__retired_on=None).select_related("term", "place")
    return list(found.order_by("-place__path", "pk"))


def delegates_of(person: Person) -> list[Mandate]:
    """Who sits for them today, by seat."""
    held = Mandate.objects.current().filter(constituency__in=constituencies_of(person), standing_by=None)
    return list(held.select_related("person", "constituency__place", "term__place").order_by("term", "seat"))


def mandates_of(person: Person) -> list[Mandate]:
    """The seats that the person holds today."""
    held = Mandate.objects.current().filter(person=person, standing_by=None)
    return list(held.select_related("constituency__place", "term__place"))
