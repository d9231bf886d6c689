"""What a person says of a token and of its hook."""

from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.api.scopes import scopes
from unionhall.kernel.api.tokens import LONGEST_DAYS
from unionhall.kernel.notices.addresses import check_address
from unionhall.kernel.notices.channels import WEBHOOK
from unionhall.kernel.web.fields import LineField

DAYS = [
    (30, _("30 days")),
    (90, _("90 days")),
    (LONGEST_DAYS, _("A year")),
]


class TokenForm(forms.Form):
    """For which program, to do what, until when."""

    name = LineField(
        label=_("What is the program called?"),
        max_length=60,
        help_text=_("So that you know later which one it is."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )
    days = forms.TypedChoiceField(
        label=_("For how long?"), choices=DAYS, coerce=int, initial=DAYS[1][0], widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.MultipleChoiceField, self.fields["scopes"]).choices = list(scopes().items())

    def ends_on(self) -> date:
        """The last day on which it holds."""
        return timezone.localdate() + timedelta(days=self.cleaned_data["days"])


class HookForm(forms.Form):
    """Where the events of a token's person are sent."""

    url = LineField(
        label=_("Address for events"),
        max_length=300,
        help_text=_("The hall posts there what happens: references, never the content."),
    )

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        check_address(WEBHOOK, url)
        return url
