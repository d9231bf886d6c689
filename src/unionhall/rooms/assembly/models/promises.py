"""What was promised to the members, and what a joint meeting settled for the time being."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Detail, Matter
from unionhall.kernel.places.models import Place
from unionhall.kernel.privacy.copies import Copied, Whose
from unionhall.kernel.privacy.holdings import CATALOGUE, Holds
from unionhall.kernel.things.models import Thing
from unionhall.kernel.words import WordsField


class PublicPromise(Detail):
    """What an office promised until a day. Every member of the place reads it, so it is about nobody.

    `source`: the answer or the meeting in which it was promised. `at_first`: the day that was promised
    first, by which it is late, whatever day was set since.
    """

    holds: ClassVar[Holds] = {CATALOGUE: "promised owner until at_first source"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.NOBODY)
    title_from = ("promised",)
    says = ("promised", "owner", "until")

    promised = models.CharField(_("What is promised"), max_length=200)
    owner = models.CharField(_("Which office keeps it"), max_length=80)
    until = models.DateField(_("Until"))
    at_first = models.DateField(_("Promised at first until"))
    source = models.ForeignKey(Matter, models.PROTECT, related_name="promises_made")

    @property
    def title(self) -> str:
        return self.promised


class Authority(Thing):
    """A subject that a congress lets joint meetings settle.

    `decided`: by which of its decisions: the meeting's reference and the number of the vote.
    """

    holds: ClassVar[Holds] = {CATALOGUE: "title place decided"}
    backed_up: ClassVar[bool] = True

    title = WordsField(_("what joint meetings may settle"))
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    decided = models.CharField(
        _("by which decision of the congress"), max_length=40,
        help_text=_("The reference of the meeting and the number of the vote, such as A-2026-000012/3."),
    )  # fmt: skip


class JointDecision(Detail):
    """What a joint meeting settled within an authority; it holds until the next congress is over.

    `since`: from when on a congress is the next one. `confirmed`: the congress that confirmed it.
    """

    holds: ClassVar[Holds] = {CATALOGUE: "settled words authority meeting since confirmed"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.NOBODY)
    title_from = ("settled",)
    says = ("settled", "words")

    settled = models.CharField(_("What was settled"), max_length=200)
    words = models.TextField(_("In full"), max_length=4_000)
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="joint_decisions")
    meeting = models.ForeignKey(Matter, models.PROTECT, related_name="joint_decisions")
    since = models.DateTimeField()
    confirmed = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="confirmed_decisions")

    @property
    def title(self) -> str:
        return self.settled
