"""Who may call a vote, sit at its table, hold a key, vote, and see it."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from unionhall.instruments.ballot.models import Election, Trustee
from unionhall.kernel.people.models import Membership, Office, Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.places.tree import lineage

CALLERS = ("chair",)
TABLE = ("chair", "coordinator", "steward", "caseworker")


def calling_offices(person: Person) -> list[Office]:
    """The offices by which somebody may call a vote, for their place and those below it."""
    return [office for office in person.current_offices if office.role in CALLERS]


def calls(person: Person, place: Place) -> Office | None:
    """The office by which somebody may call a vote at a place, and keeps those called there."""
    return person.office_over(place.path, CALLERS)


def keeps(person: Person, election: Election) -> Office | None:
    """The office by which somebody keeps a vote: of those who call votes there, or that it was called by."""
    return person.office_over(election.place.path, (*CALLERS, election.office))


def keeping_offices(person: Person, election: Election) -> list[Office]:
    """All of them."""
    return [office for office in person.current_offices if office.role in (*CALLERS, election.office)]


def keepers(election: Election) -> Iterable[int]:
    """Who keeps a vote today, by id."""
    roles, places = (*CALLERS, election.office), lineage(election.place.path)
    held = Office.objects.current().filter(role__in=roles, place__path__in=places)
    return held.filter(person__is_active=True).values_list("person", flat=True)


def table_offices(person: Person, election: Election) -> list[Office]:
    """The offices by which somebody may count paper ballots of an election."""
    held = [office for office in person.current_offices if office.role in TABLE]
    return [office for office in held if office.reaches(election.place.path)]


def holds_key(person: Person, election: Election) -> bool:
    return election.trustees.filter(person=person).exists()


def eligible(election: Election) -> QuerySet[Person]:
    """Who may vote: those on the roll that was given; else today's members of the place and those below."""
    if election.given_roll:
        return Person.objects.filter(pk__in=election.roll.values("person"), is_active=True)
    members = Membership.objects.current().filter(place__path__startswith=election.place.path)
    return Person.objects.filter(pk__in=members.values("person"), is_active=True)


def is_eligible(person: Person, election: Election) -> bool:
    """Whether somebody is on the roll; before it is frozen, whether they would be."""
    if election.stage in (Election.Stage.DRAFT, Election.Stage.CALLED):
        return eligible(election).filter(pk=person.pk).exists()
    return election.roll.filter(person=person).exists()


def visible_to(person: Person) -> QuerySet[Election]:
    """The votes that somebody may see: drafts only who may call them or holds a key, others everybody."""
    held = Trustee.objects.filter(person=person).values("election")
    own = Q(pk__in=_own_drafts(person)) | Q(pk__in=held)
    return Election.objects.filter(~Q(stage=Election.Stage.DRAFT) | own)


def _own_drafts(person: Person) -> list[int]:
    if not person.current_offices:
        return []
    drafts = Election.objects.filter(stage=Election.Stage.DRAFT).select_related("place")
    return [draft.pk for draft in drafts if keeps(person, draft)]
