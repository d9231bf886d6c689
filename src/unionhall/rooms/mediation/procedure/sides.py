"""Who speaks for which side, and what both have agreed to."""

from collections.abc import Iterable

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.procedures.predicates import Predicate, predicate
from unionhall.kernel.procedures.work import current
from unionhall.rooms.mediation.apps import CLAIMANT, RESPONDENT
from unionhall.rooms.mediation.models import Consent

SIDES = (CLAIMANT, RESPONDENT)


def side_of(matter: Matter, actor: Actor) -> str:
    """The side for which somebody speaks; empty for everybody else."""
    capacity = matter.capacity_of(actor)
    return capacity if capacity in SIDES else ""


@predicate("who speaks for one of the sides", needs_party=True)
def speaks(matter: Matter, actor: Actor) -> bool:
    return bool(side_of(matter, actor))


@predicate("the side that asked", needs_party=True)
def is_claimant(matter: Matter, actor: Actor) -> bool:
    return side_of(matter, actor) == CLAIMANT


@predicate("the other side", needs_party=True)
def is_respondent(matter: Matter, actor: Actor) -> bool:
    return side_of(matter, actor) == RESPONDENT


def consent(matter: Matter, actor: Actor, about: str) -> None:
    """Write down that this side agrees."""
    current().add(Consent(matter=matter, about=about, side=side_of(matter, actor)))


def agreeing(matter: Matter, about: str) -> set[str]:
    """The sides that agreed to it so far."""
    return set(Consent.objects.filter(matter=matter, about=about).values_list("side", flat=True))


def is_missing(about: str, *, last: bool) -> Predicate:
    """Whether the actor's side has still to agree, as the last of both or not."""

    def ask(matter: Matter, actor: Actor) -> bool:
        side, agreed = side_of(matter, actor), agreeing(matter, about)
        return bool(side) and side not in agreed and bool(agreed) == last

    return Predicate("the side that is missing" if last else "the first side to agree", ask, needs_party=True)


def withdraw_consents(matter: Matter, about: Iterable[str]) -> None:
    """What was agreed to is not there any more."""
    Consent.objects.filter(matter=matter, about__in=about).delete()
