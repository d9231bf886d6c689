"""Voting by name, and handing in a ballot made elsewhere."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.instruments.ballot.questions import Asked, shown

LARGEST = 2_000_000


class NamedChoices(forms.Form):
    """One field a question: a choice, or several."""

    def __init__(self, *args: Any, asked: Iterable[Asked], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = shown(asked)
        for number, question in enumerate(self.questions):
            self.fields[f"q{number}"] = _field(question)

    def choices(self) -> list[list[int]]:
        """0 or 1 for each choice of each question."""
        found = []
        for number, question in enumerate(self.questions):
            chosen = self.cleaned_data[f"q{number}"]
            picked = {int(each) for each in ([chosen] if isinstance(chosen, str) else chosen) if each != ""}
            found.append([int(place in picked) for place in range(len(question["choices"]))])
        return found

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for number, question in enumerate(self.questions):
            if f"q{number}" in values and not _fits(question, values[f"q{number}"]):
                self.add_error(f"q{number}", question["rule"])
        return values


class Upload(forms.Form):
    """A ballot as a file."""

    ballot = forms.FileField(
        label=_("The ballot file"),
        help_text=_("The downloaded page saves it as ballot.json. It is encrypted; nobody can read it."),
    )

    def clean_ballot(self) -> Any:
        file = self.cleaned_data["ballot"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("This file is too large to be a ballot."))
        return file


def _field(question: dict[str, Any]) -> forms.Field:
    choices = [(str(place), text) for place, text in enumerate(question["choices"])]
    if question["is_one"] and (question["min"] == 1 or question["blank"]):
        return forms.ChoiceField(
            label=question["text"], help_text=question["rule"], choices=choices, widget=forms.RadioSelect
        )
    return forms.MultipleChoiceField(
        label=question["text"],
        help_text=question["rule"],
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
        required=question["min"] > 0,
    )


def _fits(question: dict[str, Any], chosen: Any) -> bool:
    if isinstance(chosen, str):
        return True
    if question["blank"] and "0" in chosen:
        return len(chosen) == 1
    return bool(question["min"] <= len(chosen) <= question["max"])
