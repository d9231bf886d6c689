"""The matter: the spine of every case in every room, and what hangs on it."""

from datetime import UTC
from hmac import compare_digest
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left
from django.utils.functional import cached_property

from unionhall.kernel.journal.models import Chained
from unionhall.kernel.matters import references
from unionhall.kernel.matters.aggregates.models import Frozen as Frozen
from unionhall.kernel.matters.attached import File as File
from unionhall.kernel.matters.attached import Link as Link
from unionhall.kernel.matters.attached import Message as Message
from unionhall.kernel.matters.attached import Wording as Wording
from unionhall.kernel.matters.awaited import Awaited as Awaited
from unionhall.kernel.matters.deadlines import Deadline as Deadline
from unionhall.kernel.matters.deadlines import Pause as Pause
from unionhall.kernel.matters.details import Detail as Detail
from unionhall.kernel.matters.named import NamedList as NamedList
from unionhall.kernel.matters.querysets import MatterQuerySet, Parties
from unionhall.kernel.people.actors import Actor, Guest
from unionhall.kernel.people.masks import selves_of
from unionhall.kernel.people.models import Membership, Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.privacy.copies import NOBODYS, Copied, Whose
from unionhall.kernel.privacy.holdings import CASE, CHANCE, GUESTS, RULES, Holds
from unionhall.kernel.privacy.keys import Scope, of_matter
from unionhall.kernel.privacy.sealed_columns import Seal
from unionhall.kernel.rooms import Circle, room

OPEN = Q(closed_at__isnull=True)
LEVELS = (4, 8, 12, 16, 20)


class RuleVersion(models.Model):
    """A rule pack as it stood when a matter began with it: a deployment never changes a running promise."""

    holds: ClassVar[Holds] = {RULES: "digest pack rules recorded_at"}
    backed_up: ClassVar[bool] = True

    digest = models.CharField(max_length=64, unique=True)
    pack = models.CharField(max_length=20)
    rules = models.JSONField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.pack} {self.digest[:8]}"


class Matter(Chained):
    """One case. Lists filter and sort on these columns only; a room's own fields are in its `Detail`.

    `due_at` is the earliest limit that isn't met yet, missed or not; `clock_at` is when the clock must look
    again. An open matter always has a handler. `erased_at` is when its words and people went: what is left
    are its service, place and days, so that counts stay right. What a sealed one says and its files lie
    encrypted under its own key, and search doesn't know its words. `salt` is the secret of an open one: see
    `fingerprints`.
    """

    holds: ClassVar[Holds] = {
        CASE: (
            "room kind state procedure_version rules place place_path subject handler "
            "offered_to opened_at due_at clock_at closed_at changed_at erased_at sealed"
        ),
        CHANCE: "salt",
    }
    backed_up: ClassVar[bool] = True

    room = models.CharField(max_length=30)
    kind = models.CharField(max_length=60)
    state = models.CharField(max_length=30)
    procedure_version = models.PositiveSmallIntegerField(default=1)
    rules = models.ForeignKey(RuleVersion, models.PROTECT)
    place = models.ForeignKey(Place, models.PROTECT, related_name="matters")
    place_path = models.CharField(max_length=40, db_collation="C")
    subject = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="matters_about", db_index=False
    )
    handler = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="matters_handled", db_index=False
    )
    offered_to = models.ForeignKey(Person, models.PROTECT, null=True, related_name="matters_offered")
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    clock_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)
    sealed = models.BooleanField(default=False)
    salt = models.BinaryField(max_length=32, null=True)
    running: "list[Deadline]"  # the limits that are not met yet, while a move works on the matter

    objects = MatterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~OPEN | Q(handler__isnull=False), name="matter_is_never_unowned"
            ),
        ]
        indexes = [
            models.Index(F("handler"), F("due_at"), F("id"), condition=OPEN, name="matter_worklist"),
            models.Index(
                fields=["offered_to", "due_at"],
                condition=OPEN & Q(offered_to__isnull=False),
                name="matter_offered",
            ),
            models.Index(F("clock_at"), condition=OPEN & Q(clock_at__isnull=False), name="matter_clock"),
            models.Index(fields=["subject", "-id"], name="matter_subject"),
            models.Index(fields=["handler", "-id"], name="matter_handler"),
            models.Index(
                fields=["room", "closed_at"],
                condition=~OPEN & Q(erased_at__isnull=True),
                name="matter_kept",
            ),
            models.Index(fields=["room", "kind", "-opened_at"], name="matter_kind"),
            models.Index(fields=["room", "-opened_at"], name="matter_opened"),
            *(
                models.Index(
                    Left("place_path", size),
                    F("due_at"),
                    F("id"),
                    condition=OPEN,
                    name=f"matter_place_{size}",
                )
                for size in LEVELS
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return references.compose(self.room, self.opened_at.astimezone(UTC).year, self.pk)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def key(self) -> Scope:
        """The key under which a sealed matter lies, and of an open one how to reach somebody."""
        return of_matter(self.stream)

    def seal(self, row: object = "") -> Seal | None:
        """How a row of this matter is sealed; None where the matter lies open."""
        return Seal(self.key, str(row)) if self.sealed else None

    def move_to(self, place: Place) -> None:
        """Put the matter at a place; the caller saves."""
        self.place, self.place_path = place, place.path

    @cached_property
    def seats(self) -> "list[Party]":
        """The parties to this matter, each with the capacity in which they are one."""
        return list(self.parties.all()) if self.pk else []

    @property
    def seated(self) -> "list[Party | Receipt]":
        """Everybody who has a seat here, by name or by receipt, each once in a capacity.

        Where all are "the member", whoever came by receipt and stands here by name since is one and the same.
        """
        is_one = self.seats and not room(self.room).capacities
        return [*self.seats, *([] if is_one else sorted(self.receipts.all(), key=lambda each: each.pk))]

    @cached_property
    def people(self) -> list[Person]:
        """The parties to this matter, each person once, in the order they came."""
        if self.pk:
            return list(dict.fromkeys(party.person for party in self.seats))
        return [self.subject] if self.subject else []

    @cached_property
    def party_ids(self) -> set[int]:
        """Ids of the persons who are parties to this matter."""
        return {person.pk for person in self.people}

    @cached_property
    def recused(self) -> set[int]:
        """Ids of persons who may not handle this matter."""
        return set(self.recusals.values_list("person_id", flat=True)) if self.pk else set()

    def known_as(self, actor: Actor) -> Actor:
        """The actor as this matter knows them: in a sealed room a party is known by their mask alone."""
        if not isinstance(actor, Person) or not room(self.room).sealed:
            return actor
        return next((party for party in self.people if party.pk in selves_of(actor)), actor)

    def selves_of(self, person: Person) -> set[int]:
        """The ids under which the person would be a party here: masks are worn in sealed rooms alone."""
        return selves_of(person) if room(self.room).sealed else {person.pk}

    def capacity_of(self, actor: Actor) -> str:
        """In which capacity somebody is a party, by name or by receipt; empty for everybody else."""
        if isinstance(actor, Guest):
            digests = {each.digest: each.capacity for each in self.receipts.all()} if actor.receipt else {}
            return next((digests[each] for each in digests if compare_digest(each, actor.receipt)), "")
        if not isinstance(actor, Person):
            return ""
        return next((each.capacity for each in self.seats if each.person_id in self.selves_of(actor)), "")

    def forget_people(self) -> None:
        """What was read of its parties and of who is recused is read anew the next time."""
        for known in ("seats", "people", "party_ids", "recused"):
            self.__dict__.pop(known, None)

    def is_visible_to(self, person: Person) -> bool:
        """The rule of `visible_to`, for a matter that is loaded already."""
        return (
            not self.party_ids.isdisjoint(self.selves_of(person))
            or self.is_open_to(person)
            or (self.is_served_by(person))
        )

    def is_served_by(self, person: Person) -> bool:
        """Whether somebody who is no party sees it in the service of the hall."""
        is_reached = person.office_over(self.place_path, room(self.room).served_by) is not None
        has_it = person.pk in (self.handler_id, self.offered_to_id)
        return (is_reached or has_it) and person.pk not in self.recused

    @property
    def circle(self) -> Circle | None:
        """To whom it lies open; None where only its parties and those who serve it read it."""
        return room(self.room).opens.get(self.kind)

    def is_open_to(self, person: Person) -> bool:
        """Whether the person reads it as everybody of its circle does."""
        return self.circle == Circle.EVERYBODY or (
            self.circle == Circle.MEMBERS
            and any(place.path.startswith(self.place_path) for place in person.own_places())
        )

    def members(self, *, without: Actor) -> list[int]:
        """Ids of the other members of its place and of those below it, who can sign in."""
        there = Membership.objects.current().filter(place__path__startswith=self.place_path)
        active = there.filter(person__is_active=True).values_list("person", flat=True)
        return [pk for pk in active.distinct() if pk != getattr(without, "pk", None)]


class Party(models.Model):
    """A person in a matter, in one capacity; `LISTED`: an officer put them on a list."""

    LISTED = "listed"

    holds: ClassVar[Holds] = {CASE: "matter person capacity"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.PERSON, "capacity")

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="parties", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="parties", db_index=False)
    capacity = models.CharField(max_length=30, default="member")

    objects = Parties()

    class Meta:
        constraints = [models.UniqueConstraint("matter", "person", "capacity", name="party_once")]
        indexes = [models.Index(fields=["person", "-matter"], name="party_person")]


class Recusal(models.Model):
    """A person who doesn't handle a matter any more; the reason is nobody's business and isn't kept."""

    holds: ClassVar[Holds] = {CASE: "matter person"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = NOBODYS

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="recusals")
    person = models.ForeignKey(Person, models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint("matter", "person", name="recused_once")]


class Receipt(models.Model):
    """How somebody without an account comes back, and in which capacity: the digest of a code that only they
    hold.
    """

    holds: ClassVar[Holds] = {GUESTS: "matter digest capacity"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = NOBODYS

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="receipts")
    digest = models.CharField(max_length=64, unique=True)
    capacity = models.CharField(max_length=30, default="member")
