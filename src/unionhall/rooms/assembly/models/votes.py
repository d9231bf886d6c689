"""Who may decide in a meeting, what is decided together, and the secret ballots that were prepared for it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.privacy.copies import Copied, Whose
from unionhall.kernel.privacy.holdings import CATALOGUE, Holds
from unionhall.rooms.assembly.holdings import SEATS
from unionhall.rooms.assembly.models.meetings import Item
from unionhall.rooms.assembly.models.terms import Mandate


class Entitled(models.Model):
    """A seat that may decide in a meeting, and whose it was when the meeting began; never changed after."""

    holds: ClassVar[Holds] = {SEATS: "meeting mandate seat"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.NOBODY)

    meeting = models.ForeignKey(Matter, models.CASCADE, related_name="entitled")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    seat = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint("meeting", "seat", name="entitled_once")]


class Bundled(models.Model):
    """A motion that is decided together with others, by the one vote of an item."""

    holds: ClassVar[Holds] = {CATALOGUE: "item motion"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.NOBODY)

    item = models.ForeignKey(Item, models.CASCADE, related_name="bundle")
    motion = models.ForeignKey(Matter, models.PROTECT, related_name="bundled")

    class Meta:
        constraints = [models.UniqueConstraint("item", "motion", name="bundled_once")]


class Decided(models.Model):
    """What a vote of a meeting came to for a motion; a later one stands beside it and replaces nothing."""

    holds: ClassVar[Holds] = {CATALOGUE: "motion meeting vote outcome"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.NOBODY)

    motion = models.ForeignKey(Matter, models.CASCADE, related_name="decided")
    meeting = models.ForeignKey(Matter, models.PROTECT, related_name="decided_in_it")
    vote = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=10)

    class Meta:
        constraints = [models.UniqueConstraint("motion", "meeting", "vote", name="decided_once")]
        ordering = ["pk"]


class SecretVote(models.Model):
    """A ballot that was prepared for an item, by its name; `vote` is its number once it was opened."""

    holds: ClassVar[Holds] = {CATALOGUE: "meeting item ballot about vote"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.NOBODY)

    meeting = models.ForeignKey(Matter, models.CASCADE, related_name="secret_votes")
    item = models.ForeignKey(Item, models.CASCADE, related_name="secret_votes")
    ballot = models.CharField(max_length=22, unique=True)
    about = models.CharField(max_length=4000, blank=True)
    vote = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "meeting", "vote", condition=Q(vote__isnull=False), name="secret_vote_once"
            )
        ]
