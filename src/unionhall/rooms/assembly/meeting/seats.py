"""The seats of a term: how many are filled, and which is whose."""

from django.db.models import F, QuerySet

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.rooms.assembly.models import Entitled, Mandate, Term


def entitled(term: Term) -> QuerySet[Mandate]:
    """The mandates in force today, those of substitutes too."""
    return Mandate.objects.current().filter(term=term)


def held(term: Term) -> QuerySet[Mandate]:
    """The mandates of delegates in force today, by seat."""
    return entitled(term).filter(standing_by=None).order_by("seat")


def filled(term: Term) -> int:
    """How many seats are filled today: all who may vote."""
    return held(term).count()


def of(term: Term, person: Person) -> Mandate | None:
    """The seat that somebody holds today, if they hold one."""
    return held(term).filter(person=person).first()


def groups(meeting: Matter) -> dict[int, str]:
    """Of each seat that may decide in a meeting, for which constituency it sits."""
    rows = Entitled.objects.filter(meeting=meeting).select_related("mandate__constituency")
    return {each.seat: str(each.mandate.constituency) for each in rows}


def mandate_of(term: Term, person: Person) -> Mandate | None:
    """The seat that somebody holds today, else for which constituency they stand by."""
    own = entitled(term).filter(person=person).select_related("constituency")
    return own.order_by(F("standing_by").asc(nulls_first=True)).first()


def at(term: Term, seat: int) -> Mandate | None:
    """Who holds that seat today."""
    return held(term).filter(seat=seat).first()


def substitutes(mandate: Mandate) -> QuerySet[Mandate]:
    """Who stands by for a seat, in their order."""
    own = entitled(mandate.term).filter(constituency=mandate.constituency, standing_by__isnull=False)
    return own.select_related("person").order_by("standing_by")
