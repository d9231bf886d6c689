"""A motion, who stands behind it, its text from version to version, and what came of it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Detail, Matter
from unionhall.kernel.privacy.copies import Copied, Whose
from unionhall.kernel.privacy.holdings import CATALOGUE, Holds
from unionhall.rooms.assembly.holdings import MOTIONS
from unionhall.rooms.assembly.models.terms import Mandate, Term


class Subject(models.TextChoices):
    """What a motion is about. All but the last are vital: submitted by law, and binding only if adopted."""

    PAY = "pay", _("Pay")
    HOURS = "hours", _("Working hours")
    LEAVE = "leave", _("Rest and leave")
    SAFETY = "safety", _("Safety and health at work")
    WELFARE = "welfare", _("Insurance and welfare")
    TRAINING = "training", _("Training")
    DISCIPLINE = "discipline", _("Labour discipline")
    QUOTAS = "quotas", _("Work quotas")
    CONTRACT = "contract", _("Collective contract")
    LAYOFFS = "layoffs", _("Layoffs")
    OTHER = "other", _("Something else")


VITAL = frozenset(Subject) - {Subject.OTHER}


class Motion(Detail):
    """One matter that a congress is to decide. Every member of its place reads it, so it is about nobody.

    `text` is as it was proposed; how it stands now says the newest `Version`. `recommended` is the
    committee's advice, apart from the state; `outcome` what the management answered last; `redone`: it
    answered once more; `satisfied`: what the proposer said of it.
    """

    holds: ClassVar[Holds] = {
        CATALOGUE: "term name subject text grounds recommended outcome redone satisfied"
    }
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.NOBODY)
    title_from = ("name",)

    class Advice(models.TextChoices):
        ADOPT = "adopt", _("Adopt it")
        CHANGED = "changed", _("Adopt it with changes")
        REFUSE = "refuse", _("Don't adopt it")
        NONE = "none", _("No recommendation")

    class Outcome(models.TextChoices):
        DONE = "done", _("Done")
        PLANNED = "planned", _("Planned")
        NOTED = "noted", _("Noted")
        DECLINED = "declined", _("Declined, with a reason")

    term = models.ForeignKey(Term, models.PROTECT, related_name="motions")
    name = models.CharField(_("What it is called"), max_length=120)
    subject = models.CharField(_("What it is about"), max_length=12, choices=Subject)
    text = models.TextField(_("What the congress is to decide"))
    grounds = models.TextField(_("Why"))
    recommended = models.CharField(
        _("Recommended by the committee"), max_length=8, choices=Advice, blank=True
    )
    outcome = models.CharField(_("Outcome"), max_length=8, choices=Outcome, blank=True)
    redone = models.BooleanField(default=False)
    satisfied = models.BooleanField(null=True)

    @property
    def title(self) -> str:
        return self.name

    @property
    def is_vital(self) -> bool:
        return self.subject in VITAL


class Backing(models.Model):
    """A delegate who stands behind a motion, by seat; `through`: the motion that was merged into this one."""

    holds: ClassVar[Holds] = {MOTIONS: "matter mandate seat part through"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.NOBODY)

    class Part(models.TextChoices):
        PROPOSER = "proposer", _("Proposer")
        SECONDER = "seconder", _("Seconder")
        MERGED = "merged", _("Proposer of a motion that was merged into this one")

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="backings")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="backings")
    seat = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=8, choices=Part)
    through = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("matter", "seat", name="backed_once")]


class Version(models.Model):
    """The text of a motion at one time: `paragraphs` as pairs of a lasting number and its words.

    Words are empty where a paragraph was struck. `amendment`: the number of the one that made it.
    """

    holds: ClassVar[Holds] = {CATALOGUE: "matter number paragraphs amendment"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.NOBODY)

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    paragraphs = models.JSONField()
    amendment = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint("matter", "number", name="version_once")]


class Amendment(models.Model):
    """Another wording of one paragraph of a motion, proposed by whoever holds a seat.

    `paragraph` is the lasting number of the paragraph, 0 for the place before the first.
    """

    holds: ClassVar[Holds] = {
        CATALOGUE: "matter number paragraph way text stands",
        MOTIONS: "mandate seat",
    }
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.NOBODY)

    class Way(models.TextChoices):
        REPLACE = "replace", _("Put other words in its place")
        AFTER = "after", _("Insert a paragraph after it")
        STRIKE = "strike", _("Strike it")

    class Stands(models.TextChoices):
        OPEN = "open", _("Not decided yet")
        ACCEPTED = "accepted", _("Accepted by the proposer")
        ADOPTED = "adopted", _("Adopted by vote")
        REFUSED = "refused", _("Refused by vote")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        OVERTAKEN = "overtaken", _("Fell, since the paragraph was changed otherwise")

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="amendments")
    number = models.PositiveSmallIntegerField()
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="amendments")
    seat = models.PositiveSmallIntegerField()
    paragraph = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=8, choices=Way)
    text = models.TextField(blank=True)
    stands = models.CharField(max_length=10, choices=Stands, default=Stands.OPEN)

    class Meta:
        constraints = [models.UniqueConstraint("matter", "number", name="amendment_once")]

    def __str__(self) -> str:
        return str(self.number)
