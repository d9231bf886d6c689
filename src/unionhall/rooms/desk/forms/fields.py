"""The questions of a service as form fields: Open311's datatypes, read as people write."""

import unicodedata
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.words import Words

Question = Mapping[str, Any]

LONGEST_LINE = 200
LONGEST_TEXT = 4_000
DATATYPES = ("string", "text", "number", "datetime", "singlevaluelist", "multivaluelist")
FEW = 7  # choices that are shown all at once


class LineField(forms.CharField):
    """One line of plain words."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": LONGEST_LINE, **kwargs})


class StoryField(forms.CharField):
    """Several lines of plain words; a line's end counts as one character, however the browser sends it."""

    widget = forms.Textarea(attrs={"rows": 7})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": LONGEST_TEXT, **kwargs})

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


class AmountField(forms.DecimalField):
    """A number, also in full-width digits and with separators of thousands."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_digits=18,
            decimal_places=6,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "maxlength": 40}),
            **kwargs,
        )

    def to_python(self, value: Any) -> Any:
        plain = unicodedata.normalize("NFKC", str(value or ""))[:60].replace(",", "").replace(" ", "")
        return super().to_python(plain)


class MomentField(forms.DateTimeField):
    """A day and a time, as the browser's own picker or a person writes them."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def __init__(self, **kwargs: Any) -> None:
        formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%Y/%m/%d %H:%M", "%Y/%m/%d"]
        super().__init__(input_formats=formats, **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = unicodedata.normalize("NFKC", value)
        return super().to_python(value)


def field_for(question: Question) -> forms.Field:
    """The form field of a service's question, with its words in the reader's language."""
    asked: dict[str, Any] = {
        "label": str(Words(question["label"])),
        "help_text": str(Words(question.get("hint") or {})),
        "required": bool(question.get("required")),
    }
    match question["datatype"]:
        case "string":
            return LineField(**asked)
        case "number":
            return AmountField(**asked)
        case "datetime":
            return MomentField(**asked)
        case "singlevaluelist":
            return _one_of(question, asked)
        case "multivaluelist":
            widget = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(choices=_choices(question), widget=widget, **asked)
    return StoryField(**asked)


def _one_of(question: Question, asked: dict[str, Any]) -> forms.ChoiceField:
    choices = _choices(question)
    if len(choices) <= FEW:
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **asked)
    return forms.ChoiceField(choices=[("", _("Please choose")), *choices], **asked)


def _choices(question: Question) -> list[tuple[str, str]]:
    return [(str(value["key"]), str(Words(value["name"]))) for value in question.get("values") or ()]


def kept(value: Any) -> Any:
    """An answer as it is stored: a text, a key, keys, a number's digits, a local moment in ISO 8601."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(timespec="minutes")
    return value


def check_no_html(value: str) -> None:
    """Catalogue words are plain text."""
    if "<" in value or ">" in value:
        raise ValidationError(_("Write plain words, without the signs < and >."))
