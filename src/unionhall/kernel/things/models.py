"""What each thing has, whatever it is, and what it said before."""

from typing import Any, ClassVar, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.journal.models import Chained
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy.holdings import CATALOGUE, OFFICES, Holds


class ThingQuerySet(models.QuerySet[Any]):
    """Things read aloud: `Venue.objects.current()`."""

    def current(self) -> Self:
        """Without the retired ones."""
        return self.filter(retired_on=None)


class Thing(Chained):
    """Something that is no case and nobody's: it is written, changed and retired, never deleted.

    A room's model adds the columns that say what it is, `title` among them; one with a column `place`
    belongs to that place. Where others refer to what it said at some time, these columns stand in a
    `ThingVersion` of its own, which the thing names in a column `current`; what else it has is told once, as
    its code is.

    Attributes:
        stories: its columns of words that take several lines.
    """

    holds: ClassVar[Holds] = {CATALOGUE: "code retired_on"}
    stories: ClassVar[tuple[str, ...]] = ()

    code = models.SlugField(_("short name in addresses"), max_length=60, unique=True, allow_unicode=True)
    retired_on = models.DateField(null=True, blank=True)

    objects = ThingQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        """What it is called, in the reader's language; its code where nothing was written yet."""
        return str(getattr(getattr(self, "current", self), "title", "")) or self.code


class ThingVersion(models.Model):
    """What a thing said for some time, so that what began with it goes on with it.

    A room's model points at its thing and adds the columns that say what the thing is.
    """

    holds: ClassVar[Holds] = {CATALOGUE: "number made_at", OFFICES: "made_by"}
    stories: ClassVar[tuple[str, ...]] = ()

    number = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True)

    class Meta:
        abstract = True


class Content(models.Model):
    """What a thing without versions said from one entry of its journal on; the entry has its digest."""

    holds: ClassVar[Holds] = {CATALOGUE: "stream number content"}
    backed_up: ClassVar[bool] = True

    stream = models.UUIDField()
    number = models.PositiveIntegerField()
    content = models.JSONField(encoder=DjangoJSONEncoder)

    class Meta:
        constraints = [models.UniqueConstraint("stream", "number", name="content_once")]

    def __str__(self) -> str:
        return f"{self.stream}/{self.number}"
