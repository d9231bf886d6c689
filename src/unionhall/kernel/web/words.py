"""Words in each of the hall's languages: one field a language, joined into `Words`."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.web.fields import WORDS_ONLY, LineField, StoryField
from unionhall.kernel.words import Words

CODES = [code for code, _name in settings.LANGUAGES]


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together: the languages of one thing to say under a legend, or a field of its own."""

    legend: Any
    fields: list[tuple[forms.BoundField, str]]
    is_needed: bool = False


class WordsForm(forms.Form):
    """A form some of whose fields are words.

    Attributes:
        spoken: by name the label, and whether it takes several lines.
        needed: names of those that must be given in one language at least.
        first: names of fields that stand before the words.
        quiet: it is a row that may stay empty, so no field says that it is optional.
    """

    spoken: dict[str, tuple[Any, bool]] = {}
    needed: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    quiet = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, is_long) in self.spoken.items():
            for code in CODES:
                self.fields[slot(name, code)] = _field(label, code, is_long=is_long)
        self.order_fields([*self.first, *(slot(name, code) for name in self.spoken for code in CODES)])

    def groups(self) -> Iterator[Group]:
        """The visible fields in their order, those of one thing in all languages together."""
        first = {slot(name, CODES[0]): name for name in self.spoken}
        others = {slot(name, code) for name in self.spoken for code in CODES[1:]}
        for field in self.visible_fields():
            if field.name in first:
                name = first[field.name]
                languages = [(self[slot(name, code)], _language(code)) for code in CODES]
                yield Group(self.spoken[name][0], languages, name in self.needed)
            elif field.name not in others:
                yield Group("", [(field, "")])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for name in self.spoken:
            words = Words({code: said for code in CODES if (said := values.pop(slot(name, code), ""))})
            if not words and name in self.needed and not self.errors:
                self.add_error(slot(name, CODES[0]), _("Write it in one language at least."))
            values[name] = words
        return values


def _language(code: str) -> str:
    return str(get_language_info(code)["name_local"])


def slot(name: str, code: str) -> str:
    """The name of the field for one language."""
    return f"{name}_{code.replace('-', '_')}"


def spread(**words: Mapping[str, str]) -> dict[str, str]:
    """Words as the initial values of their fields."""
    return {slot(name, code): said for name, each in words.items() for code, said in each.items()}


def _field(label: Any, code: str, *, is_long: bool) -> forms.Field:
    shown = format_lazy(_("{label} ({language})"), label=label, language=_language(code))
    attributes = {"lang": code, **({"rows": 3} if is_long else {})}
    if is_long:
        widget: forms.Widget = forms.Textarea(attrs=attributes)
        story = StoryField(label=shown, required=False, widget=widget, validators=[check_no_html])
        story.help_text = ""
        return story
    widget = forms.TextInput(attrs=attributes)
    return LineField(label=shown, required=False, widget=widget, validators=[check_no_html])


def check_no_html(value: str) -> None:
    """What a union writes of its things is plain text, which a workbook can hold, too."""
    if "<" in value or ">" in value:
        raise ValidationError(_("Write plain words, without the signs < and >."))
    if any(unicodedata.category(sign) == "Cc" and sign not in "\r\n\t" for sign in value):
        raise ValidationError(WORDS_ONLY["null_characters_not_allowed"])
