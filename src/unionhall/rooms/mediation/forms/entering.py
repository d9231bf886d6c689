"""What is asked of somebody with a letter or a link."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.receipts import digest_of
from unionhall.kernel.web.fields import KeyField
from unionhall.rooms.mediation.models import Invitation
from unionhall.rooms.mediation.procedure.inviting import invitation_of


class LinkForm(forms.Form):
    """The code in a letter; its value opens a seat now."""

    code = forms.CharField(
        label=_("The code in your letter"),
        max_length=60,
        help_text=_("Five groups of four letters and digits. In the address it stands behind the #."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        ),
    )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        invitation = invitation_of(code)
        if invitation is None:
            raise forms.ValidationError(self._why(code), code="over")
        self.invitation = invitation
        return code

    def _why(self, code: str) -> Any:
        if Invitation.objects.filter(digest=digest_of(code)).exists():
            return _("This link was used already, or its time is over. Ask whoever sent it for another one.")
        return _("No letter has this code. Check each letter and digit.")


class SeatForm(forms.Form):
    """The hidden key with which a seat is taken once."""

    key = KeyField()
