"""Who speaks for which side, and what both have agreed to."""

from collections.abc import Iterable

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.procedures.predicates import Predicate, predicate
from unionhall.kernel.procedures.work import current
from unionhall.rooms.mediation.apps import CLAIMANT, RESPONDENT, SPEAKER
from unionhall.rooms.mediation.models import Consent
from unionhall.rooms.mediation.procedure.backing import Side

SIDES = (CLAIMANT, RESPONDENT)


def side_of(matter: Matter, actor: Actor) -> str:
    """The side for which somebody speaks; empty for everybody else.

    For those who asked it is whom they elected, until then whoever asked.
    """
    capacity = matter.capacity_of(actor)
    if capacity == CLAIMANT and _is_represented(matter):
        return ""
    return CLAIMANT if capacity == SPEAKER else capacity if capacity in SIDES else ""


def is_seated(matter: Matter, capacity: str) -> bool:
    """Whether somebody takes part in that capacity, by name or by receipt."""
    seated = {each.capacity for each in matter.seats} | {each.capacity for each in matter.receipts.all()}
    return capacity in seated


def ear_of(matter: Matter, side: str) -> str:
    """The capacity of whoever speaks for a side: what is said to that side in confidence is for them."""
    return SPEAKER if side == CLAIMANT and _is_represented(matter) else side


def _is_represented(matter: Matter) -> bool:
    """Whether another than whoever asked speaks, and is still there: one may be erased once it is over."""
    return matter.dispute.is_represented and (
        any(each.capacity == SPEAKER for each in matter.seats)
        or matter.receipts.filter(capacity=SPEAKER).exists()
    )


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
    """Write down that this side agrees, and whether by somebody whom it elected."""
    side = side_of(matter, actor)
    is_elected = side == CLAIMANT and Side(matter).chosen is not None
    current().add(Consent(matter=matter, about=about, side=side, is_elected=is_elected))


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
    current().delete(Consent.objects.filter(matter=matter, about__in=about))
