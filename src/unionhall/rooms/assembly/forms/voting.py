"""What is asked about votes: how one is taken, what somebody says in it, and what a teller counted."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.web.fields import KeyField
from unionhall.rooms.assembly.models import Amendment, Entitled, Voice


class Open(forms.Form):
    """How a vote is taken, on which item by its number, and on which amendment, where it is on one."""

    item = forms.IntegerField()
    how = forms.CharField(max_length=8)
    amendment = forms.ModelChoiceField(Amendment.objects.none(), required=False)
    key = KeyField()

    def __init__(self, sent: Any, *, motions: list[Matter]) -> None:
        super().__init__(sent)
        found = Amendment.objects.filter(matter__in=motions)
        cast("forms.ModelChoiceField[Amendment]", self.fields["amendment"]).queryset = found


class Say(forms.Form):
    """Yes, no or abstaining."""

    choice = forms.ChoiceField(label=_("Your vote"), choices=Voice.Choice.choices)


class Once(forms.Form):
    """An act that happens once."""

    key = KeyField()


class Count(forms.Form):
    """What a teller counted. `seat`: of the delegate who counted."""

    seat = forms.IntegerField(label=_("Seat of the teller"), min_value=1)
    yes = forms.IntegerField(label=_("Yes"), min_value=0, max_value=30_000)
    no = forms.IntegerField(label=_("No"), min_value=0, max_value=30_000)
    abstained = forms.IntegerField(label=_("Abstained"), min_value=0, max_value=30_000)
    key = KeyField()

    def __init__(self, *sent: Any, meeting: Matter, **initial: Any) -> None:
        super().__init__(*sent, **initial)
        self.meeting = meeting

    def clean_seat(self) -> int:
        seat: int = self.cleaned_data["seat"]
        self.teller = (
            Entitled.objects.filter(meeting=self.meeting, seat=seat).select_related("mandate").first()
        )
        if self.teller is None:
            raise forms.ValidationError(_("No delegate has this seat. Look at the teller's number again."))
        return seat
