"""What the register asks: as little as it needs."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.people import texting
from unionhall.kernel.people.models import Person
from unionhall.kernel.people.phone_field import PhoneField
from unionhall.kernel.places.locate import current_atlas, locate
from unionhall.kernel.places.models import Place
from unionhall.kernel.web.either import Either, EitherForm
from unionhall.kernel.web.fields import KeyField, LineField, MailField, PlaceField, StoryField
from unionhall.kernel.web.moves import MoveForm

MOST_PLACES = 200  # that a list is still read with
LONGEST_CODE = 2_500


def branches() -> list[Place]:
    """Where one can be a member, in the order of the tree; in a large union the branches only."""
    places = sorted(current_atlas().places.values(), key=lambda place: place.path)
    below = [place for place in places if place.kind in (Place.Kind.BRANCH, Place.Kind.AREA)]
    return below if len(below) <= MOST_PLACES else [each for each in below if each.kind == Place.Kind.BRANCH]


class JoinForm(EitherForm):
    """An application: a name, one way to be reached, and where; nothing else."""

    either = (
        Either(
            _("How we reach you"),
            ("email", "phone"),
            _("Give an e-mail address or a telephone number, so that we can answer."),
        ),
        Either(
            _("Where you work"),
            ("place", "workplace"),
            _("Choose a branch, or write where you work."),
        ),
    )

    key = KeyField()
    name = LineField(
        label=_("Your name"),
        max_length=120,
        help_text=_("As you write it yourself."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = MailField(
        label=_("E-mail"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = PhoneField(required=False)
    place = PlaceField(label=_("Branch or workplace"), required=False)
    workplace = LineField(
        label=_("The name or address of your workplace"),
        required=False,
        help_text=_("We find the branch for it."),
    )
    written_in = forms.ChoiceField(label=_("The language we write to you in"), choices=settings.LANGUAGES)
    consent = forms.BooleanField(
        label=_("I agree that the union keeps this to decide on my application"),
        error_messages={"required": _("Without this we may not keep your application.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["written_in"].initial = get_language()
        cast(PlaceField, self.fields["place"]).offer(branches(), _("I don't know, or it is not here"))

    def where(self) -> Place:
        """The place that decides; only when the form is valid."""
        within: Place | None = self.cleaned_data["place"]
        typed: str = self.cleaned_data["workplace"]
        if within and not typed:
            return within
        named = [place for place in branches() if typed.casefold() in map(str.casefold, place.name.values())]
        if within is None and len(named) == 1:
            return named[0]
        return locate(address=typed, within=within).place


class TransferForm(forms.Form):
    """Where a member wants to belong, and from where if they belong to several branches."""

    key = KeyField()
    origin = PlaceField(label=_("From"))
    target = PlaceField(label=_("To which branch"))

    def __init__(self, *args: Any, own: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(PlaceField, self.fields["origin"]).offer(own)
        cast(PlaceField, self.fields["target"]).offer(
            (place for place in branches() if place not in own), _("Please choose")
        )
        if len(own) == 1:
            self.fields["origin"].widget = forms.HiddenInput()
            self.fields["origin"].initial = str(own[0].pk)


class CorrectionForm(EitherForm):
    """What is right; what is left empty stays."""

    either = (
        Either(
            _("What is to be put right"),
            ("name", "phone"),
            _("Write your name or your number as it is right."),
        ),
    )

    key = KeyField()
    name = LineField(
        label=_("Your name"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneField(required=False)
    why = StoryField(
        label=_("What shows it, or how it came about"),
        required=False,
        max_length=1_000,
        help_text=_(
            "Such as “two letters are swapped”. Write no number of a paper; show it if you are asked."
        ),
    )
    place = PlaceField(label=_("Which branch"))

    def __init__(self, *args: Any, person: Person, own: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["name"].help_text = _("Now: %(name)s") % {"name": person.name}
        if texting.is_available():  # then one changes it oneself, by a code
            del self.fields["phone"]
            vars(self)["either"] = ()
            self.fields["name"].required = True
        cast(PlaceField, self.fields["place"]).offer(own)
        if len(own) == 1:
            self.fields["place"].widget = forms.HiddenInput()
            self.fields["place"].initial = str(own[0].pk)

    def clean_name(self) -> str:
        if self.cleaned_data["name"] == self.person.name:
            raise forms.ValidationError(_("So it stands in the register already."))
        return str(self.cleaned_data["name"])


class LeaveForm(forms.Form):
    """The one confirmation; a reason only from those who want to give one."""

    key = KeyField()
    reason = StoryField(label=_("Why you leave, if you want to say it"), required=False, max_length=2_000)
    closes_account = forms.BooleanField(
        label=_("Close my account too; I can't follow my open matters then"), required=False
    )


class ListForm(forms.Form):
    """Who shall be on a list, one exact member number a line, what for, and with which columns."""

    key = KeyField()
    place = PlaceField(label=_("Whose register?"))
    numbers = StoryField(
        label=_("The member numbers, one a line"),
        help_text=_("Up to 50, each exactly as it stands on the card. They are all of this place."),
        max_length=2_500,
    )
    purpose = StoryField(
        label=_("What the list is for"),
        help_text=_("Everybody on it reads this. Say what happens, when, and who sees the list."),
        max_length=1_000,
    )
    with_email = forms.BooleanField(label=_("With the e-mail address"), required=False)
    with_phone = forms.BooleanField(label=_("With the telephone number"), required=False)

    def __init__(self, *args: Any, kept: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(PlaceField, self.fields["place"]).offer(kept)
        if len(kept) == 1:
            self.fields["place"].widget = forms.HiddenInput()
            self.fields["place"].initial = str(kept[0].pk)


class AcceptForm(MoveForm):
    """Where the new member belongs."""

    place = PlaceField(label=_("Branch or workplace of the new member"))
    field_order = ("place",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = self.matter.place
        fitting = [place for place in branches() if place.path.startswith(here.path)]
        cast(PlaceField, self.fields["place"]).offer(fitting if here in fitting else [here, *fitting])
        self.fields["place"].initial = str(here.pk)


class CardForm(forms.Form):
    """The code of a card that somebody shows."""

    code = forms.CharField(
        label=_("The code on the card, or what the square says"),
        max_length=LONGEST_CODE,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        ),
    )
