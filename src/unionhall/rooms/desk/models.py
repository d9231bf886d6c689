"""The catalogue of the desk and the requests made from it."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Detail
from unionhall.kernel.places.models import Place
from unionhall.kernel.privacy.copies import Copied, Whose
from unionhall.kernel.privacy.holdings import CASE, CASE_TEXT, CATALOGUE, RATING, Holds
from unionhall.kernel.privacy.sealed_columns import Seal, SealedJSON, SealedText
from unionhall.kernel.procedures.rules import Rule
from unionhall.kernel.things.models import Thing, ThingVersion
from unionhall.kernel.words import WordsField
from unionhall.rooms.desk.open311.models import ApiKey as ApiKey


class Window(Thing):
    """A part of the catalogue, like a window in a hall of counters."""

    holds: ClassVar[Holds] = {CATALOGUE: "title order"}
    backed_up: ClassVar[bool] = True

    title = WordsField(_("what it is called"))
    order = models.PositiveSmallIntegerField(
        _("place among the windows"), default=0, help_text=_("The smallest number comes first.")
    )

    class Meta:
        ordering = ("order", "code")


class Service(Thing):
    """Something one can ask for. What it promises is in its versions; a retired one takes no new requests."""

    holds: ClassVar[Holds] = {CATALOGUE: "window current"}
    backed_up: ClassVar[bool] = True

    window = models.ForeignKey(Window, models.PROTECT, related_name="services", verbose_name=_("window"))
    current = models.ForeignKey("ServiceVersion", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("window__order", "code")


class ServiceVersion(ThingVersion):
    """A service as it was on offer for some time; a running request keeps the version it began with.

    `questions` is a list of Open311 attributes: {code, datatype, required, order, label: Words, hint: Words,
    values: [{key, name: Words}]}. `papers` is a list of Words: everything to bring, told once.
    """

    holds: ClassVar[Holds] = {
        CATALOGUE: (
            "service title description keywords papers questions amount unit level public sealed source"
        ),
    }
    backed_up: ClassVar[bool] = True
    stories = ("description", "keywords")

    class Unit(models.TextChoices):
        WORKING_DAYS = "working_days", _("working days")
        DAYS = "days", _("days")
        HOURS = "hours", _("hours")

    service = models.ForeignKey(Service, models.PROTECT, related_name="versions")
    title = WordsField(_("what it is called"))
    description = WordsField(_("what it is for, in two sentences"), blank=True, default=dict)
    keywords = WordsField(_("other words people use for it"), blank=True, default=dict)
    papers = models.JSONField(_("papers to bring"), blank=True, default=list)
    questions = models.JSONField(_("questions"), blank=True, default=list)
    amount = models.PositiveSmallIntegerField(
        _("promised time"), default=5, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    unit = models.CharField(_("counted in"), max_length=12, choices=Unit, default=Unit.WORKING_DAYS)
    source = models.CharField(
        _("by which rule"),
        max_length=200,
        blank=True,
        help_text=_("A law or an agreement. Empty: the hall's own catalogue."),
    )
    level = models.CharField(_("handled at"), max_length=12, choices=Place.Kind, default=Place.Kind.AREA)
    public = models.BooleanField(_("public"), default=False)
    sealed = models.BooleanField(_("sealed"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint("service", "number", name="service_version_once"),
            models.CheckConstraint(condition=Q(public=False) | Q(sealed=False), name="public_is_not_sealed"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def say_papers(self) -> str:
        """The papers in all languages, one a line."""
        return "\n".join(_in_all(paper) for paper in self.papers)

    def say_questions(self) -> str:
        """The questions with their choices in all languages, one a line."""
        return "\n".join(_asked(question) for question in self.questions)

    @property
    def promise(self) -> Rule:
        """The promised time as a rule, with the catalogue as its source."""
        source = self.source or str(_("the hall's catalogue, version %d") % self.number)
        return Rule(
            key="desk.completion", amount=self.amount, unit=self.unit, source=source, source_kind="own"
        )


class Request(Detail):
    """What was asked, and the answers to the service's questions; the room's part of a matter.

    `reach` is for a call back. `contact` is what somebody without an account left, if anything: {email,
    phone, language}; it lies sealed in every matter. Neither is there any more once the matter has ended.
    """

    holds: ClassVar[Holds] = {
        CASE: "service channel consent referred_to goes_on_in source_id flags",
        CASE_TEXT: "description answers address lat long media_url reach contact",
        RATING: "rating rating_text",
    }
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(
        Whose.PARTY,
        "service description answers address lat long media_url channel consent referred_to goes_on_in "
        "rating rating_text reach contact",
    )

    title_from = ("service__title",)

    class Channel(models.TextChoices):
        WEB = "web", _("Website")
        GUEST = "guest", _("Website, without an account")
        COUNTER = "counter", _("At the counter")
        PHONE = "phone", _("By telephone")
        OPEN311 = "open311", _("Open311")
        FILE = "file", _("From a file")

    service = models.ForeignKey(ServiceVersion, models.PROTECT, related_name="requests")
    description = SealedText(_("What is it about?"), max_length=4_000, blank=True)
    answers = SealedJSON(default=dict)
    address = SealedText(_("Address"), max_length=200, blank=True)
    lat = models.FloatField(null=True, validators=[MinValueValidator(-90), MaxValueValidator(90)])
    long = models.FloatField(null=True, validators=[MinValueValidator(-180), MaxValueValidator(180)])
    media_url = models.URLField(blank=True)
    channel = models.CharField(max_length=10, choices=Channel)
    consent = models.BooleanField(default=False)
    referred_to = models.CharField(max_length=120, blank=True)
    goes_on_in = models.CharField(max_length=30, blank=True)
    source_id = models.CharField(max_length=80, null=True, unique=True)  # noqa: DJ001  unique where there is one
    flags = models.JSONField(default=list)
    rating = models.PositiveSmallIntegerField(
        null=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    rating_text = SealedText(max_length=2_000, blank=True)
    reach = SealedText(max_length=200, blank=True)
    contact = SealedJSON(null=True, by="seal_contact")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lat__isnull=True, long__isnull=True) | Q(lat__isnull=False, long__isnull=False),
                name="request_point",
            ),
        ]

    @property
    def title(self) -> Any:
        return self.service.title

    def seal(self) -> Seal | None:
        return self.matter.seal()

    def seal_contact(self) -> Seal:
        return Seal(self.matter.key)


class AnswerTemplate(Thing):
    """Words that handlers start an answer from, for one service or for all."""

    holds: ClassVar[Holds] = {CATALOGUE: "service title text"}
    backed_up: ClassVar[bool] = True

    stories = ("text",)

    service = models.ForeignKey(
        Service,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="templates",
        verbose_name=_("for which service"),
        help_text=_("Empty: for all of them."),
    )
    title = WordsField(_("what it is called"))
    text = WordsField(_("words of the answer"))


def _in_all(words: Mapping[str, str]) -> str:
    return " / ".join(said for said in words.values() if said)


def _asked(question: Mapping[str, Any]) -> str:
    """A question as the history of its service says it."""
    needed = "*" if question.get("required") else ""
    choices = [_in_all(value["name"]) for value in question.get("values") or ()]
    parts = [_in_all(question["label"]) + needed, _in_all(question.get("hint") or {}), "; ".join(choices)]
    return " · ".join(part for part in parts if part)
