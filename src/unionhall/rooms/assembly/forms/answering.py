"""Answering for the management, and writing down at once what was promised."""

from typing import Any

from django.utils.translation import gettext as _

from unionhall.kernel.web.fields import DayField, LineField
from unionhall.kernel.web.moves import MoveForm

PROMISE = ("promised", "owner", "until")


class AnswerForm(MoveForm):
    """The answer, and a promise if one is made: all of it or nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        once = _("Only if you promise something: it goes onto the board of promises.")
        office = _("An office, such as the canteen; no name.")
        self.fields["promised"] = LineField(
            label=_("What is promised?"), max_length=200, required=False, help_text=once
        )
        self.fields["owner"] = LineField(
            label=_("Which office keeps it?"), max_length=80, required=False, help_text=office
        )
        self.fields["until"] = DayField(label=_("Until which day?"), required=False, is_ahead=True)

    def clean(self) -> dict[str, Any]:
        """Who promises something says what, which office keeps it and until when."""
        answers = super().clean()
        said = {name for name in PROMISE if answers.get(name) or name in self.errors}
        for name in [each for each in PROMISE if said and each not in said]:
            self.add_error(name, _("A promise needs this: what, by which office, until when."))
        return answers

    @property
    def promise(self) -> dict[str, Any]:
        """What is promised, or nothing."""
        found = {name: self.cleaned_data[name] for name in PROMISE}
        return found if found["promised"] else {}
