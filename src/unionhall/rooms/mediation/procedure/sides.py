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
TIME = "time"  # begins what a consent to a time to meet is about


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
    return capacity in {each.capacity for each in matter.seated}


def ear_of(matter: Matter, side: str) -> str:
    """The capacity of whoever speaks for a side: what is said to that side in confidence is for them."""
    return SPEAKER if side == CLAIMANT and _is_represented(matter) else side


def _is_represented(matter: Matter) -> bool:
    """Whether another than whoever asked speaks, and is still there: one may be erased once it is over."""
    return matter.dispute.is_represented and is_seated(matter, SPEAKER)


@predicate("who speaks for one of the sides", needs_party=True)
def speaks(matter: Matter, actor: Actor) -> bool:
    return bool(side_of(matter, actor))


@predicate("the side that asked", needs_party=True)
def is_claimant(matter: Matter, actor: Actor) -> bool:
    return side_of(matter, actor) == CLAIMANT


@predicate("the other side", needs_party=True)
def is_respondent(matter: Matter, actor: Actor) -> bool:
    return side_of(matter, actor) == RESPONDENT


@predicate("while nobody of the other side takes part")
def is_alone(matter: Matter, actor: Actor) -> bool:
    return not is_seated(matter, RESPONDENT)


@predicate("where an e-mail address of the other side was given")
def has_address(matter: Matter, actor: Actor) -> bool:
    return bool(matter.dispute.contact.get("email"))


def consent(matter: Matter, actor: Actor, *about: str) -> None:
    """Write down that this side agrees, and whether by somebody whom it elected."""
    side = side_of(matter, actor)
    write_consents(matter, side, about, is_elected=side == CLAIMANT and Side(matter).chosen is not None)


def write_consents(matter: Matter, side: str, about: Iterable[str], *, is_elected: bool = False) -> None:
    """Write down what a side or the mediator agrees to; the lock on the dispute keeps numbers apart."""
    last = max((each.number for each in Consent.on(matter)), default=0)
    said = ({"about": each, "side": side, "is_elected": is_elected} for each in about)
    current().add(
        *(Consent(matter=matter, number=number, said=each) for number, each in enumerate(said, last + 1))
    )


def agreeing(matter: Matter, about: str) -> set[str]:
    """The sides that agreed to it so far."""
    return {each.side for each in Consent.on(matter, about)}


def is_missing(about: str, *, last: bool) -> Predicate:
    """Whether the actor's side has still to agree, as the last of both or not."""

    def ask(matter: Matter, actor: Actor) -> bool:
        side, agreed = side_of(matter, actor), agreeing(matter, about)
        return bool(side) and side not in agreed and bool(agreed) == last

    return Predicate("the side that is missing" if last else "the first side to agree", ask, needs_party=True)


def withdraw_consents(matter: Matter, *about: str) -> None:
    """What was agreed to is not there any more: what bears one of these names, or one that begins with it."""
    gone = [each.pk for each in Consent.on(matter) if each.about.startswith(about)]
    current().delete(Consent.objects.filter(pk__in=gone))
