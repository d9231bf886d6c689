"""What is asked where somebody lays down a seat, or puts up candidates."""

import unicodedata

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from unionhall.kernel.people.looking_up import TooManyLookUps, look_up_numbers
from unionhall.kernel.people.models import Membership, Person
from unionhall.kernel.web.fields import KeyField, StoryField
from unionhall.kernel.web.moves import MoveForm
from unionhall.rooms.assembly.apps import PRESIDIUM, SECRETARY

MOST = 100  # candidates put up at once


class Sure(forms.Form):
    """Nothing but the key that makes it happen once."""

    key = KeyField()


class NominateForm(MoveForm):
    """Who stands, one exact member number a line."""

    people = StoryField(
        label=_("The member numbers, one a line"),
        help_text=_(
            "Each exactly as it stands on the card. They are members of the constituency. Each look-up is "
            "written down and the person can read it."
        ),
        max_length=3_500,
    )

    def clean_people(self) -> list[Person]:
        """The members of the constituency who have these numbers."""
        lines = (
            unicodedata.normalize("NFKC", line).strip() for line in self.cleaned_data["people"].splitlines()
        )
        numbers = list(dict.fromkeys(line for line in lines if line))
        if len(numbers) > MOST:
            raise forms.ValidationError(_("At most 100 at once. Put the others up afterwards."))
        people, unknown = self._look_up(numbers)
        if unknown:
            words = ngettext(
                "%(numbers)s is no member of %(place)s. Check the number or take it out.",
                "%(numbers)s are no members of %(place)s. Check the numbers or take them out.",
                len(unknown),
            )
            told = {"numbers": _(", ").join(unknown), "place": self.matter.place}
            raise forms.ValidationError(words % told)
        return people

    def _look_up(self, numbers: list[str]) -> tuple[list[Person], list[str]]:
        """Who has them in the constituency; a member of another place counts as unknown."""
        assert isinstance(self.actor, Person)
        office = self.actor.office_over(self.matter.place_path, (PRESIDIUM, SECRETARY))
        assert office is not None
        try:
            found, unknown = look_up_numbers(numbers, by=self.actor, office=office, where="assembly.nominate")
        except TooManyLookUps as reason:
            raise forms.ValidationError(str(reason.message)) from reason
        there = Membership.objects.current().filter(place__path__startswith=self.matter.place_path)
        here = set(there.filter(person__in=found).values_list("person", flat=True))
        others = [each.number for each in found if each.pk not in here]
        return [each for each in found if each.pk in here], [*unknown, *others]
