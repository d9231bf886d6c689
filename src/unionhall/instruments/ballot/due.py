"""What is due for a person in votes: those in which they have not taken part, and keys to use."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.instruments.ballot.models import Election, Registration, RollEntry, Trustee, Turnout
from unionhall.instruments.ballot.procedure.closing import is_waited_for
from unionhall.kernel.contract import Offer
from unionhall.kernel.people.models import Membership, Person
from unionhall.kernel.procedures.clocks import say_there

MOST = 5
WANT_KEYS = (Election.Stage.DRAFT, Election.Stage.CALLED, Election.Stage.DECRYPTING)


# The same as `_waiting`, for the navigation of every page.
COUNT = """
    SELECT count(*) FROM ballot_election election
    WHERE stage = 'open' AND closes_at > %(now)s
        AND EXISTS (SELECT FROM ballot_rollentry WHERE election_id = election.id AND person_id = %(person)s)
        AND NOT EXISTS (SELECT FROM ballot_turnout WHERE election_id = election.id AND person_id = %(person)s)
"""


def now(person: Person) -> list[Offer]:
    """Votes that wait for this person, those to get ready for, and their keys, for the front door."""
    return [*_votes(person), *_to_get_ready(person), *_keys(person)]


def _votes(person: Person) -> Iterator[Offer]:
    for election in _waiting(person).select_related("place").order_by("closes_at")[:MOST]:
        yield Offer(
            _("A vote is open: %(title)s") % {"title": election.title},
            _until(election),
            reverse("ballot:election", args=[election.uid]),
        )


def _to_get_ready(person: Person) -> Iterator[Offer]:
    """Called votes for which the person's browser has to register before they open."""
    here = Membership.objects.current().filter(person=person, place__path__startswith=OuterRef("place__path"))
    called = Election.objects.filter(stage=Election.Stage.CALLED, mode=Election.Mode.CONVENIENT)
    mine = Registration.objects.filter(election=OuterRef("pk"), person=person.pk)
    listed = Exists(RollEntry.objects.filter(election=OuterRef("pk"), person=person.pk))
    may_vote = Q(listed, given_roll=True) | Q(Exists(here), given_roll=False)
    unready = called.filter(~Exists(mine), may_vote).select_related("place")
    for election in unready.order_by("opens_at")[:MOST]:
        yield Offer(
            _("Get ready to vote: %(title)s") % {"title": election.title},
            _before(election),
            reverse("ballot:get_ready", args=[election.uid]),
        )


def _before(election: Election) -> str:
    if election.by_hand:
        return _("before the meeting")
    return _("before %(moment)s") % {"moment": say_there(election.opens_at, election.place.zone)}


def _until(election: Election) -> str:
    if election.by_hand:
        return _("until it is closed in the meeting")
    return _("until %(moment)s") % {"moment": say_there(election.closes_at, election.place.zone)}


def _keys(person: Person) -> Iterator[Offer]:
    """Votes that wait for the person's key: to be made, or to open the sum."""
    held = Trustee.objects.filter(person=person, election__stage__in=WANT_KEYS)
    for trustee in held.select_related("election__place")[:MOST]:
        if is_waited_for(trustee):
            yield Offer(
                _("Your key is needed: %(title)s") % {"title": trustee.election.title},
                _("You hold a key of this vote"),
                reverse("ballot:trustee", args=[trustee.election.uid]),
            )


def _waiting(person: Person) -> "QuerySet[Election]":
    mine = {"election": OuterRef("pk"), "person": person.pk}
    return Election.objects.open().filter(
        Exists(RollEntry.objects.filter(**mine)), ~Exists(Turnout.objects.filter(**mine))
    )
