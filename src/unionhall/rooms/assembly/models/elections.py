"""Elections and recalls: what a constituency votes about, who stands, and what came of each vote."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from unionhall.kernel.matters.models import Detail, Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy.copies import Copied, Whose
from unionhall.kernel.privacy.holdings import CATALOGUE, Holds
from unionhall.rooms.assembly.holdings import CANDIDACIES, SEATS
from unionhall.rooms.assembly.models.terms import Constituency, Mandate


class Election(Detail):
    """Free seats of a constituency that are filled by a vote. Every member of its place reads it."""

    holds: ClassVar[Holds] = {CATALOGUE: "constituency seats"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.NOBODY)
    title_from = ("seats", "constituency__title", "constituency__code")

    constituency = models.ForeignKey(Constituency, models.PROTECT, related_name="elections")
    seats = models.PositiveSmallIntegerField(_("Seats to be filled"), default=1)

    @property
    def title(self) -> str:
        words = ngettext(
            "Election of %(seats)d delegate: %(where)s",
            "Election of %(seats)d delegates: %(where)s",
            self.seats,
        )
        return words % {"seats": self.seats, "where": self.constituency}


class Recall(Detail):
    """A constituency votes whether its delegate in a seat stays; who that is, only the seat's row says."""

    holds: ClassVar[Holds] = {CATALOGUE: "constituency seat"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.NOBODY)
    title_from = ("seat", "constituency__title", "constituency__code")

    constituency = models.ForeignKey(Constituency, models.PROTECT, related_name="recalls")
    seat = models.PositiveSmallIntegerField(_("Seat"))

    @property
    def title(self) -> str:
        return _("Recall from seat %(seat)d: %(where)s") % {"seat": self.seat, "where": self.constituency}


class Candidate(models.Model):
    """Somebody who stands in an election, by a number of their own in it.

    `stands`: not any more, where they did in an earlier vote of it, whose counts name them.
    """

    holds: ClassVar[Holds] = {CANDIDACIES: "matter person number stands"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.PERSON, "matter number stands")

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="candidates")
    person = models.ForeignKey(Person, models.PROTECT, related_name="candidacies")
    number = models.PositiveSmallIntegerField()
    stands = models.BooleanField(default=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("matter", "number", name="candidate_number_once"),
            models.UniqueConstraint("matter", "person", name="candidate_once"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Round(models.Model):
    """One vote of an election or a recall: what was asked, and what was counted once it is over.

    `ballot` names it; `answers` are candidates by their numbers as they stand on it, empty in a recall;
    `counts` are for each of them, in a recall yes, no and abstained. `stage` is how the ballot ended, empty
    until then. `entitled`: how many might vote. `mandate`: of a recall, the one that it ends.
    """

    class Kind(models.TextChoices):
        FIRST = "first", _("Election")
        RUN_OFF = "run_off", _("Run-off")
        RECALL = "recall", _("Recall")

    holds: ClassVar[Holds] = {
        CATALOGUE: "matter number kind ballot seats stage entitled took_part blank",
        CANDIDACIES: "answers counts",
        SEATS: "mandate",
    }
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.NOBODY)

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind)
    ballot = models.CharField(max_length=22)
    seats = models.PositiveSmallIntegerField()
    mandate = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="+")
    answers = ArrayField(models.PositiveSmallIntegerField(), default=list)
    stage = models.CharField(max_length=10, blank=True)
    entitled = models.PositiveIntegerField(null=True)
    took_part = models.PositiveIntegerField(null=True)
    blank = models.PositiveIntegerField(default=0)
    counts = ArrayField(models.PositiveIntegerField(), default=list)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint("matter", "number", name="round_once")]

    def __str__(self) -> str:
        return str(self.number)
