"""What is asked of a new dispute: what happened, what one wishes, and who the other side is."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.people.models import Person
from unionhall.kernel.people.phone_field import PhoneField
from unionhall.kernel.places.locate import locate
from unionhall.kernel.places.models import Place
from unionhall.kernel.web.fields import WORDS_ONLY, KeyField, LineField, StoryField
from unionhall.rooms.mediation.forms.fields import DayField, PlaceField, open_places
from unionhall.rooms.mediation.models import Dispute, Subject

REACHED_BY = ("other_address", "other_email", "other_phone")
REACHED_HERE = (*REACHED_BY, "other_name")


class DisputeForm(forms.Form):
    """A dispute in the words of whoever brings it."""

    key = KeyField()
    subject = forms.ChoiceField(
        label=_("What is it about?"),
        choices=Subject.choices,
        widget=forms.RadioSelect,
        error_messages={"required": WORDS_ONLY["required"]},
    )
    claim = StoryField(
        label=_("What happened?"),
        max_length=8_000,
        help_text=_("The other side and the mediator read it. You can add evidence afterwards."),
    )
    wish = StoryField(
        label=_("What do you wish for?"),
        max_length=4_000,
        help_text=_("As exactly as you can: an amount, a day, a word."),
    )
    happened_on = DayField(
        is_past=True,
        label=_("When did it happen, or last happen?"),
        help_text=_("The hall counts from this day by when you can still go elsewhere."),
    )
    employed_until = DayField(
        required=False,
        label=_("Last day of the employment, if it has ended"),
        help_text=_("The time to claim pay often runs from this day."),
    )
    other_name = LineField(
        label=_("Who is the other side?"), max_length=120, help_text=_("A person or an employer.")
    )
    other_address = StoryField(
        label=_("Their postal address"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One way to reach them is enough: an address, an e-mail or a telephone number."),
    )
    other_email = forms.EmailField(label=_("Their e-mail"), required=False)
    other_phone = PhoneField(label=_("Their telephone"), required=False)
    companions = LineField(
        label=_("Who comes with you, if you want somebody beside you"), max_length=400, required=False
    )
    place = PlaceField(label=_("Branch or workplace"), required=False)

    def __init__(self, *args: Any, own: Sequence[Place] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other_email"].error_messages["invalid"] = _(
            "This is no e-mail address. Check each sign."
        )
        place = cast(PlaceField, self.fields["place"])
        if own:
            place.offer(own)
            place.initial = str(own[0].pk)
        else:
            place.offer(open_places(), _("I don't know, or it is not here"))
        if len(own) == 1:
            place.widget = forms.HiddenInput()

    def clean_other_email(self) -> str:
        return str(self.cleaned_data["other_email"]).lower()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not any(values.get(name) or name in self.errors for name in REACHED_BY):
            self.add_error(
                "other_address",
                _("Give one way to reach the other side: an address, an e-mail or a telephone number."),
            )
        return values

    def where(self) -> Place:
        """The place that takes it; only when the form is valid."""
        chosen: Place | None = self.cleaned_data.get("place")
        return chosen or locate().place

    def dispute(self) -> Dispute:
        """What was said, not yet written; only when the form is valid."""
        said = self.cleaned_data
        contact = {name.removeprefix("other_"): said[name] for name in REACHED_HERE}
        told = ("claim", "wish", "happened_on", "employed_until", "companions")
        return Dispute(contact=contact, **{name: said[name] for name in told})


class GuestForm(DisputeForm):
    """The same without an account, with consent to keep it."""

    consent = forms.BooleanField(
        label=_("I agree that the union keeps this to mediate, and writes to the other side about it"),
        error_messages={"required": _("Without this the union may not keep it.")},
    )


class CounterForm(DisputeForm):
    """The same, told to a mediator or a chair, who writes it down on the spot.

    Args:
        reached: the places where the officer serves. hits: whom the look-up found, once it did.
    """

    exactly = LineField(
        label=_("Their e-mail, member number or telephone number"),
        required=False,
        max_length=120,
        help_text=_(
            "Exactly as it is in the register. Each look-up is written down and the person can read it. "
            "Leave it empty for somebody who is no member: they get a receipt."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    person = forms.ChoiceField(label=_("Is this the person?"), widget=forms.RadioSelect, required=False)
    found = forms.CharField(widget=forms.HiddenInput, required=False)
    consent = forms.BooleanField(
        label=_("I read it to the person, and they agree that it is kept and that the other side is told."),
        error_messages={"required": _("Without the person's consent nothing is kept.")},
    )
    field_order = ("exactly", "person")

    def __init__(
        self, *args: Any, reached: Sequence[Place], hits: Iterable[Person] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, own=(), **kwargs)
        cast(PlaceField, self.fields["place"]).offer(reached, _("Where the person is a member"))
        self.hits = {str(person.pk): person for person in hits or ()}
        if hits is None:
            del self.fields["person"]
            return
        none = ("0", _("No, nobody of these. Go on with a receipt."))
        field = cast(forms.ChoiceField, self.fields["person"])
        field.choices = [*((key, person.name) for key, person in self.hits.items()), none]
        field.required = True
        field.error_messages["required"] = _("Say whether this is the person.")
        self.fields["exactly"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        is_known = values.get("exactly") if "person" not in self.fields else values.get("person") != "0"
        if not is_known and not values.get("place") and not self.errors.keys() & {"place", "person"}:
            self.add_error("place", _("Choose the place, since nobody is named."))
        return values

    @property
    def subject_person(self) -> Person | None:
        """The member whom it is about; None for somebody who gets a receipt."""
        return self.hits.get(self.cleaned_data.get("person", ""))
