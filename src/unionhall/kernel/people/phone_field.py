"""The question for a telephone number."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.people.phones import parse_phone


class PhoneField(forms.CharField):
    """A telephone number, typed as people type it; its value is in E.164."""

    default_error_messages = {
        "required": _("Type a telephone number."),
        "invalid": _("This is not a telephone number. Check each digit."),
    }

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"})
        super().__init__(**{"label": _("Telephone"), "max_length": 40, "widget": widget, **kwargs})

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            return parse_phone(text, settings.PHONE_REGION) if text else ""
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error
