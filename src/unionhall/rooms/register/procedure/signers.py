"""Who asks for a list of members, and who may sign it: two officers, neither of them on it."""

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.answering import NobodyAnswers, first_contact, next_above
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures.predicates import holds, predicate

KEEPER = "register_keeper"
SIGNING = ("chair", "administrator", "coordinator")


@predicate("who asked for the list")
def asked_for_it(matter: Matter, actor: Actor) -> bool:
    return isinstance(actor, Person) and matter.listing.asked_by_id == actor.pk


@predicate("no part in it")
def has_no_part_in_it(matter: Matter, actor: Actor) -> bool:
    return isinstance(actor, Person) and actor.pk not in unfit_to_sign(matter)


is_asker = asked_for_it & holds(KEEPER)
signs_here = holds(*SIGNING) & has_no_part_in_it


def unfit_to_sign(matter: Matter) -> set[int]:
    """Ids of who asked, of who is on the list, and of the recused."""
    listed = matter.listed.values_list("person_id", flat=True)
    return {matter.listing.asked_by_id, *listed} | matter.recused | matter.party_ids


def signer_of(place: Place, without: set[int]) -> Person:
    """Who is asked to sign first: the nearest such officer. Raises NobodyAnswers."""
    return first_contact(place, SIGNING, (), without)


def hand_list_up(matter: Matter) -> None:
    """Give a list to an officer of the next level who may sign it; else to another one, else it stays."""
    unfit = unfit_to_sign(matter)
    above = next_above(matter.place, SIGNING, matter.handler, unfit)
    matter.handler = above or _another(matter, unfit)


def _another(matter: Matter, unfit: set[int]) -> Person | None:
    before = matter.handler
    try:
        return signer_of(matter.place, unfit | ({before.pk} if before else set()))
    except NobodyAnswers:
        return before
