"""What is asked of a place's streets, buildings and outline, and an address to try."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.places.addresses import words_of
from unionhall.kernel.places.models import Boundary, Place, Street
from unionhall.kernel.things.changing import Meanwhile
from unionhall.kernel.web.fields import LineField, StoryField
from unionhall.kernel.web.lines import Lines
from unionhall.kernel.web.words import WordsForm, check_no_html
from unionhall.rooms.register.ground.writing import Stretch, buildings_of, streets_of

MOST_STREETS = 300
LONGEST_NAME = 120
HIGHEST = 999_999  # house numbers are read up to six digits
LARGEST = 5 << 20  # bytes of an outline
LARGEST_SAID = _("This file is larger than 5 MB. Leave out points that nobody would see.")


def too_many_streets() -> str:
    return gettext(
        "More than %(most)s streets belong to this place, too many for this page. Nothing was changed. "
        "Ask whoever runs the hall."
    ) % {"most": MOST_STREETS}


def check_name(name: str) -> None:
    """Whether an address could ever hold it."""
    check_no_html(name)
    if not words_of(name):
        raise ValidationError(
            _("“%(name)s” is no name. Write it as it stands in addresses."), params={"name": name}
        )


class SeenForm(forms.Form):
    """A form that knows how long the journal was when it was opened; `seen` counts its acts."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def look_again(self, seen: int) -> None:
        """Sent once more, it is newer than what somebody else wrote meanwhile."""
        vars(self)["data"] = {**dict(self.data.items()), "seen": str(seen)}

    def refuse_late(self, late: Meanwhile, seen: int) -> None:
        """Say that somebody else was faster, whose act counts as seen from now on."""
        self.add_error(None, str(late.message))
        self.look_again(seen)


class StreetForm(WordsForm):
    """One street, or a stretch of it; an empty row is none."""

    quiet = True

    name = LineField(label=_("Street"), max_length=LONGEST_NAME, required=False, validators=[check_name])
    from_number = forms.IntegerField(label=_("From number"), required=False, min_value=0, max_value=HIGHEST)
    to_number = forms.IntegerField(label=_("To number"), required=False, min_value=0, max_value=HIGHEST)
    parity = forms.ChoiceField(label=_("Which numbers"), choices=Street.Parity.choices, required=False)

    def begin_here(self) -> None:
        self.fields["name"].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        low, high = values.get("from_number"), values.get("to_number")
        if not values.get("name") and "name" not in self.errors and (low is not None or high is not None):
            self.add_error("name", _("Write the street, or take it out."))
        if low is not None and high is not None:
            self._check_stretch(low, high, values.get("parity") or Street.Parity.ALL)
        return values

    def _check_stretch(self, low: int, high: int, parity: str) -> None:
        if high < low:
            self.add_error("to_number", _("The last number is lower than the first. Change them round."))
        elif low == high and not Street(from_number=low, to_number=high, parity=parity).has(low):
            self.add_error("parity", _("The only number there is none of these. Choose all numbers."))

    def stretch(self) -> Stretch | None:
        """What a valid row says."""
        said = self.cleaned_data
        if not said.get("name"):
            return None
        return Stretch(
            said["name"], said["from_number"], said["to_number"], said["parity"] or Street.Parity.ALL
        )


class GroundForm(WordsForm, SeenForm):
    """The streets and buildings of a place, and an address to try before they are written."""

    buildings = StoryField(
        label=_("Buildings, estates and sites that are known by their name, one a line"),
        required=False,
        max_length=20_000,
    )
    address = LineField(
        label=_("An address to try"),
        required=False,
        help_text=_("You see which place it would belong to with what stands above. It isn't kept."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, sent: Any = None, *, place: Place, seen: int) -> None:
        super().__init__(sent, initial={"seen": seen, "buildings": "\n".join(buildings_of(place))})
        begun = [each._asdict() for each in streets_of(place)]
        self.streets = Lines(
            StreetForm, "street", sent, begun, called=_("Street %(number)s"), most=MOST_STREETS, least=1
        )
        self.lines = (self.streets,)
        self.is_trial = "try" in self.data
        rows = str(self.data.get("street-rows", "")).split()
        self.is_too_much = max(len(begun), len(rows)) > MOST_STREETS  # those beyond would be lost

    @property
    def too_many(self) -> str:
        return too_many_streets()

    def clean_buildings(self) -> list[str]:
        names = [name for line in self.cleaned_data["buildings"].splitlines() if (name := line.strip())]
        for name in names:
            check_name(name)
            if len(name) > LONGEST_NAME:
                raise ValidationError(
                    _("“%(name)s…” is longer than %(most)s signs. Shorten it."),
                    params={"name": name[:30], "most": LONGEST_NAME},
                )
            if names.count(name) > 1:
                raise ValidationError(_("“%(name)s” stands there twice."), params={"name": name})
        return names

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if self.is_trial and not values.get("address") and "address" not in self.errors:
            self.add_error("address", _("Write an address."))
        if self.is_too_much:
            self.add_error(None, too_many_streets())
        return values

    def stretches(self) -> list[Stretch]:
        """What the valid rows say."""
        return [stretch for row in self.streets if (stretch := row.stretch())]


class TryForm(forms.Form):
    """An address, to see where it belongs; it isn't kept."""

    address = LineField(
        label=_("Which place does this address belong to?"),
        help_text=_("It isn't kept."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write an address.")},
    )


class OutlineForm(SeenForm):
    """The outline of a place as a file, and on which map it was drawn."""

    file = forms.FileField(
        label=_("The outline (GeoJSON)"),
        help_text=_("One area in degrees, the longitude first, as map programs export it. Up to 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".geojson,.json,application/geo+json,application/json"}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("This file is empty. Choose another one."),
        },
    )
    drawn_on = forms.ChoiceField(
        label=_("Map on which it was drawn"),
        choices=[("", _("Please choose")), *Boundary.Map.choices],
        error_messages={"required": _("Choose the map: those of mainland China lie beside all others.")},
        help_text=_("Maps of mainland China lie some hundred metres beside WGS-84."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(LARGEST_SAID)
        return file

    def refuse(self, wrong: ValidationError) -> None:
        """Say at its field what is wrong with the outline."""
        for name, words in wrong.message_dict.items():
            self.add_error(name if name in self.fields else "file", words)


class TakeAwayForm(SeenForm):
    """Whether somebody is sure."""

    sure = forms.BooleanField(
        label=_("I am sure: this place has no outline any more"),
        error_messages={"required": _("Say that you are sure.")},
    )
