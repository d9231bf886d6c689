"""Persons, where they are members, and the offices they hold."""

import uuid
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unionhall.database.questions import Asked, Gap, Question, ask
from unionhall.kernel.people import roles
from unionhall.kernel.people.session_store import SessionStore
from unionhall.kernel.people.ways_in import WaysIn
from unionhall.kernel.places.models import Place
from unionhall.kernel.privacy.copies import Copied, Whose
from unionhall.kernel.privacy.holdings import (
    ACCOUNT,
    CONTACT,
    KEY,
    MEMBERSHIP,
    OFFICES,
    SESSIONS,
    SIGN_IN,
    Holds,
)
from unionhall.kernel.privacy.keys import of_room
from unionhall.kernel.privacy.sealed_columns import Seal, SealedText


class PersonManager(BaseUserManager["Person"]):
    """Makes persons; e-mail addresses are kept in lower case."""

    def create_user(self, email: str | None, password: str | None = None, **fields: Any) -> "Person":
        """A person who can sign in with that address; without a password, by code only."""
        person = self.model(email=email.lower() if email else None, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").lower())


class Person(AbstractBaseUser):
    """Somebody the hall serves: a member, an officer, or both.

    There is one name, written as its bearer writes it, and `uid` is what the journal keeps in its place.
    `spelling` is how its bearer spells it in Latin letters, if they said so: lists by pinyin go by it.
    `phone` is in E.164; `phone_confirmed_on` is the last day on which its bearer proved it by a code.
    A row with `mask_in` is no person but the mask of one in that sealed room, see `masks`: its name and the
    uid of its `bearer` lie sealed under the room's key.
    """

    holds: ClassVar[Holds] = {
        KEY: "uid mask_in bearer",
        ACCOUNT: "name spelling number language joined_on",
        CONTACT: "email phone phone_confirmed_on",
        SIGN_IN: "password is_active",
    }
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(
        Whose.PERSON, "name spelling number language joined_on email phone phone_confirmed_on"
    )

    last_login = None  # with Django's column each sign-in would write the row, and tell when it was
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = SealedText(_("name"), max_length=120)
    spelling = models.CharField(
        _("name in Latin letters"), max_length=120, blank=True, default="", db_default=""
    )
    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    number = models.CharField(_("member number"), max_length=30, blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    phone_confirmed_on = models.DateField(null=True, editable=False)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    is_active = models.BooleanField(default=True)
    joined_on = models.DateField(default=timezone.localdate)
    mask_in = models.CharField(max_length=30, blank=True, editable=False)
    bearer = SealedText(blank=True, editable=False)

    objects: ClassVar[PersonManager] = PersonManager()

    known_selves: set[int] | None = None  # kept by `masks.selves_of`, which asks for them once a request

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        indexes = [
            models.Index(fields=["number"], condition=~Q(number=""), name="person_number"),
            models.Index(fields=["phone"], condition=~Q(phone=""), name="person_phone"),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def seal(self) -> Seal | None:
        """How a mask is sealed; a person's own row lies open, since people are found by it."""
        return Seal(of_room(self.mask_in), str(self.uid)) if self.mask_in else None

    @cached_property
    def current_offices(self) -> list["Office"]:
        """The offices held today, each with its place; asked once a request."""
        (held,) = ask(HELD(person=self.pk, day=timezone.localdate()))
        return held

    def asks_offices(self) -> list[Asked["Office"]]:
        """The question for `current_offices`, to be asked along with others; none where they are known."""
        return [] if "current_offices" in self.__dict__ else [HELD(person=self.pk, day=timezone.localdate())]

    def office_over(self, path: str, roles: Collection[str] | None = None) -> "Office | None":
        """The nearest office at the place with that path or above it: one of these roles, or any."""
        reaching = [each for each in self.current_offices if each.reaches(path)]
        fitting = [each for each in reaching if roles is None or each.role in roles]
        return max(fitting, key=lambda each: len(each.place.path), default=None)

    def own_places(self) -> list[Place]:
        """Where the person is a member today, the lowest first."""
        return places_of(*ask(self.asks_memberships()))

    def asks_memberships(self) -> Asked["Membership"]:
        """The question for `own_places`, to be asked along with others."""
        return BELONGS(person=self.pk, day=timezone.localdate())


class Session(AbstractBaseSession):
    """One browser in which somebody is signed in, or asks as a guest; `browser` is in plain words."""

    holds: ClassVar[Holds] = {SESSIONS: "person browser since expire_date", SIGN_IN: "session_data"}
    backed_up: ClassVar[bool] = False
    copied: ClassVar[Copied] = Copied(Whose.PERSON, "browser since expire_date")

    # Without a constraint: checking it would write into the person's row that they came, or left, and when.
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, related_name="sessions", db_constraint=False
    )
    browser = models.CharField(max_length=40, blank=True)
    since = models.DateTimeField(null=True)

    objects = WaysIn.as_manager()  # type: ignore[assignment, misc]

    @classmethod
    def get_session_store_class(cls) -> Any:
        return SessionStore

    def __str__(self) -> str:
        return self.browser


class DatedQuerySet(models.QuerySet[Any]):
    """Rows that hold from a day until a day, both included."""

    def current(self, on: date | Gap | None = None) -> Self:
        day = on or timezone.localdate()
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gte=day), from_on__lte=day)


class Dated(models.Model):
    from_on = models.DateField(_("from"), default=timezone.localdate)
    until_on = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on")),
                name="%(class)s_dates",
            )
        ]


class Membership(Dated):
    """A person's membership at a place."""

    holds: ClassVar[Holds] = {MEMBERSHIP: "person place from_on until_on"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.PERSON, "place from_on until_on")

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    place = models.ForeignKey(Place, models.PROTECT, related_name="memberships")

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["person"], name="membership_person")]


class Office(Dated):
    """A role that a person holds at a place and in all places below it.

    `is_new` until its person has put away what the hall says to them about it.
    """

    holds: ClassVar[Holds] = {OFFICES: "person role place from_on until_on is_new"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.PERSON, "role place from_on until_on")

    person = models.ForeignKey(Person, models.PROTECT, related_name="offices")
    role = models.CharField(max_length=40)
    place = models.ForeignKey(Place, models.PROTECT, related_name="offices")
    is_new = models.BooleanField(default=False, db_default=False, editable=False)

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["place", "role"], name="office_place_role")]

    def __str__(self) -> str:
        return gettext("%(role)s, %(place)s") % {"role": self.title, "place": self.place}

    @property
    def title(self) -> Any:
        return roles.title_of(self.role)

    def reaches(self, path: str) -> bool:
        """Whether the office covers the place with that path."""
        return path.startswith(self.place.path)


BELONGS = Question(
    lambda: Membership.objects.filter(person=Gap("person")).current(on=Gap("day")).select_related("place")
)
HELD = Question(
    lambda: Office.objects.filter(person=Gap("person")).current(on=Gap("day")).select_related("place")
)


def places_of(current: Iterable[Membership] = ()) -> list[Place]:
    """The places of memberships, the lowest first."""
    return sorted((each.place for each in current), key=lambda place: (-len(place.path), place.path))


class LostStep(models.Model):
    """A lost second step that two officers want to take off somebody's account, with both signatures.

    Persons stand here by their UUID only. After the second signature its person has a day to object. Where no
    two are left who could sign, `recovery_alone` stands for both.
    """

    holds: ClassVar[Holds] = {
        KEY: "uid",
        SIGN_IN: "person state opened_by opened_at confirmed_by confirmed_at ended_at",
    }
    backed_up: ClassVar[bool] = True

    class State(models.TextChoices):
        OPENED = "opened"
        CONFIRMED = "confirmed"
        OBJECTED = "objected"
        DONE = "done"
        EXPIRED = "expired"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.UUIDField()
    state = models.CharField(max_length=10, choices=State, default=State.OPENED)
    opened_by = models.UUIDField()
    opened_at = models.DateTimeField()
    confirmed_by = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(opened_by=models.F("person"))
                & (Q(confirmed_by__isnull=True) | ~Q(confirmed_by=models.F("person"))),
                name="lost_step_not_ones_own",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=models.F("opened_by")),
                name="lost_step_two_people",
            ),
            models.UniqueConstraint(
                "person", name="lost_step_one_at_a_time", condition=Q(state__in=["opened", "confirmed"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.uid} {self.state}"
