"""Mandates that end by themselves: with the term, or with the membership in the constituency."""

from django.db.models import Exists, OuterRef
from django.utils import timezone

from unionhall.kernel.people.models import Membership
from unionhall.rooms.assembly.delegates import seating
from unionhall.rooms.assembly.models import Mandate


def end_what_is_over() -> int:
    """End mandates whose term is over, and of whoever belongs to the constituency no more; how many."""
    lasting = Mandate.objects.filter(until_on=None).select_related("constituency", "term")
    over = list(lasting.filter(term__until_on__lt=timezone.localdate()))
    for mandate in over:
        seating.end(mandate, Mandate.Ended.TERM, on=mandate.term.until_on)
    left = list(lasting.exclude(_belongs()))
    for mandate in sorted(left, key=lambda each: each.standing_by is None):
        seating.end(mandate, Mandate.Ended.LEFT)
    return len(over) + len(left)


def _belongs() -> Exists:
    there = Membership.objects.current().filter(
        person=OuterRef("person"), place__path__startswith=OuterRef("constituency__place__path")
    )
    return Exists(there)
