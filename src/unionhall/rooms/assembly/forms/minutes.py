"""What was said and agreed in a meeting, item by item, as whoever prepares the meetings writes it down."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.web.fields import StoryField
from unionhall.rooms.assembly.minutes import correcting
from unionhall.rooms.assembly.minutes.drafting import WHOLE, Draft, mark
from unionhall.rooms.assembly.models.minutes import LONGEST


class Notes(forms.Form):
    """One box an item, and one for the meeting as a whole."""

    def __init__(self, sent: Any, found: Draft) -> None:
        super().__init__(sent)
        named = [(WHOLE, _("The meeting as a whole"))]
        named += [(each.item.number, f"{each.item.number} {each.item.name}") for each in found.sections]
        written = {WHOLE: found.note, **{each.item.number: each.note for each in found.sections}}
        self.written = {number: written[number] for number, _name in named}
        for number, name in named:
            self.fields[f"item{number}"] = StoryField(
                label=name,
                required=False,
                initial=written[number],
                max_length=LONGEST,
            )
            self.fields[f"seen{number}"] = forms.CharField(
                widget=forms.HiddenInput, required=False, initial=mark(written[number])
            )

    def write(self, matter: Matter) -> bool:
        """Write what was changed; else the form says why nothing was."""
        said = self.cleaned_data
        try:
            correcting.write(
                matter,
                {number: said[f"item{number}"] for number in self.written},
                seen={number: said[f"seen{number}"] for number in self.written},
            )
        except correcting.Settled as refused:
            self.add_error(None, str(refused.message))
        except correcting.Meanwhile as refused:
            for number in refused.items:
                self.add_error(f"item{number}", _("Somebody else wrote here meanwhile. Put both together."))
        return not self.errors

    def look_again(self) -> None:
        """Say beside what was typed what others wrote there since, which counts as seen from now on."""
        typed = dict(self.data.items())
        for number, text in self.written.items():
            if typed.get(f"seen{number}", "") != mark(text):
                typed[f"seen{number}"] = mark(text)
                now = _("Now it says: “%(text)s”") if text else _("Now nothing stands there.")
                self[f"item{number}"].help_text = now % {"text": text}
        vars(self)["data"] = typed
