"""Elections and their public archive on one side; who may vote and who took part on the other.

No column, no time and no order is common to both sides: see docs/rooms/ballot.md.
"""

import uuid
from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.instruments.ballot.batch import Batch as Batch
from unionhall.instruments.ballot.holdings import BOX, QUESTIONS, REGISTRATION, TRUST, TURNOUT
from unionhall.instruments.ballot.open_votes import NamedVote as NamedVote
from unionhall.instruments.ballot.open_votes import PaperCount as PaperCount
from unionhall.kernel.journal.models import Chained
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.privacy.copies import Copied, Whose
from unionhall.kernel.privacy.holdings import KEY, MACHINERY, Holds
from unionhall.kernel.words import WordsField


class ElectionQuerySet(models.QuerySet[Any]):
    def open(self) -> "ElectionQuerySet":
        """Those in which one can vote at this moment."""
        return self.filter(stage=Election.Stage.OPEN, closes_at__gt=timezone.now())

    def public(self) -> "ElectionQuerySet":
        """Secret ones whose archive has begun, which anybody may take and verify."""
        return self.filter(begun__gt=0)


class Election(Chained):
    """One vote at a place.

    `uid` is its name in the archive (14 characters of base 58). `questions` are of the shape of
    `questions.Asked`. `called_by` is a person's UUID, `draft_key` that of the form in which they wrote it.
    `server_key` is the hall's own secret key, sealed; the key of the seal is destroyed with the result.
    `begun` is the timestamp of the archive's first record; `mixed_at` is when the clock last looked
    what waits to be written into it. `given_roll`: who called it says who may vote; else the members of the
    place do. `by_hand`: it is opened and closed within a meeting; its times say about when.
    """

    holds: ClassVar[Holds] = {
        KEY: "uid server_key",
        QUESTIONS: (
            "place title description questions mode with_paper minimum threshold notice_at opens_at "
            "closes_at by_hand given_roll stage office begun mixed_at counts turnout_at_end void_reason "
            "ended_at roll_gone"
        ),
        TRUST: "called_by",
        MACHINERY: "draft_key",
    }
    backed_up: ClassVar[bool] = True

    class Mode(models.TextChoices):
        CONVENIENT = "convenient", _("Secret; each voter's browser registers its own key before")
        STRICT = "strict", _("Secret; an authority hands credentials out on paper")
        NAMED = "named", _("Open, by name")

    class Stage(models.TextChoices):
        DRAFT = "draft", _("Being prepared")
        CALLED = "called", _("Called")
        OPEN = "open", _("Open")
        COUNTING = "counting", _("Being added up")
        DECRYPTING = "decrypting", _("Waiting for the trustees")
        FINISHED = "finished", _("Finished")
        SEALED = "sealed", _("Closed, too few ballots to open")
        VOID = "void", _("Void")

    uid = models.CharField(max_length=22, unique=True, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    title = WordsField(_("title"))
    description = WordsField(_("what it is about"), blank=True, default=dict)
    questions = models.JSONField(default=list)
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.CONVENIENT)
    with_paper = models.BooleanField(default=False)
    minimum = models.PositiveSmallIntegerField(default=10)
    threshold = models.PositiveSmallIntegerField(default=1)
    notice_at = models.DateTimeField(null=True)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    by_hand = models.BooleanField(default=False)
    given_roll = models.BooleanField(default=False)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.DRAFT)
    called_by = models.UUIDField()
    draft_key = models.UUIDField(null=True, editable=False)
    office = models.CharField(max_length=40)
    server_key = models.BinaryField(default=bytes)
    begun = models.BigIntegerField(default=0)
    mixed_at = models.DateTimeField(null=True)
    counts = models.JSONField(null=True)
    turnout_at_end = models.PositiveIntegerField(null=True)
    void_reason = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    roll_gone = models.BooleanField(default=False)

    objects = ElectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="election_has_hours"),
            models.CheckConstraint(condition=Q(minimum__gte=1), name="election_has_minimum"),
            models.UniqueConstraint(fields=["called_by", "draft_key"], name="drafted_once"),
        ]
        indexes = [models.Index(fields=["stage", "opens_at"], name="election_stage")]

    def __str__(self) -> str:
        return self.uid

    @property
    def is_secret(self) -> bool:
        return self.mode != self.Mode.NAMED


class Event(models.Model):
    """One event of an election's archive, with the records of data before it, byte for byte.

    The archive is its first record and the `records` of all events by height. `digest` is the event's hash,
    `content` the SHA-256 of a ballot and `tracker` what its voter keeps, `credential` the
    SHA-256 of the public credential that stands in it; all three are empty for other kinds. `hints` is the
    ballot's part of the side file of commitments, which anybody could compute (see `commitments`).
    """

    holds: ClassVar[Holds] = {BOX: "election height kind records digest content tracker credential hints"}
    backed_up: ClassVar[bool] = True

    election = models.ForeignKey(Election, models.PROTECT, related_name="events")
    height = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    records = models.BinaryField()
    digest = models.CharField(max_length=64)
    content = models.CharField(max_length=64, blank=True)
    tracker = models.CharField(max_length=43, blank=True)
    credential = models.CharField(max_length=64, blank=True)
    hints = models.BinaryField(default=bytes)

    class Meta:
        constraints = [
            models.UniqueConstraint("election", "height", name="event_once"),
            models.UniqueConstraint(
                "election", "content", name="event_ballot_once", condition=~Q(content="")
            ),
        ]
        indexes = [
            models.Index(fields=["election", "tracker"], condition=~Q(tracker=""), name="event_tracker"),
            models.Index(
                fields=["election", "credential"], condition=~Q(credential=""), name="event_credential"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="archive_only_grows", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="archive_no_truncate",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'the archive of a ballot only grows';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.election_id}/{self.height} {self.kind}"


class Listed(models.Model):
    """A public credential that may vote, by its SHA-256; `number` are its 256 bytes. Written sorted by it."""

    holds: ClassVar[Holds] = {BOX: "election digest number weight"}
    backed_up: ClassVar[bool] = True

    election = models.ForeignKey(Election, models.PROTECT, related_name="listed")
    digest = models.CharField(max_length=64)
    number = models.BinaryField()
    weight = models.PositiveBigIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint("election", "digest", name="listed_once")]


class Waiting(models.Model):
    """A ballot that was checked and taken, until it goes into the archive with others: see `mixing`.

    The columns are those of its event; `turn` counts the waiting ballots of its credential, whose order
    matters. No other order is kept, and all rows of a vote are written anew, shuffled, with each ballot.
    They are in no backup: two of those would show the few ballots that came in between.
    """

    holds: ClassVar[Holds] = {BOX: "election content raw tracker credential hints turn"}
    backed_up: ClassVar[bool] = False

    content = models.CharField(max_length=64, primary_key=True)
    election = models.ForeignKey(Election, models.PROTECT, related_name="waiting")
    raw = models.BinaryField()
    tracker = models.CharField(max_length=43)
    credential = models.CharField(max_length=64)
    hints = models.BinaryField()
    turn = models.PositiveSmallIntegerField()


class RollEntry(models.Model):
    """Somebody who may vote, as frozen when the vote opened; `registered`: with a credential of their own.

    Of a roll that is given the rows are there before, and may still be given anew until it opens.
    """

    holds: ClassVar[Holds] = {TURNOUT: "election person registered"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.PERSON, "election registered")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    election = models.ForeignKey(Election, models.CASCADE, related_name="roll")
    person = models.ForeignKey(Person, models.CASCADE, related_name="roll_entries")
    registered = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint("election", "person", name="on_the_roll_once")]


class Registration(models.Model):
    """The public credential of one voter's browser, until the vote opens and it stands on the list alone."""

    holds: ClassVar[Holds] = {REGISTRATION: "election person number"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.PERSON, "election")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    election = models.ForeignKey(Election, models.CASCADE, related_name="registrations")
    person = models.ForeignKey(Person, models.CASCADE, related_name="registrations")
    number = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint("election", "person", name="registered_once"),
            models.UniqueConstraint("election", "number", name="registered_by_one"),
        ]


class Turnout(models.Model):
    """That somebody took part: no time, no order, no ballot. All are written anew, shuffled, with a vote."""

    holds: ClassVar[Holds] = {TURNOUT: "election person on_paper"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.PERSON, "election on_paper")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    election = models.ForeignKey(Election, models.CASCADE, related_name="turnout")
    person = models.ForeignKey(Person, models.CASCADE, related_name="turnouts")
    on_paper = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint("election", "person", name="took_part_once")]


class Trustee(models.Model):
    """Somebody who holds a key of the election, by number from 1; the hall's own key stands before them."""

    holds: ClassVar[Holds] = {TRUST: "election person number"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.PERSON, "election number")

    election = models.ForeignKey(Election, models.CASCADE, related_name="trustees")
    person = models.ForeignKey(Person, models.CASCADE, related_name="trusts")
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("election", "number", name="trustee_number"),
            models.UniqueConstraint("election", "person", name="trustee_once"),
        ]


class Part(models.Model):
    """What a trustee published in one step of making the keys; all of it may be read by anybody."""

    holds: ClassVar[Holds] = {BOX: "trustee kind body"}
    backed_up: ClassVar[bool] = True

    class Kind(models.TextChoices):
        CERTIFICATE = "certificate"
        COEFFICIENTS = "coefficients"
        LETTERS = "letters"
        KEY = "key"

    trustee = models.ForeignKey(Trustee, models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=12, choices=Kind)
    body = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint("trustee", "kind", name="part_once")]
