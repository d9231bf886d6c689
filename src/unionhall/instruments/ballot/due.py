"""What is due for a person in votes: those in which they have not taken part, and keys to use."""

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.instruments.ballot.models import Election, RollEntry, Trustee, Turnout
from unionhall.instruments.ballot.showing_times import say
from unionhall.kernel.people.models import Person
from unionhall.kernel.web.offers import Offer


def count(person: Person) -> int:
    """How many votes wait for this person."""
    return _waiting(person).count()


def now(person: Person) -> list[Offer]:
    """The votes that wait for this person, and those whose keys do, for the front door."""
    votes = [
        Offer(
            _("A vote is open: %(title)s") % {"title": election.title},
            _("until %(moment)s") % {"moment": say(election.closes_at, election.place.zone)},
            reverse("ballot:election", args=[election.uid]),
        )
        for election in _waiting(person).select_related("place").order_by("closes_at")[:5]
    ]
    held = Trustee.objects.filter(person=person, election__stage=Election.Stage.DECRYPTING)
    keys = [
        Offer(
            _("Your key is needed: %(title)s") % {"title": trustee.election.title},
            _("to open the result"),
            reverse("ballot:trustee", args=[trustee.election.uid]),
        )
        for trustee in held.select_related("election")[:5]
    ]
    return [*votes, *keys]


def _waiting(person: Person) -> "QuerySet[Election]":
    mine = {"election": OuterRef("pk"), "person": person.pk}
    return Election.objects.open().filter(
        Exists(RollEntry.objects.filter(**mine)), ~Exists(Turnout.objects.filter(**mine))
    )
