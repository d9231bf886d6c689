"""Writing the agreement with its promises, and signing exactly one text."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.web.fields import DayField, LineField, StoryField
from unionhall.kernel.web.moves import MoveForm
from unionhall.rooms.mediation.papers import sides
from unionhall.rooms.mediation.procedure import agreeing

MOST = 8
SHOWN = 3  # promises that stand open to begin with
PARTS = ("side", "what", "due")


class DraftForm(MoveForm):
    """The words, begun from the last version, and up to eight promises: who does what by which day."""

    words = StoryField(
        label=_("What both sides agree on"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("An empty line begins a new clause."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = agreeing.last_draft(self.matter)
        self.fields["words"].initial = last.text if last else ""
        before = last.promises if last else []
        choices = [("", _("Please choose")), *sides.names(self.matter).items()]
        for number in range(1, MOST + 1):
            self._ask(number, choices, before[number - 1] if number <= len(before) else {})

    def _ask(self, number: int, sides: Any, before: dict[str, Any]) -> None:
        due = date.fromisoformat(before["due_on"]) if before else None
        self.fields[f"side_{number}"] = forms.ChoiceField(
            label=_("Who promises it?"), choices=sides, required=False, initial=before.get("side")
        )
        self.fields[f"what_{number}"] = LineField(
            label=_("What?"), max_length=400, required=False, initial=before.get("what")
        )
        self.fields[f"due_{number}"] = DayField(
            label=_("Until which day?"), required=False, is_ahead=True, initial=due
        )

    def rows(self) -> Iterator[dict[str, Any]]:
        """The promises for the page: number, fields, and whether it must stand open."""
        for number in range(1, MOST + 1):
            fields = [self[f"{part}_{number}"] for part in PARTS]
            is_filled = any(field.errors or field.value() for field in fields)
            yield {"number": number, "fields": fields, "open": number <= SHOWN or is_filled}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for number in range(1, MOST + 1):
            names = [f"{part}_{number}" for part in PARTS]
            said = [name for name in names if values.get(name) or name in self.errors]
            for name in names if said else ():
                if name not in said:
                    self.add_error(name, _("A promise needs who, what and until when."))
        return values

    def promises(self) -> list[dict[str, Any]]:
        """As a version keeps them; only when the form is valid."""
        said = self.cleaned_data
        return [
            {
                "side": said[f"side_{number}"],
                "what": said[f"what_{number}"],
                "due_on": said[f"due_{number}"].isoformat(),
            }
            for number in range(1, MOST + 1)
            if said[f"side_{number}"]
        ]


class SignForm(MoveForm):
    """The digest of the text that was shown, and the word that it was read."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    read = forms.BooleanField(
        label=_("I have read this text and agree to exactly it"),
        error_messages={"required": _("Say that you have read it, or go back without signing.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = agreeing.last_draft(self.matter)
        self.fields["digest"].initial = last.digest if last else ""
