"""A meeting of a congress, its agenda, and who is in the room and says what by name while it sits."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.journal.models import Chained
from unionhall.kernel.matters.models import Detail, File, Matter
from unionhall.kernel.privacy.copies import NOBODYS, Copied, Whose
from unionhall.kernel.privacy.holdings import CATALOGUE, CHANCE, Holds
from unionhall.rooms.assembly.holdings import OPEN_VOTES, PRESENCE
from unionhall.rooms.assembly.models.series import Series
from unionhall.rooms.assembly.models.terms import Mandate, Term


class Meeting(Detail):
    """When and where a congress meets. Every member of its place reads it, so it is about nobody.

    `starts_at` and `ends_at` are instants; the page says them by the clock of the place. `presidium`: how
    many lead it, `frontline`: how many of them work at the front line, both as the committee attests.
    `last_item`: the highest number that an item of its agenda had, also one that was taken out. `series` and
    `series_on`: the rhythm by which the hall prepared it, and for which day of it.
    """

    holds: ClassVar[Holds] = {
        CATALOGUE: ("term kind name where starts_at ends_at presidium frontline last_item series series_on")
    }
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.NOBODY)
    title_from = ("name", "series__title")
    says = ("where", "starts_at", "ends_at")

    class Kind(models.TextChoices):
        CONGRESS = "congress", _("Congress")
        QUESTION_DAY = Series.Kind.QUESTION_DAY.value, Series.Kind.QUESTION_DAY.label
        DELIBERATION_DAY = Series.Kind.DELIBERATION_DAY.value, Series.Kind.DELIBERATION_DAY.label
        JOINT = "joint", _("Joint meeting")

    term = models.ForeignKey(Term, models.PROTECT, related_name="meetings")
    kind = models.CharField(_("Kind"), max_length=20, choices=Kind, default=Kind.CONGRESS)
    name = models.CharField(_("What it is called"), max_length=120)
    where = models.CharField(_("Where"), max_length=200)
    starts_at = models.DateTimeField(_("Begins"))
    ends_at = models.DateTimeField(_("Ends"))
    presidium = models.PositiveSmallIntegerField(null=True)
    frontline = models.PositiveSmallIntegerField(null=True)
    last_item = models.PositiveSmallIntegerField(default=0)
    series = models.ForeignKey(Series, models.PROTECT, null=True, related_name="meetings")
    series_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("series", "series_on", name="meeting_once_in_its_series"),
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="meeting_has_hours"),
        ]

    @property
    def title(self) -> str:
        return str(self.series) if self.series else self.name


class Log(Chained):
    """The log of one meeting: its chain in the journal holds the lines of `sitting.events`, in their order.

    `wall`: what the code on the wall of the hall is made of, anew for each meeting. `said`: how often
    somebody voted by name, which is no line of it.
    """

    holds: ClassVar[Holds] = {CATALOGUE: "matter said", CHANCE: "wall"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.NOBODY)

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="sitting_log")
    wall = models.BinaryField(max_length=32)
    said = models.PositiveIntegerField(default=0)

    @property
    def version(self) -> int:
        """Grows with whatever a page of the meeting shows; those who follow it compare by it."""
        return int(self.journal_length) + self.said


class Item(models.Model):
    """One item of the agenda. `number` never changes and is what the log names it by; `position` may.

    `minutes`: how long it is meant to take. `motion`, `minutes_of`, `joint`: what is dealt with, where it is
    a motion, the minutes of a meeting, or what a joint meeting settled.
    """

    holds: ClassVar[Holds] = {
        CATALOGUE: (
            "meeting number parent position name kind minutes motion minutes_of joint subject presented_by"
        )
    }
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.NOBODY)

    class Kind(models.TextChoices):
        OPENING = "opening", _("Opening and order of business")
        REPORT = "report", _("Report")
        MOTION = "motion", _("Motion")
        MINUTES = "minutes", _("Minutes of a meeting")
        ELECTION = "election", _("Election")
        DISCUSSION = "discussion", _("Discussion")
        OTHER = "other", _("Something else")

    meeting = models.ForeignKey(Matter, models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("What it is about"), max_length=200)
    kind = models.CharField(_("Kind"), max_length=12, choices=Kind, default=Kind.DISCUSSION)
    minutes = models.PositiveSmallIntegerField(_("Minutes planned"), default=10)
    presented_by = models.CharField(_("Presented by the office of"), max_length=80, blank=True)
    subject = models.CharField(_("What is decided is about"), max_length=24, blank=True)
    motion = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="on_agendas")
    minutes_of = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="minutes_on_agendas")
    joint = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="joint_on_agendas")

    class Meta:
        constraints = [models.UniqueConstraint("meeting", "number", name="item_number_once")]

    def __str__(self) -> str:
        return self.name


class ItemPaper(models.Model):
    """A paper of an item: a file of the meeting's matter."""

    holds: ClassVar[Holds] = {CATALOGUE: "item file"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.NOBODY)

    item = models.ForeignKey(Item, models.CASCADE, related_name="papers")
    file = models.OneToOneField(File, models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return str(self.file.name)


class Presence(models.Model):
    """A seat whose delegate, or a substitute, is in the room; the row goes when they leave or all is over.

    Its key is by chance, so that no order of rows says who came when.
    """

    holds: ClassVar[Holds] = {PRESENCE: "meeting mandate seat", CHANCE: "id"}
    backed_up: ClassVar[bool] = False
    copied: ClassVar[Copied] = NOBODYS

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    meeting = models.ForeignKey(Matter, models.CASCADE, related_name="presences")
    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="presences")
    seat = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint("meeting", "seat", name="present_once"),
            models.UniqueConstraint("meeting", "mandate", name="in_one_seat"),
        ]


class Voice(models.Model):
    """What a seat said in a vote by name; until the vote is closed it may be said anew."""

    holds: ClassVar[Holds] = {OPEN_VOTES: "meeting vote mandate seat choice"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.NOBODY)

    class Choice(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        ABSTAIN = "abstain", _("Abstain")

    meeting = models.ForeignKey(Matter, models.CASCADE, related_name="voices")
    vote = models.PositiveSmallIntegerField()
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="voices")
    seat = models.PositiveSmallIntegerField()
    choice = models.CharField(max_length=8, choices=Choice)

    class Meta:
        constraints = [models.UniqueConstraint("meeting", "vote", "seat", name="voice_once")]
