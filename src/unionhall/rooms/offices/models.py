"""What is kept of a proposal: an office that is to be granted, or one that is to end."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from unionhall.kernel.matters.models import Detail
from unionhall.kernel.people import roles
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.privacy.copies import Copied, Whose
from unionhall.kernel.privacy.holdings import OFFICES, Holds


class Appointment(Detail):
    """An office from a day to a day, both included, with its two signatures; `ends`: that office is to end.

    `office` is the row that the signatures made or ended; it is gone when the office was taken back on its
    first day. Without `signed_by` it was signed by the installation, or laid down by its person.
    """

    holds: ClassVar[Holds] = {
        OFFICES: "person role place from_on until_on ends office proposed_by signed_by",
    }
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.PERSON, "role place from_on until_on ends")

    title_from = ("role", "ends", "place__name")

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=40)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    ends = models.BooleanField(default=False)
    office = models.ForeignKey(Office, models.SET_NULL, null=True, related_name="appointments")
    proposed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(proposed_by=None) | ~Q(proposed_by=F("person")))
                & (Q(signed_by=None) | ~Q(signed_by=F("person"))),
                name="appointment_never_of_oneself",
            ),
            models.CheckConstraint(
                condition=Q(signed_by=None) | Q(proposed_by=None) | ~Q(signed_by=F("proposed_by")),
                name="appointment_by_two",
            ),
        ]

    @property
    def title(self) -> Any:
        held = {"role": roles.title_of(self.role), "place": self.place}
        if self.ends:
            return _("End of an office: %(role)s, %(place)s") % held
        return _("An office: %(role)s, %(place)s") % held
