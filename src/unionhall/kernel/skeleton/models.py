"""What this room keeps of its matters beside the spine."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Detail
from unionhall.kernel.privacy.copies import Copied, Whose
from unionhall.kernel.privacy.holdings import CASE_TEXT, CATALOGUE, CONTACT, Holds
from unionhall.kernel.privacy.sealed_columns import Seal, SealedDay, SealedText
from unionhall.kernel.things.models import Thing
from unionhall.kernel.words import WordsField


class SkeletonQuestion(Detail):
    """What somebody asks, in their own words; where the matter is sealed, it lies under the matter's key."""

    holds: ClassVar[Holds] = {CASE_TEXT: "description since", CONTACT: "reach"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.PARTY, "description since reach")
    says = ("description", "since", "reach")

    description = SealedText(_("What it is about"), max_length=4_000)
    since = SealedDay(_("Since when"))
    reach = SealedText(_("How to reach you"), max_length=200, blank=True)

    def seal(self) -> Seal | None:
        return self.matter.seal("question")

    @property
    def title(self) -> Any:
        return _("A question to Skeleton")


# only plain
class SkeletonPlan(Detail):
    """What the union means to do until a day; every member of the place reads it, so it is about nobody."""

    holds: ClassVar[Holds] = {CATALOGUE: "what until"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.NOBODY)
    title_from = ("what",)
    says = ("until",)

    what = models.CharField(_("What is planned"), max_length=200)
    until = models.DateField(_("Until"))

    @property
    def title(self) -> Any:
        return self.what


# both
class SkeletonVenue(Thing):
    """A place to meet, which is no case and nobody's."""

    holds: ClassVar[Holds] = {CATALOGUE: "title seats"}
    backed_up: ClassVar[bool] = True

    title = WordsField(_("what it is called"))
    seats = models.PositiveSmallIntegerField(_("seats"))
