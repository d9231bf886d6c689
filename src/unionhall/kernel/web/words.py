"""Words in each of the hall's languages: one field a language, joined into `Words`."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.text import format_lazy
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.web.fields import LineField, StoryField
from unionhall.kernel.web.lines import BUTTON, Lines
from unionhall.kernel.web.voice import STRANGE_SIGN
from unionhall.kernel.words import Words

CODES = [code for code, _name in settings.LANGUAGES]
TONGUE = "tongue"  # the choice of the language that is shown


@dataclass(frozen=True, slots=True)
class Spoken:
    """A field of one language, or one of no language: as the form shows it."""

    field: forms.BoundField
    code: str = ""
    is_needed: bool = False


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language one can write in: whether its fields are shown, and what is to mend or missing in it."""

    code: str
    title: str
    is_shown: bool
    wrong: int
    missing: int
    is_empty: bool


def check_no_html(value: str) -> None:
    """What a union writes of its things is plain text, which a workbook can hold, too."""
    if "<" in value or ">" in value:
        raise ValidationError(_("Write plain words, without the signs < and >."))
    if any(unicodedata.category(sign) == "Cc" and sign not in "\r\n\t" for sign in value):
        raise ValidationError(STRANGE_SIGN)


class WordsForm(forms.Form):
    """A form some of whose fields are words, shown one language at a time.

    Attributes:
        spoken: by name the label, and whether it takes several lines.
        needed: names of those that must be given in one language at least.
        first: names of fields that stand before the words.
        quiet: it is a row that may stay empty, so no field says that it is optional.
        checks: what is asked of all words.
        lines: rows that belong to it.
        called: what a row is called in the summary of errors. is_moved: a button has just moved it.
    """

    spoken: dict[str, tuple[Any, bool]] = {}
    needed: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    quiet = False
    checks: tuple[Callable[[str], None], ...] = (check_no_html,)
    lines: tuple[Lines[Any], ...] = ()
    called: Any = ""
    is_moved = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_unsent = BUTTON in self.data  # a button of its lines was pressed, and the form isn't done yet
        for name, (label, is_long) in self.spoken.items():
            for code in own_first():
                self.fields[slot(name, code)] = self._field(label, code, is_long=is_long)
        self.order_fields([*self.first, *(slot(name, code) for name in self.spoken for code in own_first())])

    @property
    def errors(self) -> ErrorDict:
        """Nothing yet, while its lines are still added to."""
        return ErrorDict() if self.is_unsent else super().errors

    def is_valid(self) -> bool:
        return not self.is_unsent and all([super().is_valid(), *(lines.is_valid() for lines in self.lines)])

    @property
    def is_refused(self) -> bool:
        """Whether it was sent, and not to be gone on with."""
        return self.is_bound and not self.is_unsent

    def parts(self) -> Iterator["WordsForm"]:
        """The form and all its rows."""
        yield self
        for row in (row for lines in self.lines for row in lines):
            yield from row.parts()

    def faulty(self) -> list["WordsForm"]:
        """Those of its parts in which something is to mend."""
        return [part for part in self.parts() if part.errors]

    def shown(self) -> Iterator[Spoken]:
        """The visible fields in their order, each with its language if it has one."""
        codes = {slot(name, code): (name, code) for name in self.spoken for code in CODES}
        for field in self.visible_fields():
            name, code = codes.get(field.name, ("", ""))
            if isinstance(field.field.widget, forms.Textarea):
                field.field.widget.attrs["rows"] = _rows(str(field.value() or ""))
            yield Spoken(field, code, name in self.needed)

    def tongues(self) -> list[Tongue]:
        """The languages, the reader's own first; shown is where something is to mend, or was shown last."""
        parts = list(self.parts())
        wrong = {code: sum(len(part._wrong(code)) for part in parts) for code in own_first()}
        said = {code: {at for part in parts for at in part._said(code)} for code in own_first()}
        every = set().union(*said.values())
        asked = asked_tongue(self.data)
        at = asked if wrong[asked] else next((code for code in wrong if wrong[code]), asked)
        return [
            Tongue(code, _language(code), code == at, wrong[code], len(every - said[code]), not said[code])
            for code in own_first()
        ]

    def begin_here(self) -> None:
        """Put the cursor into its first words, in the language that is shown."""
        first = next(iter(self.spoken))
        self.fields[slot(first, asked_tongue(self.data))].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for name in self.spoken:
            words = Words({code: said for code in CODES if (said := values.pop(slot(name, code), ""))})
            values[name] = words
            if not words and name in self.needed:
                self.demand(name, _("Write it in one language at least."))
        return values

    def demand(self, name: str, words: Any) -> None:
        """Say in the reader's own language that words are lacking, unless one of the others is wrong."""
        if not any(slot(name, code) in self.errors for code in CODES):
            self.add_error(slot(name, own_first()[0]), words)

    def _field(self, label: Any, code: str, *, is_long: bool) -> forms.Field:
        shown = format_lazy(_("{label} ({language})"), label=label, language=_language(code))
        asked: dict[str, Any] = {"label": shown, "required": False, "validators": self.checks}
        if not is_long:
            return LineField(widget=forms.TextInput(attrs={"lang": code}), **asked)
        story = StoryField(widget=forms.Textarea(attrs={"lang": code, "rows": 3}), **asked)
        story.help_text = ""
        return story

    def _wrong(self, code: str) -> list[str]:
        return [name for name in self.spoken if slot(name, code) in self.errors]

    def _said(self, code: str) -> list[tuple[str | None, str]]:
        return [(self.prefix, name) for name in self.spoken if self[slot(name, code)].value()]


def own_first() -> list[str]:
    """The hall's languages, the reader's own first."""
    return sorted(CODES, key=lambda code: code != get_language())


def asked_tongue(sent: Mapping[str, Any]) -> str:
    """The language whose fields were shown last; the reader's own in a form that is just opened."""
    asked = str(sent.get(TONGUE, ""))
    return asked if asked in CODES else own_first()[0]


def _language(code: str) -> str:
    return str(get_language_info(code)["name_local"])


def slot(name: str, code: str) -> str:
    """The name of the field for one language."""
    return f"{name}_{code.replace('-', '_')}"


def spread(**words: Mapping[str, str]) -> dict[str, str]:
    """Words as the initial values of their fields."""
    return {slot(name, code): said for name, each in words.items() for code, said in each.items()}


def _rows(said: str) -> int:
    """How many lines the words take on a phone, a wide sign counted as two."""
    widths = (sum(1 + (sign > "\u2e80") for sign in line) for line in said.splitlines())
    return max(3, sum(1 + width // 36 for width in widths))
