"""What a table counted."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.instruments.ballot.questions import Asked, shown


class Counted(forms.Form):
    """A number for each answer of each question, and the invalid ballots."""

    def __init__(self, *args: Any, asked: Iterable[Asked], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sizes = []
        for number, question in enumerate(shown(asked)):
            self.sizes.append(len(question["choices"]))
            for place, choice in enumerate(question["choices"]):
                label = f"{question['text']} – {choice}"
                self.fields[f"q{number}_{place}"] = forms.IntegerField(label=label, min_value=0)
        self.fields["invalid"] = forms.IntegerField(label=_("Invalid ballots"), min_value=0, initial=0)

    def counts(self) -> list[list[int]]:
        """By question and answer."""
        return [
            [self.cleaned_data[f"q{number}_{place}"] for place in range(size)]
            for number, size in enumerate(self.sizes)
        ]
