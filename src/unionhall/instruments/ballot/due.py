"""What is due for a person in votes: those in which they have not taken part, and keys to use."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.instruments.ballot.models import Election, Registration, RollEntry, Trustee, Turnout
from unionhall.instruments.ballot.procedure.closing import is_waited_for
from unionhall.kernel.contract import Coming
from unionhall.kernel.people.models import Membership, Person
from unionhall.kernel.procedures.clocks import say_there

MOST = 5
A_DAY = timedelta(days=1)
WANT_KEYS = (Election.Stage.DRAFT, Election.Stage.CALLED, Election.Stage.DECRYPTING)


# The same as `_waiting`, for the navigation of every page.
COUNT = """
    SELECT count(*) FROM ballot_election election
    WHERE stage = 'open' AND closes_at > %(now)s
        AND EXISTS (SELECT FROM ballot_rollentry WHERE election_id = election.id AND person_id = %(person)s)
        AND NOT EXISTS (SELECT FROM ballot_turnout WHERE election_id = election.id AND person_id = %(person)s)
"""


def this_week(person: Person, until: datetime) -> list[Coming]:
    """Votes that wait for this person, those that open until then, those to get ready for, and their keys."""
    return [*_votes(person), *_called(person, until), *_keys(person)]


def _votes(person: Person) -> Iterator[Coming]:
    for election in _waiting(person).select_related("place").order_by("closes_at")[:MOST]:
        what = _("A vote is open: %(title)s") % {"title": election.title}
        when = _("until it is closed in the meeting") if election.by_hand else _("until %(moment)s")
        yield _coming(election, what, when, election.closes_at, "ballot:election")


def _called(person: Person, until: datetime) -> Iterator[Coming]:
    """Votes that open until then, and any for which the person's browser has to register before they do."""
    here = Membership.objects.current().filter(person=person, place__path__startswith=OuterRef("place__path"))
    registered = Registration.objects.filter(election=OuterRef("pk"), person=person.pk)
    listed = RollEntry.objects.filter(election=OuterRef("pk"), person=person.pk)
    may_vote = Q(Exists(listed), given_roll=True) | Q(Exists(here), given_roll=False)
    called = Election.objects.filter(may_vote, stage=Election.Stage.CALLED)
    asks = Case(When(mode=Election.Mode.CONVENIENT, ready=False, then=True), default=False)
    known = called.alias(ready=Exists(registered)).annotate(asks=asks)
    shown = known.filter(Q(asks=True) | Q(opens_at__lt=until, by_hand=False))
    for election in shown.select_related("place").order_by("opens_at")[:MOST]:
        title = {"title": election.title}
        if election.asks:
            what = _("Get ready to vote: %(title)s") % title
            when = _("before the meeting") if election.by_hand else _("before %(moment)s")
            yield _coming(election, what, when, election.opens_at, "ballot:get_ready")
        else:
            what, when = _("A vote opens: %(title)s") % title, _("from %(moment)s")
            yield _coming(election, what, when, election.opens_at, "ballot:election")


def _keys(person: Person) -> Iterator[Coming]:
    """Votes that wait for the person's key: to be made before they open, or to open the sum."""
    held = Trustee.objects.filter(person=person, election__stage__in=WANT_KEYS)
    for trustee in held.select_related("election__place")[:MOST]:
        if is_waited_for(trustee):
            what = _("Your key is needed: %(title)s") % {"title": trustee.election.title}
            url = reverse("ballot:trustee", args=[trustee.election.uid])
            when, at = _("You hold a key of this vote"), trustee.election.opens_at
            yield Coming(what, when, at, url, _("Votes"))


def _coming(election: Election, what: str, when: str, at: datetime, page: str) -> Coming:
    said = when % {"moment": say_there(at, election.place.zone)}
    is_soon = at < timezone.now() + A_DAY
    return Coming(what, said, at, reverse(page, args=[election.uid]), _("Votes"), is_soon)


def _waiting(person: Person) -> "QuerySet[Election]":
    mine = {"election": OuterRef("pk"), "person": person.pk}
    return Election.objects.open().filter(
        Exists(RollEntry.objects.filter(**mine)), ~Exists(Turnout.objects.filter(**mine))
    )
