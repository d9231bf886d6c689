"""What the moves of a dispute ask beside a text."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.people.models import Person
from unionhall.kernel.web.either import Either, EitherForm
from unionhall.kernel.web.fields import DayField
from unionhall.kernel.web.moves import MoveForm
from unionhall.rooms.mediation.chain.links import MILESTONES
from unionhall.rooms.mediation.procedure import choosing


class ProposeForm(MoveForm):
    """As many mediators as the rules ask for, the first of whom presides."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on_duty = {str(person.pk): person for person in choosing.on_duty(self.matter)}
        self.names = [f"mediator_{number}" for number in range(1, choosing.panel_size(self.matter) + 1)]
        for at, name in enumerate(self.names):
            self.fields[name] = self._choice(at)

    def _choice(self, at: int) -> forms.ChoiceField:
        named = [(key, person.name) for key, person in self.on_duty.items()]
        lacking = len(named) < len(self.names)
        return forms.ChoiceField(
            label=_("Who mediates?") if len(self.names) == 1 else PANEL_LABELS[min(at, 1)],
            choices=named if len(self.names) == 1 else [("", _("Please choose")), *named],
            widget=forms.RadioSelect if len(self.names) == 1 else forms.Select,
            help_text=_("Not enough mediators are on duty here. Ask the union to appoint one.")
            if lacking and at == 0
            else "",
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        chosen = [values[name] for name in self.names if values.get(name)]
        for at, name in enumerate(self.names):
            if values.get(name) and values[name] in chosen[:at]:
                self.add_error(name, _("You chose this person already. Choose another."))
        return values

    def mediators(self) -> list[Person]:
        return [self.on_duty[self.cleaned_data[name]] for name in self.names]


PANEL_LABELS = (_("Who presides?"), _("A further member of the panel"))


class MilestoneForm(EitherForm, MoveForm):
    """What happened on the way elsewhere, and when; or by how much the time for it was prolonged."""

    either = (
        Either(
            _("The day it happened, or by how many days the time was prolonged"),
            ("happened_on", "extra"),
            _("Write the day, or by how many days the time was prolonged."),
        ),
    )

    name = forms.ChoiceField(label=_("Which step?"), widget=forms.RadioSelect)
    happened_on = DayField(
        is_past=True,
        required=False,
        label=_("On which day did it happen?"),
        help_text=_("Leave it empty if only the time for it was prolonged."),
    )
    extra = forms.IntegerField(
        label=_("By how many days was the time for it prolonged?"),
        required=False,
        min_value=0,
        max_value=365,
        help_text=_("Leave it empty if there are none. The hall adds them to the time of the rules."),
        error_messages={"invalid": _("Write a number of days, such as 15.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["name"]).choices = list(MILESTONES.items())

    def clean_extra(self) -> int:
        return self.cleaned_data["extra"] or 0
