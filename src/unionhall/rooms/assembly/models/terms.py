"""The terms of a congress, where its delegates come from, and who holds which seat."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Dated, Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.privacy.copies import Copied, Whose
from unionhall.kernel.privacy.holdings import CATALOGUE, Holds
from unionhall.kernel.things.models import Thing
from unionhall.kernel.words import WordsField
from unionhall.rooms.assembly.holdings import SEATS


class Term(Thing):
    """A congress of a place for some years. `staff`: how many it is elected by, which its bands go by.

    `managers`: how many of the delegates are managers, as the electing committee attested; of no delegate
    alone does the hall keep whether they are.
    """

    holds: ClassVar[Holds] = {CATALOGUE: "title place from_on until_on staff managers"}
    backed_up: ClassVar[bool] = True

    title = WordsField(_("what it is called"))
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    staff = models.PositiveIntegerField(_("how many may vote for its delegates"))
    managers = models.PositiveIntegerField(
        _("managers among the delegates"),
        null=True,
        blank=True,
        help_text=_("As the committee that held the election attests. It is kept of no delegate alone."),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gt=models.F("from_on")), name="term_has_days"),
        ]


class Constituency(Thing):
    """Those who elect some of the delegates: a place, a workplace or a group."""

    holds: ClassVar[Holds] = {CATALOGUE: "title term place staff seats"}
    backed_up: ClassVar[bool] = True

    title = WordsField(_("what it is called"))
    term = models.ForeignKey(
        Term, models.PROTECT, related_name="constituencies", verbose_name=_("term of the congress")
    )
    place = models.ForeignKey(
        Place, models.PROTECT, related_name="+", verbose_name=_("place whose members elect")
    )
    staff = models.PositiveIntegerField(_("how many may vote here"))
    seats = models.PositiveSmallIntegerField(_("seats"))


class Mandate(Dated):
    """A person in a seat of a term, or standing by for one, from a day until a day.

    `seat` counts within the term; of a substitute it is the number by which it stands by, see `standing_by`:
    which substitute of the constituency it is, equal ones with the same number, and empty for whoever holds
    the seat. `election`: by which it came, with `votes` of the `entitled` who might vote; all three empty
    where it was brought from elsewhere. `ended`: why, once it has a last day.
    """

    holds: ClassVar[Holds] = {
        SEATS: (
            "term constituency person seat standing_by election votes entitled why ended from_on until_on"
        )
    }
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(
        Whose.PERSON, "term constituency seat standing_by votes entitled why ended from_on until_on"
    )

    class Why(models.TextChoices):
        """How it began."""

        ELECTED = "elected", _("Elected")
        BROUGHT = "brought", _("Taken over from the list of the congress")
        MOVED_UP = "moved_up", _("Moved up from substitute")

    class Ended(models.TextChoices):
        """How it ended."""

        TERM = "term", _("The term ended")
        LAID_DOWN = "laid_down", _("Laid down")
        RECALLED = "recalled", _("Recalled by a vote")
        LEFT = "left", _("Left the constituency")
        MOVED_UP = "moved_up", _("Moved up into a seat")

    term = models.ForeignKey(Term, models.PROTECT, related_name="mandates")
    constituency = models.ForeignKey(Constituency, models.PROTECT, related_name="mandates")
    person = models.ForeignKey(Person, models.PROTECT, related_name="mandates")
    seat = models.PositiveSmallIntegerField()
    standing_by = models.PositiveSmallIntegerField(null=True)
    election = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="mandates")
    votes = models.PositiveIntegerField(null=True)
    entitled = models.PositiveIntegerField(null=True)
    why = models.CharField(max_length=12, choices=Why, default=Why.ELECTED)
    ended = models.CharField(max_length=12, choices=Ended, blank=True)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                "term",
                "seat",
                condition=Q(until_on__isnull=True, standing_by__isnull=True),
                name="seat_held_once",
            ),
            models.UniqueConstraint(
                "term", "person", condition=Q(until_on__isnull=True), name="one_seat_a_person"
            ),
        ]
        indexes = [models.Index(fields=["person"], name="mandate_person")]

    def __str__(self) -> str:
        return str(self.seat)
