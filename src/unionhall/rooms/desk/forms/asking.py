"""The questions of a request, one form a screen."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.places.atlas import Atlas
from unionhall.kernel.places.locate import Found, current_atlas, locate
from unionhall.kernel.places.models import Place
from unionhall.kernel.web.fields import LineField, StoryField
from unionhall.rooms.desk.forms.fields import Question, field_for

ELSEWHERE = "elsewhere"


class AboutForm(forms.Form):
    """What it is about, in the asker's own words."""

    description = StoryField(label=_("What is it about?"))


class AnswerForm(forms.Form):
    """One question of the service."""

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"] = field_for(question)


class WhereForm(forms.Form):
    """Where it belongs: one of the places offered, an address, or both.

    Args:
        places: what is offered. own: they are the asker's own, so one of them stands chosen.
        pinned: the spot itself matters, as with something broken in the street.
        atlas: the map on which it is looked for; without one the current map.
    """

    place = forms.ChoiceField(label=_("Branch or workplace"), required=False)
    address = LineField(
        label=_("Address or building"),
        required=False,
        help_text=_("Street and number, or the name of the building or site."),
        error_messages={"required": _("Say where it is, so that somebody can find it.")},
    )

    def __init__(
        self,
        *args: Any,
        places: Sequence[Place],
        own: bool,
        pinned: bool = False,
        atlas: Atlas | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.atlas = atlas
        self.fields["address"].required = pinned
        field = cast(forms.ChoiceField, self.fields["place"])
        named = [(str(place.pk), str(place)) for place in places]
        if own and places:
            field.widget = forms.RadioSelect()
            field.choices = [*named, (ELSEWHERE, _("Somewhere else, at the address below"))]
            field.initial = str(places[0].pk)
        elif places:
            field.choices = [("", _("I don't know")), *named]
        else:
            del self.fields["place"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("place") == ELSEWHERE and not values.get("address") and not self.has_error("address"):
            self.add_error("address", _("Write the address, or choose one of your places."))
        return values

    def area(self) -> Place:
        """The place that takes it; only when the form is valid."""
        return self.found().place

    def found(self) -> Found:
        """The place that takes it, and whether the house number was understood."""
        chosen = self.cleaned_data.get("place") or ""
        atlas = self.atlas or current_atlas()
        within = next((each for each in atlas.places.values() if str(each.pk) == chosen), None)
        if within is None and chosen.isdigit():
            within = Place.objects.filter(pk=int(chosen)).first()  # closed meanwhile
        return locate(address=self.cleaned_data.get("address", ""), within=within, atlas=atlas)
