"""The side that asked: who is on it, who of them stands, and whom more than half of them chose."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
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


@dataclass
class Side:
    """Those who ask, as they stand now, each thing read once; after a change, look anew."""

    matter: Matter

    @cached_property
    def parts(self) -> list[Part]:
        """Everybody of the side, whoever asked first among them."""
        return [each for each in self.matter.seated if each.capacity in ASKING]

    @cached_property
    def voices(self) -> set[int]:
        """Those who choose, with an account: a receipt doesn't tell whether somebody holds another one."""
        return {part.person_id for part in self.parts if isinstance(part, Party)}

    @cached_property
    def standing(self) -> list[Backing]:
        """Those who would speak for the side, in the order in which they came to it."""
        found = Backing.objects.filter(matter=self.matter, stands=True).select_related("person")
        return list(found.order_by("pk"))

    @cached_property
    def chosen(self) -> Backing | None:
        """Whom more than half of all voices of the side chose; half is not enough."""
        stand = {each.pk: each for each in self.standing}
        said = Backing.objects.filter(chooses__in=stand, person__in=self.voices)
        choices = Counter(said.values_list("chooses", flat=True))
        for backing, voices in choices.most_common(1):
            if backing and voices * 2 > len(self.voices):
                return stand[backing]
        return None

    def of(self, capacity: str) -> Part | None:
        """Whoever is on the side in a capacity of which there is one."""
        return next((each for each in self.parts if each.capacity == capacity), None)

    @property
    def speaking(self) -> Part | None:
        """Whoever speaks now: whom they elected, else whoever asked."""
        return self.of(SPEAKER) or self.of(CLAIMANT)

    @property
    def coming(self) -> Part | None:
        """Whoever is to speak: elected, or was before and stands on; else whoever asked."""
        if self.chosen:
            return next(each for each in self.parts if is_of(self.chosen, each))
        goes_on = self.stood_by(self.speaking)
        return self.speaking if goes_on else self.of(CLAIMANT)

    def stood_by(self, part: Part | None) -> Backing | None:
        """What somebody of the side says of it, if they stand."""
        return next((each for each in self.standing if part and is_of(each, part)), None)

    @cached_property
    def rule(self) -> Rule | None:
        """From how many on a side must elect; None where no rule asks for it."""
        try:
            rule = rule_for(self.matter, "mediation.elect_from")
        except UnknownRule:  # a matter that began before the packs knew it
            return None
        return rule if rule.amount else None

    @property
    def must_elect(self) -> bool:
        """Whether they are so many that the rules ask for an election, and nobody has more than half yet.

        Where nobody has a voice they can't elect, and whoever asked speaks.
        """
        are_many = self.rule is not None and len(self.parts) >= self.rule.amount
        return are_many and bool(self.voices) and self.chosen is None


def is_of(backing: Backing, part: Part) -> bool:
    if isinstance(part, Party):
        return part.person_id == backing.person_id
    return part.pk == backing.receipt_id


def backing_of(matter: Matter, actor: Actor) -> Backing:
    """What the actor says of it, kept or new; NotAllowed for everybody who is not of the side."""
    actor = matter.known_as(actor)
    if matter.capacity_of(actor) not in ASKING:
        raise NotAllowed("elect")
    if isinstance(actor, Person):
        return _kept(matter, person=actor) or Backing(matter=matter, person=actor)
    assert isinstance(actor, Guest)
    receipt = matter.receipts.get(digest=actor.receipt)
    called = matter.dispute.called if receipt.capacity == CLAIMANT else ""
    return _kept(matter, receipt=receipt) or Backing(matter=matter, receipt=receipt, name=called)


def _kept(matter: Matter, **who: Person | Receipt) -> Backing | None:
    return Backing.objects.filter(matter=matter, **who).first()
