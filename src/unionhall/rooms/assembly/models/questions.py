"""What members ask the management before a question day; who asks without a name is in no table."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Detail, Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy.copies import NOBODYS, Copied, Whose
from unionhall.kernel.privacy.holdings import CATALOGUE, GUESTS, Holds
from unionhall.rooms.assembly.holdings import ASKED_BY, SUPPORT


class PublicQuestion(Detail):
    """A question to the management, which every member of the place reads, so that it is about nobody.

    `meeting`: the question day. `joined`: the question that it was joined with and is answered by.
    `supported`: by how many tens at least, once it is over.
    """

    holds: ClassVar[Holds] = {CATALOGUE: "meeting asked more joined supported"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.NOBODY)
    title_from = ("asked",)
    says = ("asked", "more")

    meeting = models.ForeignKey(Matter, models.PROTECT, related_name="questions")
    asked = models.CharField(_("The question"), max_length=200, blank=True)
    more = models.TextField(_("What more there is to say"), max_length=2_000, blank=True)
    joined = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="joined_questions")
    supported = models.PositiveIntegerField(null=True)

    @property
    def title(self) -> Any:
        return self.asked or _("A question that was taken back")


class QuestionBy(models.Model):
    """Who asked, with their name: there is no row of whoever asked without it."""

    holds: ClassVar[Holds] = {ASKED_BY: "matter person"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.PERSON, "matter")

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="asked_by")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")


class QuestionCode(models.Model):
    """How somebody who asked without a name comes back: the digest of a code that only they hold."""

    holds: ClassVar[Holds] = {GUESTS: "matter digest"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = NOBODYS

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="question_code")
    digest = models.CharField(max_length=64, unique=True)


class Support(models.Model):
    """A member supports a question. `mark` is made of a secret of the hall, the question day and the member.

    It names nobody, and counts nobody twice where questions of one day are joined. The rows go when the
    question is over.
    """

    holds: ClassVar[Holds] = {SUPPORT: "matter mark"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = NOBODYS

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="supports")
    mark = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint("matter", "mark", name="supported_once")]
