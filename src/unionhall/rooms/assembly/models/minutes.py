"""The minutes of a meeting: what its secretary writes beside what the log tells, and the approved text."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.privacy.copies import Copied, Whose
from unionhall.kernel.privacy.holdings import CATALOGUE, Holds

LONGEST = 20_000


class Note(models.Model):
    """What was said and agreed at an item, in the secretary's words; 0 is the meeting as a whole.

    Every member reads it, in the draft, too.
    """

    holds: ClassVar[Holds] = {CATALOGUE: "meeting item text"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.NOBODY)

    meeting = models.ForeignKey(Matter, models.CASCADE, related_name="minutes_notes")
    item = models.PositiveSmallIntegerField()
    text = models.TextField(_("What was said and agreed"), max_length=LONGEST)

    class Meta:
        constraints = [models.UniqueConstraint("meeting", "item", name="note_once")]


class Approval(models.Model):
    """The vote by which a meeting approved the minutes of another, or its own; no note changes after it.

    `digest`: SHA-256 of what was approved, see `minutes.drafting`.
    """

    holds: ClassVar[Holds] = {CATALOGUE: "meeting decided_in vote digest at"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.NOBODY)

    meeting = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="minutes_approval")
    decided_in = models.ForeignKey(Matter, models.CASCADE, related_name="minutes_approved_in_it")
    vote = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
