"""What is asked of a new dispute, one form a screen."""

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.people.phone_field import PhoneField
from unionhall.kernel.places.locate import locate
from unionhall.kernel.places.models import Place
from unionhall.kernel.web.either import Either, EitherForm
from unionhall.kernel.web.fields import DayField, LineField, MailField, PlaceField, StoryField
from unionhall.rooms.mediation.models import Subject


class SubjectForm(forms.Form):
    """What the dispute is about."""

    subject = forms.ChoiceField(
        label=_("What is it about?"),
        choices=Subject.choices,
        widget=forms.RadioSelect,
    )


class ClaimForm(forms.Form):
    """What happened, in the words of whoever brings it."""

    claim = StoryField(label=_("What happened?"), max_length=8_000)


class WhenForm(forms.Form):
    """The days from which the time to go elsewhere is counted."""

    happened_on = DayField(is_past=True, label=_("When did it happen, or last happen?"))
    employed_until = DayField(
        required=False,
        label=_("Last day of the employment, if it has ended"),
        help_text=_("The time to claim pay often runs from this day."),
    )


class WishForm(forms.Form):
    """What would settle it."""

    wish = StoryField(label=_("What do you wish for?"), max_length=4_000)


class OtherForm(EitherForm):
    """Who the other side is, and one way at least to reach them."""

    either = (
        Either(
            _("How we reach them"),
            ("address", "email", "phone"),
            _("Give one way to reach the other side: an address, an e-mail or a telephone number."),
        ),
    )

    name = LineField(label=_("Their name"), max_length=120, help_text=_("A person or an employer."))
    address = StoryField(
        label=_("Their postal address"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    email = MailField(label=_("Their e-mail"), required=False)
    phone = PhoneField(label=_("Their telephone"), required=False, with_extension=True)
    language = forms.ChoiceField(
        label=_("The language in which we write to them"),
        choices=settings.LANGUAGES,
        initial=get_language,
    )


class BesideForm(forms.Form):
    """Who comes along, and for somebody without an account, by which name the others call them."""

    called = LineField(
        label=_("Your name, as the other side may read it"),
        max_length=80,
        required=False,
        help_text=_("It will stand in an agreement. You can leave it empty."),
    )
    companions = LineField(
        label=_("Who comes with you, if you want somebody beside you"), max_length=400, required=False
    )

    def __init__(self, *args: Any, is_named: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_named:
            del self.fields["called"]


class WhereForm(forms.Form):
    """The branch or workplace to which it belongs."""

    nowhere: ClassVar = _("I don't know, or it is not here")

    place = PlaceField(label=_("Branch or workplace"), required=False)

    def __init__(self, *args: Any, places: Sequence[Place], own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = cast(PlaceField, self.fields["place"])
        place.offer(places, None if own else self.nowhere)
        if own:
            place.initial = str(places[0].pk)

    def where(self) -> Place:
        """The place that takes it; only when the form is valid."""
        chosen: Place | None = self.cleaned_data.get("place")
        return chosen or locate().place


class ReachedForm(WhereForm):
    """The same at the counter, where it has to be a place that the officer reaches."""

    nowhere = _("Please choose")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = cast(PlaceField, self.fields["place"])
        place.required = True
        place.error_messages["required"] = _("Choose the place.")


class ConsentForm(forms.Form):
    """The consent of somebody without an account."""

    consent = forms.BooleanField(
        label=_("I agree that the union keeps this to mediate, and writes to the other side about it"),
        error_messages={"required": _("Without this the union may not keep it.")},
    )


class ToldForm(forms.Form):
    """The consent of somebody for whom it was written down."""

    consent = forms.BooleanField(
        label=_("I read it to the person, and they agree that it is kept and that the other side is told."),
        error_messages={"required": _("Without the person's consent nothing is kept.")},
    )
