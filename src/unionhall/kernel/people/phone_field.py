"""The question for a telephone number."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.people.phones import HasExtension, parse_phone


class PhoneField(forms.CharField):
    """A telephone number, typed as people type it; its value is in E.164.

    One by which the hall writes to somebody has no extension; one by which people call may.
    """

    default_error_messages = {
        "required": _("Type a telephone number."),
        "invalid": _("This is not a telephone number. Check each digit."),
        "extension": _("No message reaches an extension. Type a number without one."),
    }

    def __init__(self, *, with_extension: bool = False, **kwargs: Any) -> None:
        self.with_extension = with_extension
        widget = forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"})
        super().__init__(**{"label": _("Telephone"), "max_length": 40, "widget": widget, **kwargs})

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            return self._parsed(text) if text else ""
        except HasExtension as error:
            raise forms.ValidationError(self.error_messages["extension"], code="extension") from error
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error

    def _parsed(self, text: str) -> str:
        return parse_phone(text, settings.PHONE_REGION, with_extension=self.with_extension)
