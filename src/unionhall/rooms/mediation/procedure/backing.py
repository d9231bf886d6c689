"""Who is on the side that asked, who of them stands, and whom more than half of them chose."""

from collections import Counter
from typing import TypeAlias

from unionhall.kernel.matters.models import Matter, Party, Receipt
from unionhall.kernel.people.actors import Actor, Guest
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.limits import rule_for
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.kernel.procedures.rules import Rule, UnknownRule
from unionhall.rooms.mediation.apps import ASKING, CLAIMANT, SPEAKER
from unionhall.rooms.mediation.models import Backing

Part: TypeAlias = Party | Receipt  # somebody of the side: by name, or a guest by receipt


def asking(matter: Matter) -> list[Part]:
    """Everybody of the side that asked, whoever asked first among them."""
    people = Party.objects.filter(matter=matter, capacity__in=ASKING)
    guests = Receipt.objects.filter(matter=matter, capacity__in=ASKING)
    return [*people, *guests]


def standing(matter: Matter) -> list[Backing]:
    """Those who would speak for the side, in the order in which they came to it."""
    found = Backing.objects.filter(matter=matter, stands=True).select_related("person")
    return list(found.order_by("pk"))


def backing_of(matter: Matter, actor: Actor) -> Backing:
    """What the actor says of it, kept or new; NotAllowed for everybody who is not of the side."""
    actor = matter.known_as(actor)
    if matter.capacity_of(actor) not in ASKING:
        raise NotAllowed("elect")
    if isinstance(actor, Person):
        return _kept(matter, person=actor)
    assert isinstance(actor, Guest)
    return _kept(matter, receipt=matter.receipts.get(digest=actor.receipt))


def _kept(matter: Matter, **who: Person | Receipt) -> Backing:
    return Backing.objects.filter(matter=matter, **who).first() or Backing(matter=matter, **who)


def chosen(matter: Matter) -> Backing | None:
    """Whom more than half of all of the side chose; half is not enough."""
    stand = {each.pk: each for each in standing(matter)}
    choices = Counter(Backing.objects.filter(chooses__in=stand).values_list("chooses", flat=True))
    for backing, voices in choices.most_common(1):
        if backing and voices * 2 > len(asking(matter)):
            return stand[backing]
    return None


def part_of(matter: Matter, backing: Backing | None) -> Part | None:
    """The part in the matter of whoever that is."""
    return next((each for each in asking(matter) if backing and is_of(backing, each)), None)


def is_of(backing: Backing, part: Part) -> bool:
    if isinstance(part, Party):
        return part.person_id == backing.person_id
    return part.pk == backing.receipt_id


def speaker(matter: Matter) -> Backing | None:
    """Whoever was elected in place of those who asked first; None while these speak."""
    part = next((each for each in asking(matter) if each.capacity == SPEAKER), None)
    return next((each for each in standing(matter) if part and is_of(each, part)), None)


def next_part(matter: Matter) -> Part | None:
    """The part of who is to speak in place of who asked first; None where these are to speak.

    Whoever was elected goes on until another is, or until they stand no more.
    """
    part = part_of(matter, chosen(matter) or speaker(matter))
    return None if part is None or part.capacity == CLAIMANT else part


def elects_from(matter: Matter) -> Rule | None:
    """The rule that says from how many on a side must elect; None where there is no such rule."""
    try:
        rule = rule_for(matter, "mediation.elect_from")
    except UnknownRule:  # a matter that began before the packs knew it
        return None
    return rule if rule.amount else None


def must_elect(matter: Matter) -> bool:
    """Whether the side is so many that the rules ask for an election, and more than half chose nobody yet."""
    rule = elects_from(matter)
    return rule is not None and len(asking(matter)) >= rule.amount and chosen(matter) is None
