"""What hangs on a matter as words and files: messages, what search may find, links and files."""

import uuid
from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy.copies import NOBODYS, Copied
from unionhall.kernel.privacy.holdings import CASE, CASE_TEXT, INTERNAL_NOTES, KEY, Holds
from unionhall.kernel.privacy.sealed_columns import Seal, SealedText


class Message(models.Model):
    """What somebody wrote with a move. An internal one concerns the case; the member may ask to read it.

    One with an `audience` is between the parties of that capacity and their confidant, who had the matter in
    hand then: nobody else learns that it is there.
    """

    holds: ClassVar[Holds] = {CASE_TEXT: "matter number text audience confidant", INTERNAL_NOTES: "internal"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = NOBODYS

    matter = models.ForeignKey("matters.Matter", models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField()
    text = SealedText(max_length=8_000)
    internal = models.BooleanField(default=False)
    audience = models.CharField(max_length=30, blank=True)
    confidant = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("matter", "number", name="message_once")]

    def is_for(self, actor: Actor) -> bool:
        """Whether somebody who sees the matter may know of it."""
        if not self.audience:
            return True
        is_confidant = isinstance(actor, Person) and actor.pk == self.confidant_id
        return is_confidant or self.matter.capacity_of(actor) == self.audience

    def seal(self) -> Seal | None:
        return self.matter.seal(self.number)


class Wording(models.Model):
    """The words of a matter that search may find, never names or addresses; `search` comes from them.

    `place_path` is the matter's, which never changes.
    """

    holds: ClassVar[Holds] = {CASE_TEXT: "matter text place_path search"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = NOBODYS

    matter = models.OneToOneField("matters.Matter", models.CASCADE, primary_key=True, related_name="wording")
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

    holds: ClassVar[Holds] = {CASE: "matter other kind"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = NOBODYS

    class Kind(models.TextChoices):
        RELATED = "related", _("Related")
        DUPLICATE = "duplicate", _("Duplicate of")
        GROUP = "group", _("Handled together with")
        REFERRED = "referred", _("Referred to")

    matter = models.ForeignKey("matters.Matter", models.CASCADE, related_name="links")
    other = models.ForeignKey("matters.Matter", models.PROTECT, related_name="linked_from")
    kind = models.CharField(max_length=12, choices=Kind)

    class Meta:
        constraints = [models.UniqueConstraint("matter", "other", "kind", name="linked_once")]


class File(models.Model):
    """A cleaned file of a matter; its content lies outside the web root under `sha256`, the digest of what
    lies there: of a sealed matter that is the sealed content, and `size` the room that it takes.
    """

    holds: ClassVar[Holds] = {
        KEY: "uid",
        CASE_TEXT: "matter name media_type size sha256 internal added_by added_at",
    }
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = NOBODYS

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    matter = models.ForeignKey("matters.Matter", models.CASCADE, related_name="files")
    name = SealedText(max_length=160)
    media_type = SealedText(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    internal = models.BooleanField(default=False)
    added_by = models.ForeignKey(Person, models.PROTECT, null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    def seal(self) -> Seal | None:
        return self.matter.seal(self.uid)
