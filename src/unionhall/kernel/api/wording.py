"""What is wrong with a parameter or a body, in the caller's language; pydantic itself speaks English only."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.utils.translation import gettext_lazy

from unionhall.kernel.api.bodies import escape
from unionhall.kernel.api.problems import Fault
from unionhall.kernel.matters.cleaning.refusals import REASONS

WORDS = {
    "missing": gettext_lazy("This is missing."),
    "extra_forbidden": gettext_lazy("There is no such part here."),
    "string_type": gettext_lazy("Send a text."),
    "string_too_short": gettext_lazy("At least %(min_length)s characters."),
    "string_too_long": gettext_lazy("At most %(max_length)s characters."),
    "int_type": gettext_lazy("Send a whole number."),
    "int_parsing": gettext_lazy("Send a whole number."),
    "greater_than_equal": gettext_lazy("At least %(ge)s."),
    "less_than_equal": gettext_lazy("At most %(le)s."),
    "enum": gettext_lazy("One of: %(expected)s."),
    "literal_error": gettext_lazy("One of: %(expected)s."),
}
OTHERWISE = gettext_lazy("This has the wrong form.")


def of_parameters(errors: Iterable[Mapping[str, Any]]) -> list[Fault]:
    """Pydantic's errors, each with its place."""
    return [_fault(error) for error in errors]


def _fault(error: Mapping[str, Any]) -> Fault:
    words = str(WORDS.get(error["type"], OTHERWISE)) % error.get("ctx", {})
    source, *path = error["loc"]
    if source == "body":
        return Fault(words, pointer="#" + "".join(f"/{escape(str(part))}" for part in path[1:]))
    return Fault(words, parameter=str(path[0]) if path else "")


def of_form(form: Form, *, below: str = "#", named: Mapping[str, str] | None = None) -> list[Fault]:
    """A form's own words on each of its fields; `named` says what the caller knows a field by."""
    names = named or {}
    return [
        Fault(words, pointer=below if field == "__all__" else f"{below}/{escape(names.get(field, field))}")
        for field, errors in form.errors.as_data().items()
        for error in errors
        for words in _words(error)
    ]


def _words(error: ValidationError) -> list[str]:
    """A program that sent a file has nothing before it to choose from."""
    return [str(REASONS["unsure"])] if error.code == "asked" else error.messages
