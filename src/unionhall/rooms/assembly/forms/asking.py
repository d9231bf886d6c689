"""What is asked of a member who asks the management."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.web.asking import RowField
from unionhall.kernel.web.fields import KeyField, LineField, StoryField
from unionhall.rooms.assembly.between import question_days
from unionhall.rooms.assembly.procedure.questions import ASKED, MORE, WITHOUT_NAMES

WITHOUT, WITH = "without", "with"


class AskForm(forms.Form):
    """For which day, the question, and whether with one's name: that is chosen anew each time."""

    key = KeyField()

    def __init__(self, sent: Any, *, days: list[Matter]) -> None:
        super().__init__(sent)
        self.fields["meeting"] = RowField(question_days.named(days), label=_("For which question day?"))
        self.fields["asked"] = LineField(label=ASKED, max_length=200, help_text=WITHOUT_NAMES)
        self.fields["more"] = StoryField(label=MORE, max_length=2_000, required=False)
        self.fields["named"] = forms.ChoiceField(
            label=_("With your name?"),
            widget=forms.RadioSelect,
            choices=[
                (WITHOUT, _("Without my name: the hall keeps nothing that says who asked")),
                (WITH, _("With my name: every member and the management read it")),
            ],
        )

    @property
    def is_named(self) -> bool:
        return bool(self.cleaned_data["named"] == WITH)

    def answers(self) -> dict[str, Any]:
        """What the verb is called with, beside the key."""
        return {name: self.cleaned_data[name] for name in ("meeting", "asked", "more")}
