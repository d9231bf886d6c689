"""The matter: the spine of every case in every room, and what hangs on it."""

import uuid
from datetime import UTC

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.journal.models import Chained
from unionhall.kernel.matters import references
from unionhall.kernel.matters.aggregates.models import Frozen as Frozen
from unionhall.kernel.matters.details import Detail as Detail
from unionhall.kernel.matters.querysets import DeadlineQuerySet, MatterQuerySet, Parties, serves
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place

OPEN = Q(closed_at__isnull=True)
LEVELS = (4, 8, 12, 16, 20)


class RuleVersion(models.Model):
    """A rule pack as it stood when a matter began with it: a deployment never changes a running promise."""

    digest = models.CharField(max_length=64, unique=True)
    pack = models.CharField(max_length=20)
    rules = models.JSONField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.pack} {self.digest[:8]}"


class Matter(Chained):
    """One case. Lists filter and sort on these columns only; a room's own fields are in its `Detail`.

    `due_at` is the earliest limit that isn't met yet, missed or not; `clock_at` is when the clock must look
    again. An open matter always has a handler.
    """

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

    def move_to(self, place: Place) -> None:
        """Put the matter at a place; the caller saves."""
        self.place, self.place_path = place, place.path

    @cached_property
    def people(self) -> list[Person]:
        """The parties to this matter, each person once, in the order they came."""
        if self.pk:
            return list(dict.fromkeys(party.person for party in self.parties.all()))
        return [self.subject] if self.subject else []

    @cached_property
    def party_ids(self) -> set[int]:
        """Ids of the persons who are parties to this matter."""
        return {person.pk for person in self.people}

    @cached_property
    def recused(self) -> set[int]:
        """Ids of persons who may not handle this matter."""
        return set(self.recusals.values_list("person_id", flat=True)) if self.pk else set()

    def is_visible_to(self, person: Person) -> bool:
        """The rule of `visible_to`, for a matter that is loaded already."""
        if person.pk in self.party_ids:
            return True
        is_reached = any(
            self.room in serves(office) and office.reaches(self.place_path)
            for office in person.current_offices
        )
        has_it = person.pk in (self.handler_id, self.offered_to_id)
        return (is_reached or has_it) and person.pk not in self.recused


class Party(models.Model):
    """A person in a matter, in one capacity."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="parties", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="parties", db_index=False)
    capacity = models.CharField(max_length=30, default="member")

    objects = Parties()

    class Meta:
        constraints = [models.UniqueConstraint("matter", "person", "capacity", name="party_once")]
        indexes = [models.Index(fields=["person", "-matter"], name="party_person")]


class Recusal(models.Model):
    """A person who doesn't handle a matter any more; the reason is nobody's business and isn't kept."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="recusals")
    person = models.ForeignKey(Person, models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint("matter", "person", name="recused_once")]


class Receipt(models.Model):
    """How somebody without an account comes back: the digest of a code that only they hold."""

    matter = models.OneToOneField(Matter, models.CASCADE, related_name="receipt")
    digest = models.CharField(max_length=64, unique=True)


class Deadline(models.Model):
    """One limit that runs on a matter.

    `due_at` is the last moment that is in time (empty while the clock stands still), `due_on` its local day
    when the promise is a date. `met_at` says when it ended, kept or not; `missed_at` when the clock acted.
    """

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="deadlines")
    rule = models.CharField(max_length=60)
    state = models.CharField(max_length=30, blank=True)
    overdue = models.CharField(max_length=30, blank=True)
    starts_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    extra = models.PositiveSmallIntegerField(default=0)
    explanation = models.JSONField(default=dict)
    met_at = models.DateTimeField(null=True)
    missed_at = models.DateTimeField(null=True)

    objects = DeadlineQuerySet.as_manager()

    @property
    def is_promise(self) -> bool:
        """Whether it was promised for the whole matter, not for the state it is in."""
        return not self.state


class Pause(models.Model):
    """A time during which the clock stood still, since the hall waited for the member."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="pauses")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)


class Message(models.Model):
    """What somebody wrote with a move. An internal one concerns the case; the member may ask to read it."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField()
    text = models.TextField(max_length=8_000)
    internal = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint("matter", "number", name="message_once")]


class Wording(models.Model):
    """The words of a matter that search may find, never names or addresses; `search` comes from them.

    `place_path` is the matter's, which never changes.
    """

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="wording")
    text = models.TextField()
    place_path = models.CharField(max_length=40, db_collation="C")
    search = models.GeneratedField(
        expression=models.Func("text", "place_path", "matter_id", function="hall_words_within"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        indexes = [GinIndex("search", name="wording_search")]


class Link(models.Model):
    """Two matters that belong together."""

    class Kind(models.TextChoices):
        RELATED = "related", _("Related")
        DUPLICATE = "duplicate", _("Duplicate of")
        GROUP = "group", _("Handled together with")
        REFERRED = "referred", _("Referred to")

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="links")
    other = models.ForeignKey(Matter, models.PROTECT, related_name="linked_from")
    kind = models.CharField(max_length=12, choices=Kind)

    class Meta:
        constraints = [models.UniqueConstraint("matter", "other", "kind", name="linked_once")]


class File(models.Model):
    """A cleaned file of a matter; its content lies outside the web root under `sha256`."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="files")
    name = models.CharField(max_length=160)
    media_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    internal = models.BooleanField(default=False)
    added_by = models.ForeignKey(Person, models.PROTECT, null=True)
    added_at = models.DateTimeField(auto_now_add=True)
