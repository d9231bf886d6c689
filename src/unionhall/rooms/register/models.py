"""What the register keeps beside the spine: applications, moves, departures, lists and cards."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Detail, Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.privacy.copies import NOBODYS, Copied, Whose
from unionhall.kernel.privacy.holdings import CASE, CASE_TEXT, CONTACT, MEMBERSHIP, RULES, Holds
from unionhall.kernel.privacy.sealed_columns import Seal, SealedText
from unionhall.rooms.register.ground.models import Ground as Ground
from unionhall.rooms.register.importing.models import Upload as Upload

MOST_LISTED = 50  # members on one list


class Application(Detail):
    """Somebody wants to join. Once they are a member, what they wrote about themselves is cleared here."""

    holds: ClassVar[Holds] = {CONTACT: "name email phone language workplace"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.PARTY, "name email phone language workplace")

    name = models.CharField(_("Your name"), max_length=120, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    phone = models.CharField(_("Telephone"), max_length=20, blank=True)
    language = models.CharField(
        _("Language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    workplace = models.CharField(_("Where you work"), max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["email"], condition=~models.Q(email=""), name="application_email"),
            models.Index(fields=["phone"], condition=~models.Q(phone=""), name="application_phone"),
        ]

    @property
    def title(self) -> Any:
        return _("Application to join")


class Transfer(Detail):
    """A member wants to belong to another branch; both sides consent, the present one first."""

    holds: ClassVar[Holds] = {CASE: "origin target"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.PARTY, "origin target")

    origin = models.ForeignKey(Place, models.PROTECT, related_name="+")
    target = models.ForeignKey(Place, models.PROTECT, related_name="+")

    @property
    def title(self) -> Any:
        return _("Move to another branch")


class Correction(Detail):
    """What a member says is right: their name, their telephone number, or both; empty is what stays."""

    holds: ClassVar[Holds] = {CONTACT: "name phone", CASE_TEXT: "why"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.PARTY, "name phone why")

    name = models.CharField(_("Your name"), max_length=120, blank=True)
    phone = models.CharField(_("Telephone"), max_length=20, blank=True)
    why = models.TextField(_("Why"), max_length=1_000, blank=True)

    @property
    def title(self) -> Any:
        return _("Put right in the register")


class Departure(Detail):
    """A member left. `reason` is what they chose to say, if anything."""

    holds: ClassVar[Holds] = {CASE_TEXT: "reason", CASE: "closes_account"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.PARTY, "reason closes_account")

    reason = SealedText(_("Why you leave"), max_length=2_000, blank=True)
    closes_account = models.BooleanField(default=False)

    @property
    def title(self) -> Any:
        return _("Leaving the union")

    def seal(self) -> Seal | None:
        return self.matter.seal()


class Listing(Detail):
    """A keeper asks for a list of members for a purpose; another officer signs. It is taken once."""

    holds: ClassVar[Holds] = {CASE_TEXT: "purpose", CASE: "with_email with_phone asked_by signed_by taken_at"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = NOBODYS

    purpose = models.TextField(_("What the list is for"), max_length=1_000)
    with_email = models.BooleanField(_("With the e-mail address"), default=False)
    with_phone = models.BooleanField(_("With the telephone number"), default=False)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(signed_by=None) | ~models.Q(signed_by=models.F("asked_by")),
                name="listing_two_people",
            ),
            models.CheckConstraint(
                condition=models.Q(taken_at=None) | models.Q(signed_by__isnull=False),
                name="listing_signed_before_taken",
            ),
        ]

    @property
    def title(self) -> Any:
        return _("A list for a purpose")


class Listed(models.Model):
    """Somebody on a list; with `objected_at` they had themselves taken off."""

    holds: ClassVar[Holds] = {CASE: "matter person objected_at"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.PERSON, "objected_at")

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="listed")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    objected_at = models.DateTimeField(_("Taken off on"), null=True)

    class Meta:
        constraints = [models.UniqueConstraint("matter", "person", name="on_list_once")]


class Numbering(models.Model):
    """How member numbers are made: a prefix and the next running number. There is one row."""

    holds: ClassVar[Holds] = {RULES: "prefix digits upcoming"}
    backed_up: ClassVar[bool] = True

    prefix = models.CharField(max_length=10, blank=True, default="M")
    digits = models.PositiveSmallIntegerField(default=6)
    upcoming = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.written(self.upcoming)

    def written(self, running: int) -> str:
        """The member number with that running number."""
        return f"{self.prefix}{running:0{self.digits}}"


class Card(models.Model):
    """The short code on a member's card. It goes when they leave, and a new card gets a new one."""

    holds: ClassVar[Holds] = {MEMBERSHIP: "person code"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.PERSON, "code")

    person = models.OneToOneField(Person, models.CASCADE, related_name="card")
    code = models.CharField(max_length=20, unique=True)

    def __str__(self) -> str:
        return self.code
