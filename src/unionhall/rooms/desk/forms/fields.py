"""The questions of a service as form fields: Open311's datatypes, read as people write."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.privacy.forbidden import reason_against
from unionhall.kernel.web.fields import LineField, MomentField, StoryField
from unionhall.kernel.words import Words

Question = Mapping[str, Any]

LONGEST_AMOUNT = 60
DATATYPES = ("string", "text", "number", "datetime", "singlevaluelist", "multivaluelist")
FEW = 7  # choices that are shown all at once


_MONEY = (
    "cny|rmb|yuan|kuai|usd|hkd|hk\\$|ntd|nt\\$|twd|us\\$|eur|euros?|gbp|pounds?|dollars?|jpy|yen"
    "|人民币|人民幣|港币|港幣|台币|臺幣|元|圆|圓|块钱|块|塊錢|塊|[¥$€£]"
)
_AMOUNT = re.compile(
    rf"(?:about|around|approx\.?|ca\.?|大约|大約|大概|约|約)?\s*(?:{_MONEY})?\s*"
    rf"(?P<number>[-+]?(?:\d{{1,3}}(?:[, ']\d{{3}})+|\d+)(?:\.\d+)?)\s*(?:{_MONEY})?\.?",
    re.IGNORECASE,
)


class AmountField(forms.DecimalField):
    """One number, as people write amounts: full-width digits, separators of thousands, a currency around it.

    What could be read in two ways, such as "3,5" or "3千", is asked for again.
    """

    default_error_messages = {
        "invalid": _("Write one number in digits, such as 3000 or 49.50."),
        "max_digits": _("This number is too long."),
        "max_whole_digits": _("This number is too long."),
        "max_decimal_places": _("Leave some of the digits behind the point out."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_digits=18,
            decimal_places=6,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            **kwargs,
        )

    def to_python(self, value: Any) -> Any:
        plain = unicodedata.normalize("NFKC", str(value or "")).replace("−", "-").strip()
        if not plain:
            return None
        written = _AMOUNT.fullmatch(plain) if len(plain) <= LONGEST_AMOUNT else None
        if written is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(re.sub("[, ']", "", written["number"]))

    def run_validators(self, value: Any) -> None:
        """Say one thing that is wrong, not several of one number."""
        try:
            super().run_validators(value)
        except ValidationError as error:
            raise ValidationError(error.messages[:1]) from error


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
            return AmountField(min_value=_least(question), **asked)
        case "datetime":
            return MomentField(**asked)
        case "singlevaluelist":
            return _one_of(question, asked)
        case "multivaluelist":
            widget = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(choices=_choices(question), widget=widget, **asked)
    return StoryField(**asked)


def _least(question: Question) -> Decimal | None:
    """The smallest number that makes sense as an answer, if the question names one."""
    least = question.get("minimum")
    return None if least is None else Decimal(str(least))


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


def check_may_be_asked(text: str) -> None:
    """Refuse words that ask for what no union asks of anybody."""
    if reason := reason_against(text):
        raise ValidationError(_("This can't be asked: %(reason)s"), params={"reason": reason})
