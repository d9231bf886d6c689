"""What the hall tells people: one row a person and event, shown in the inbox and sent as they have chosen."""

from datetime import datetime, time
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.channels import CHANNELS
from unionhall.kernel.people.masks import selves_of
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy.copies import NOBODYS, Copied, Whose
from unionhall.kernel.privacy.holdings import CONTACT, GUESTS, NOTICES, TOPICS, Holds
from unionhall.kernel.privacy.keys import of_person
from unionhall.kernel.privacy.sealed_columns import Seal, SealedText
from unionhall.kernel.words import WordsField


class Topic(models.Model):
    """What people are told of that is no matter, such as a vote: its journal, its name and its page.

    `title` is what its page is called, which all who are told may read; it stands in the inbox, and not in
    what leaves the hall. `address` is the page's path. Nobody's notice of a topic waits to be read, so that
    no row is touched by whoever opens its page: the order of visits would be the order of votes.
    """

    holds: ClassVar[Holds] = {TOPICS: "stream reference title address place_path"}
    backed_up: ClassVar[bool] = True

    stream = models.UUIDField(unique=True)
    reference = models.CharField(max_length=40)
    title = WordsField(blank=True, default=dict)
    address = models.CharField(max_length=200)
    place_path = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.reference


class NoticeQuerySet(models.QuerySet[Any]):
    def to(self, person: Person) -> Self:
        """What the person was told, also behind a mask."""
        return self.filter(person__in=selves_of(person))

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)

    def unsettled(self) -> Self:
        """Neither sent nor left to the inbox alone."""
        return self.filter(settled_at__isnull=True)

    def to_send(self, now: datetime | None = None) -> Self:
        """What has not gone out yet and may be tried now."""
        return self.unsettled().filter(try_at__lte=now or timezone.now())


class Notice(models.Model):
    """Something happened in a matter or a topic, and this person should know.

    The text is the event's sentence and the matter's reference, in the person's language, never its content.
    `channel` is the one it leaves by, or left by, with `tries` so far; `given_up` are those that failed, the
    last of them at `gave_up_at`. `try_at`: when the next attempt is due. `settled_at`: it was sent, or stays
    in the inbox alone. `urgent`: a time limit ran out or is about to. `loud`: it leaves by two channels,
    where the person has two; `went_by` is the first of them.
    """

    holds: ClassVar[Holds] = {
        NOTICES: (
            "person matter topic event number urgent loud went_by created_at read_at channel given_up "
            "gave_up_at try_at tries settled_at sent_at"
        ),
    }
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(
        Whose.PERSON, "event urgent created_at read_at channel given_up gave_up_at sent_at"
    )

    person = models.ForeignKey(Person, models.CASCADE, related_name="notices")
    matter = models.ForeignKey(Matter, models.CASCADE, null=True, related_name="notices")
    topic = models.ForeignKey(Topic, models.CASCADE, null=True, related_name="notices", db_index=False)
    event = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    urgent = models.BooleanField(default=False)
    loud = models.BooleanField(default=False)
    went_by = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    channel = models.CharField(max_length=20, blank=True)
    given_up = ArrayField(models.CharField(max_length=20), default=list)
    gave_up_at = models.DateTimeField(null=True)
    try_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    settled_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("person", "matter", "number", name="told_once"),
            models.UniqueConstraint(
                fields=["topic", "person", "number"], condition=Q(topic__isnull=False), name="announced_once"
            ),
            models.CheckConstraint(
                condition=Q(matter__isnull=False, topic__isnull=True)
                | Q(matter__isnull=True, topic__isnull=False),
                name="notice_is_about_something",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_inbox"),
            models.Index(fields=["try_at"], condition=Q(settled_at__isnull=True), name="notice_outbox"),
            models.Index(fields=["sent_at"], condition=Q(sent_at__isnull=False), name="notice_sent"),
            models.Index(fields=["gave_up_at"], condition=Q(gave_up_at__isnull=False), name="notice_gave_up"),
        ]

    def __str__(self) -> str:
        return f"{self.event} for {self.person_id}"

    @property
    def about(self) -> Matter | Topic:
        """What it tells of, with a `reference`, a `stream` and a `place_path`."""
        about: Matter | Topic | None = self.matter or self.topic
        assert about is not None, "the database keeps one of them"
        return about


class Stopped(models.Model):
    """An address to which no more letters about a matter go, by a keyed digest: see `stopping`.

    `is_refused`: nobody stopped them, but the mail server took none the last time.
    """

    holds: ClassVar[Holds] = {GUESTS: "matter digest is_refused"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = NOBODYS

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="stopped", db_index=False)
    digest = models.CharField(max_length=32)
    is_refused = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint("matter", "digest", name="stopped_once")]

    def __str__(self) -> str:
        return f"letters about {self.matter_id}"


class Choice(models.Model):
    """One channel that a person wants to be reached by, the lowest position first.

    `address` is what they are called there, sealed under the person's key; it is empty where the hall knows
    it (e-mail, telephone).
    `failures` counts attempts in a row that failed; after too many, nothing is tried until `rests_until`.
    """

    holds: ClassVar[Holds] = {CONTACT: "person channel address position failures rests_until"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.PERSON, "channel address position rests_until")

    person = models.ForeignKey(Person, models.CASCADE, related_name="choices")
    channel = models.CharField(max_length=20)
    address = SealedText(max_length=500, blank=True)
    position = models.PositiveSmallIntegerField()
    failures = models.PositiveSmallIntegerField(default=0)
    rests_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint("person", "channel", name="chosen_once")]

    def __str__(self) -> str:
        return f"{self.channel} of {self.person_id}"

    def seal(self) -> Seal | None:
        """Nothing is sealed where the channel has no address of its own."""
        asks = CHANNELS[self.channel].asks
        return Seal(of_person(self.person.uid), self.channel) if asks else None


class Hours(models.Model):
    """When a person wants to be told. Who has never chosen has no row, and gets mail at once.

    Nothing rings from `quiet_from` until `quiet_until` (the same twice: no quiet hours); with `daily_at` all
    comes once a day, at that time. `urgent_anyway`: neither holds back what is urgent.
    """

    holds: ClassVar[Holds] = {CONTACT: "time_zone quiet_from quiet_until daily_at urgent_anyway"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.PERSON, "time_zone quiet_from quiet_until daily_at urgent_anyway")

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="hours")
    time_zone = models.CharField(max_length=40)
    quiet_from = models.TimeField(default=time(22))
    quiet_until = models.TimeField(default=time(7))
    daily_at = models.TimeField(null=True, blank=True)
    urgent_anyway = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"hours of {self.person_id}"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)
