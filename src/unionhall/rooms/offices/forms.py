"""What a proposal asks, and whether the answers can be used."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.people.models import Person
from unionhall.kernel.people.roles import title_of
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures.sentences import say_day
from unionhall.kernel.web.fields import DayField, KeyField, LineField
from unionhall.rooms.offices.procedure import terms
from unionhall.rooms.offices.procedure.deciding import decides, deciding_offices, grantable


class Propose(forms.Form):
    """For whom, which office, where, from when and until when."""

    exactly = LineField(
        label=_("Their e-mail, member number or telephone number"),
        max_length=120,
        help_text=_(
            "Exactly as it is in the register. Each look-up is written down and the person can read it."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=_("Which office"))
    place = forms.ModelChoiceField(Place.objects.none(), label=_("Where"), empty_label=_("Please choose"))
    from_on = DayField(label=_("From"), initial=timezone.localdate)
    until_on = DayField(label=_("Until"), help_text=_("The last day. Every office has an end."))

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        roles = [(name, title_of(name)) for name in grantable(person)]
        cast(forms.ChoiceField, self.fields["role"]).choices = [("", _("Please choose")), *roles]
        places = Place.objects.none()
        for office in deciding_offices(person):
            places |= Place.objects.open().within(office.place)
        cast("forms.ModelChoiceField[Place]", self.fields["place"]).queryset = places

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        place, role = values.get("place"), values.get("role")
        if place and role and not decides(self.person, role, place.path):
            self.add_error("role", _("You don't decide on this office at this place."))
        if place and "from_on" in values and "until_on" in values:
            self._check_days(place, values["from_on"], values["until_on"])
        return values

    def _check_days(self, place: Place, from_on: date, until_on: date) -> None:
        last = terms.last_day(place, from_on)
        if from_on < timezone.localdate():
            self.add_error("from_on", _("An office begins today or later."))
        if until_on < from_on:
            self.add_error("until_on", _("This is before it begins."))
        elif until_on > last:
            words = _("It ends on %(day)s at the latest: %(years)s years after it begins (%(source)s).")
            rule = terms.rule_of(place, from_on)
            told = {"day": say_day(last), "years": rule.amount, "source": rule.source}
            self.add_error("until_on", forms.ValidationError(words, params=told))


class Whom(forms.Form):
    """Which of those found it is; `walk` carries what was said before, signed."""

    person = forms.ChoiceField(label=_("Is this the person?"), widget=forms.RadioSelect)
    walk = forms.CharField(widget=forms.HiddenInput)
    key = KeyField()

    def __init__(self, *args: Any, hits: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(person.pk), person.name) for person in hits]
        cast(forms.ChoiceField, self.fields["person"]).choices = named
        self.fields["person"].initial = named[0][0] if len(named) == 1 else None
        self.fields["person"].error_messages["required"] = _("Say which of them it is, or go back.")


class Sure(forms.Form):
    """Nothing but the key that makes it happen once."""

    key = KeyField()
