"""What the room keeps of a dispute: who says what, when one meets, what was proposed, agreed and promised.

Everything lies sealed under the matter's key. A row with an `audience` is for that side's eyes only.
"""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Detail, Matter, Receipt
from unionhall.kernel.people.models import Person
from unionhall.kernel.people.ways_in import WaysIn
from unionhall.kernel.privacy.copies import NOBODYS, Copied, Whose
from unionhall.kernel.privacy.holdings import CASE, CASE_TEXT, CONTACT, GUESTS, PROGRAMS, Holds
from unionhall.kernel.privacy.sealed_columns import Seal, SealedDay, SealedJSON, SealedText
from unionhall.rooms.mediation.seats.invitations import Invitation as Invitation


class Subject(models.TextChoices):
    """What a dispute is about; the kind of its matter."""

    PAY = "pay", _("Pay")
    HOURS = "hours", _("Working hours and leave")
    CONTRACT = "contract", _("Contract and dismissal")
    INJURY = "injury", _("Injury and illness from work")
    DISCIPLINE = "discipline", _("Discipline")
    NEIGHBOURS = "neighbours", _("Neighbours and colleagues")
    OTHER = "other", _("Something else")


class Dispute(Detail):
    """The claim and the wish of whoever asked, and who the other side is.

    `contact` holds name, address, email, phone and language of the other side, as the first side gave them.
    `happened_on`: when the right was denied, from which the time to go elsewhere runs. `meets_ahead`: minutes
    by which the clock of `meets_zone` was then ahead of the world's. `is_represented`: somebody whom they
    elected speaks for whoever asked. `called` is the name of whoever asked without an account.
    """

    title_from = ()

    holds: ClassVar[Holds] = {
        CASE: "matter meets_at meets_until meets_ahead meets_zone is_represented",
        CASE_TEXT: "claim wish happened_on employed_until where companions present",
        CONTACT: "contact called",
    }
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = NOBODYS

    claim = SealedText(max_length=8_000)
    wish = SealedText(max_length=4_000)
    contact = SealedJSON(default=dict)
    happened_on = SealedDay(null=True)
    employed_until = SealedDay(null=True)
    companions = SealedText(blank=True, max_length=400)
    meets_at = models.DateTimeField(null=True)
    meets_until = models.DateTimeField(null=True)
    meets_ahead = models.SmallIntegerField(null=True)
    meets_zone = models.CharField(max_length=50, blank=True)
    where = SealedText(blank=True, max_length=400)
    present = SealedText(blank=True, max_length=400)
    is_represented = models.BooleanField(default=False)
    called = SealedText(blank=True, max_length=80)

    def seal(self) -> Seal | None:
        return self.matter.seal("dispute")

    @property
    def title(self) -> Any:
        """A list says what it is about, never who."""
        return Subject(self.matter.kind).label


class Row(models.Model):
    """What hangs on a dispute."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="mediation_%(class)s")
    holds: ClassVar[Holds]
    copied: ClassVar[Copied]
    backed_up: ClassVar[bool] = True

    class Meta:
        abstract = True

    def seal(self) -> Seal | None:
        return self.matter.seal(self.row())

    def row(self) -> str:
        """What tells the row from others of its table in this dispute."""
        raise NotImplementedError


class Seat(models.Model):
    """An officer proposed as mediator; the one with number 0 presides."""

    holds: ClassVar[Holds] = {CASE: "matter person number"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = NOBODYS

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="mediation_%(class)s")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint("matter", "person", name="seated_once")]


class Consent(Row):
    """One side agrees to something that needs both: what, and which side, lies sealed in `said`.

    `about` names it: `mediator`, `time 1`, `draft 3`. `is_elected`: more than half of that side had elected
    whoever agreed for it.
    """

    holds = {CASE: "matter number at", CASE_TEXT: "said"}
    copied = NOBODYS

    number = models.PositiveSmallIntegerField()
    said = SealedJSON(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint("matter", "number", name="consented_once")]

    @classmethod
    def on(cls, matter: Matter, about: str = "") -> "list[Consent]":
        """Those of a dispute in the order in which they came; to one thing, where it is named."""
        found = matter.mediation_consent.order_by("number")
        return [each for each in found if about in ("", each.about)]

    @property
    def about(self) -> str:
        return str(self.said["about"])

    @property
    def side(self) -> str:
        return str(self.said["side"])

    @property
    def is_elected(self) -> bool:
        return bool(self.said["is_elected"])

    def row(self) -> str:
        return str(self.number)


class Backing(Row):
    """What one of the side that asked says of who speaks for it: whether they would, and whom they choose.

    A row is of a person, who is a party, or of a guest with a receipt, who gives the `name` by which the
    others know them. The other side reads none of it, and no journal tells who chose whom.
    """

    holds = {CASE: "matter person stands chooses", CASE_TEXT: "name", GUESTS: "receipt"}
    copied = Copied(Whose.PERSON, "name stands")

    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="mediation_backings")
    receipt = models.ForeignKey(Receipt, models.CASCADE, null=True, related_name="+")
    name = SealedText(blank=True, max_length=80)
    stands = models.BooleanField(default=False)
    chooses = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint("matter", "person", name="backing_of_person_once"),
            models.UniqueConstraint("matter", "receipt", name="backing_of_guest_once"),
        ]

    def __str__(self) -> str:
        return str(self.person.name if self.person else self.name)

    def row(self) -> str:
        return f"person {self.person_id}" if self.person_id else f"guest {self.receipt_id}"


class Slot(Row):
    """A time at which one could meet; `ahead` and `zone` are as in a dispute, of when it was proposed."""

    holds = {CASE: "matter number starts_at ends_at ahead zone", CASE_TEXT: "where"}
    copied = NOBODYS

    number = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ahead = models.SmallIntegerField(null=True)
    zone = models.CharField(max_length=50, blank=True)
    where = SealedText(max_length=400)

    class Meta:
        constraints = [models.UniqueConstraint("matter", "number", name="slot_once")]

    def row(self) -> str:
        return str(self.number)


class Answer(Row):
    """What one side says to a proposal; nobody but that side reads it, and the program counts two yes."""

    holds = {CASE: "matter number audience", CASE_TEXT: "accepts"}
    copied = Copied(Whose.SIDE, "accepts")

    number = models.PositiveIntegerField()
    audience = models.CharField(max_length=30)
    accepts = SealedText(max_length=3)

    class Meta:
        constraints = [models.UniqueConstraint("matter", "number", "audience", name="answered_once")]

    def row(self) -> str:
        return f"{self.number} {self.audience}"


class Draft(Row):
    """One version of the agreement: its text and what is promised in it, as
    `[{"side": side, "what": text, "due_on": ISO day}]`. `digest` says exactly what is signed: see `papers`.
    `language` is that of the form around the words.
    """

    holds = {CASE: "matter number language", CASE_TEXT: "text promises digest"}
    copied = NOBODYS

    number = models.PositiveSmallIntegerField()
    text = SealedText(max_length=20_000)
    promises = SealedJSON(default=list)
    digest = SealedText(max_length=64)
    language = models.CharField(max_length=10)

    class Meta:
        constraints = [models.UniqueConstraint("matter", "number", name="draft_once")]

    def row(self) -> str:
        return str(self.number)


class Promise(Row):
    """Something promised in the agreement that was signed, by a side until a day."""

    holds = {CASE: "matter number side", CASE_TEXT: "what due_on kept_on broken_on"}
    copied = NOBODYS

    number = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=30)
    what = SealedText(max_length=2_000)
    due_on = SealedDay()
    kept_on = SealedDay(null=True)
    broken_on = SealedDay(null=True)

    class Meta:
        constraints = [models.UniqueConstraint("matter", "number", name="promise_once")]

    def row(self) -> str:
        return str(self.number)


class Milestone(Row):
    """Something that happened on the way elsewhere, from which the next limit runs: see `chain`.

    One that has not happened yet has only `extra`: what its limit was prolonged by, in the limit's own unit.
    """

    holds = {CASE: "matter name extra", CASE_TEXT: "happened_on"}
    copied = NOBODYS

    name = models.CharField(max_length=20)
    happened_on = SealedDay(null=True)
    extra = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint("matter", "name", name="milestone_once")]

    def row(self) -> str:
        return self.name


class Feed(models.Model):
    """The secret address at which somebody's calendar fetches when and where they meet: its digest."""

    holds: ClassVar[Holds] = {PROGRAMS: "person digest made_at"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.PERSON, "made_at")

    person = models.OneToOneField(Person, models.CASCADE, related_name="mediation_feed")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = WaysIn.as_manager()
