"""What the hall keeps for programs: tokens, which calls were made already, and where events are sent."""

import uuid
from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.models import Person
from unionhall.kernel.people.ways_in import WaysIn
from unionhall.kernel.privacy.copies import Copied, Whose
from unionhall.kernel.privacy.holdings import JOURNAL, KEY, NOTICES, PROGRAMS, Holds


class TokenQuerySet(WaysIn):
    def valid(self, on: date | None = None) -> Self:
        """Those that open the hall on a day: not ended, and their person has not left."""
        day = on or timezone.localdate()
        return self.filter(ended_at__isnull=True, ends_on__gte=day, person__is_active=True)

    def end(self) -> None:
        """Refuse these tokens from now on, and send their hooks nothing more."""
        Hook.objects.filter(token__in=self).delete()
        self.filter(ended_at=None).update(ended_at=timezone.now())


class Token(models.Model):
    """Lets a program act for one person, within some scopes, until a day; its digest is all that is kept."""

    holds: ClassVar[Holds] = {PROGRAMS: "person name digest scopes made_at ends_on ended_at used_on"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.PERSON, "name scopes made_at ends_on ended_at used_on")

    person = models.ForeignKey(Person, models.CASCADE, related_name="tokens")
    name = models.CharField(_("name of the program"), max_length=60)
    digest = models.BinaryField(max_length=32, unique=True)
    scopes = ArrayField(models.CharField(max_length=40))
    made_at = models.DateTimeField(auto_now_add=True)
    ends_on = models.DateField()
    ended_at = models.DateTimeField(null=True)
    used_on = models.DateField(null=True)

    objects = TokenQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def is_valid(self) -> bool:
        return self.ended_at is None and self.ends_on >= timezone.localdate()


class Once(models.Model):
    """A call made under an idempotency key: the digest of what it said, and the matter it was about."""

    holds: ClassVar[Holds] = {JOURNAL: "digest reference at"}
    backed_up: ClassVar[bool] = False

    key = models.UUIDField(primary_key=True)
    digest = models.BinaryField(max_length=32)
    reference = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["at"], name="once_at")]

    def __str__(self) -> str:
        return str(self.key)


class HookQuerySet(models.QuerySet[Any]):
    def running(self) -> Self:
        return self.filter(token__in=Token.objects.valid())


class Hook(models.Model):
    """Where the events of a token's person are sent. Its secret is made from the hall's own and not kept."""

    holds: ClassVar[Holds] = {KEY: "uid", PROGRAMS: "token url made_at"}
    backed_up: ClassVar[bool] = True

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.OneToOneField(Token, models.CASCADE, related_name="hook")
    url = models.CharField(_("address"), max_length=300)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = HookQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.uid)


class SendingQuerySet(models.QuerySet[Any]):
    def due(self) -> Self:
        """What has not gone out, may be tried now, and still has a token behind it."""
        running = Hook.objects.running().values("pk")
        return self.filter(settled_at__isnull=True, try_at__lte=timezone.now(), hook__in=running)


class Sending(models.Model):
    """One event on its way to one hook. `settled_at` without `sent_at`: it was given up."""

    holds: ClassVar[Holds] = {KEY: "uid", NOTICES: "hook notice try_at tries settled_at sent_at"}
    backed_up: ClassVar[bool] = True

    hook = models.ForeignKey(Hook, models.CASCADE, related_name="sendings")
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="+")
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    try_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    settled_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    objects = SendingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("hook", "notice", name="sent_once")]
        indexes = [models.Index(fields=["try_at"], condition=Q(settled_at__isnull=True), name="hook_outbox")]

    def __str__(self) -> str:
        return str(self.uid)
