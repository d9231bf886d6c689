"""What the pages of a meeting ask while it sits."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.web.fields import KeyField, LineField
from unionhall.rooms.assembly.sitting.speakers import Why

WHY = (
    (Why.SPEECH, _("Ask to speak")),
    (Why.REPLY, _("Ask for a reply")),
    (Why.ORDER, _("Point of order")),
)


class ComeIn(forms.Form):
    """The code that a delegate reads on the wall."""

    code = LineField(label=_("The code on the wall"), max_length=20)
    key = KeyField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}


class Speak(forms.Form):
    """A wish to speak, or taking it back."""

    BACK = "back"

    act = forms.ChoiceField(choices=[*WHY, (BACK, _("Take it back"))])
    key = KeyField()

    @property
    def ways(self) -> list[tuple[str, Any]]:
        """Why somebody may wish to speak, as buttons."""
        return [(str(why), words) for why, words in WHY]


class AtDoor(forms.Form):
    """A seat or a card at the door, and which way."""

    WAYS = (("in", _("Comes in")), ("out", _("Goes out")), ("stand_in", _("A substitute takes this seat")))

    who = forms.CharField(label=_("Seat number, or a member's card"), max_length=2_000)
    way = forms.ChoiceField(choices=WAYS, required=False, widget=forms.HiddenInput)
    substitute = forms.IntegerField(required=False, widget=forms.HiddenInput)
    key = KeyField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].widget.attrs |= {"autocomplete": "off", "autofocus": True}


class Lead(forms.Form):
    """An act of the chair: what, on which item or seat, and where the meeting stood on their page."""

    act = forms.CharField(max_length=12)
    number = forms.IntegerField(min_value=0, max_value=32_767, required=False)
    seen = forms.CharField(max_length=60)
    key = KeyField()
