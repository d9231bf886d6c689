"""Every form of the hall speaks with one voice, and calls nothing optional that it then asks for."""

import gettext
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django
import pytest
from django import forms
from django.conf import settings
from django.test import Client
from django.urls import get_resolver
from django.utils.translation import override, to_locale

from tests.permissions.addresses import address, arguments, undone
from tests.permissions.rows import ROWS, Row
from tests.permissions.visitors import visitor_of
from unionhall.kernel.web.words import slot
from unionhall.rooms.desk.tests.addresses import file_of

if TYPE_CHECKING:
    from tests.town import Town

LANGUAGES = [code for code, _name in settings.LANGUAGES]
LABEL = re.compile(r'class="[^"]*\bwrong\b[^"]*".*?</(?:label|legend)>', re.DOTALL)
ASKED = {
    part: [row for row in rows if row.method == "POST" and {"200", "422"} & {row.rest, *row.answers.values()}]
    for part, rows in ROWS.items()
}


def every_form() -> list[type[forms.BaseForm]]:
    """The forms of the hall and of its sign-in."""
    assert get_resolver().url_patterns  # with the pages their forms are there
    return [form for form in _below(forms.BaseForm) if form.__module__.startswith(("unionhall.", "allauth."))]


def _below(form: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    for each in form.__subclasses__():
        yield each
        yield from _below(each)


def djangos(language: str) -> set[str]:
    """What Django itself says in a language."""
    folder = Path(django.__file__).parent / "conf" / "locale"
    spoken = "zh_Hans" if language == "en" else to_locale(language)
    kept = vars(gettext.translation("django", folder, [spoken]))["_catalog"]
    return {str(each) for each in (kept if language == "en" else kept.values())} - {""}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_form_says_what_django_says(language: str) -> None:
    found, theirs = every_form(), djangos(language)
    assert {"JoinForm", "ServiceForm", "Call", "HowToTell", "Propose", "LoginForm"} <= {
        form.__name__ for form in found
    }
    with override(language):
        said = {
            f"{form.__module__}.{form.__name__}.{name}: {words}"
            for form in found
            for name, field in form.base_fields.items()  # type: ignore[attr-defined]
            for words in (
                *map(str, field.error_messages.values()),
                *(str(getattr(each, "message", "")) for each in field.validators),
            )
            if words in theirs
        }
    assert said == set()


@pytest.mark.parametrize("part", [part for part, rows in ASKED.items() if rows])
def test_no_form_calls_optional_what_it_asks_for(town: "Town", part: str) -> None:
    """Each is sent empty by somebody whom it lets; what it then wants was not called optional."""
    file = file_of(town)
    filled = arguments(town, file.matter.reference, str(file.uid), (part,))
    found = {row.name: _misnamed(town, row, address(row.name, filled)) for row in ASKED[part]}
    assert {name: labels for name, labels in found.items() if labels} == {}


def test_no_screen_of_a_form_calls_optional_what_it_asks_for(db: None) -> None:
    """Those that stand behind a first screen, as far as they are made of nothing but what was sent."""
    made = [sent for form in every_form() if (sent := _sent_empty(form)) is not None]
    assert {"OtherForm", "JoinForm", "LeaveForm"} <= {type(form).__name__ for form in made}
    assert {type(form).__name__: wanted for form in made if (wanted := _wanted(form))} == {}


def _sent_empty(form: Any) -> Any:
    """The form with no answer, judged; None where its page gives it more than that."""
    try:
        sent = form({})
        sent.full_clean()
    except (AttributeError, KeyError, TypeError):
        return None
    return sent


def _wanted(form: Any) -> list[str]:
    """Fields of which nothing says that they are needed, and which yet are asked for."""
    said = {name for each in getattr(form, "either", ()) for name in each.names}
    said |= {slot(name, code) for name in getattr(form, "needed", ()) for code in LANGUAGES}
    needed = {name for name, field in form.fields.items() if field.required}
    return sorted(form.errors.keys() & form.fields.keys() - needed - said)


def _misnamed(town: "Town", row: Row, url: str) -> list[str]:
    client = Client()
    who = next((name for name, status in row.answers.items() if status in ("200", "422")), "anonymous")
    with undone():
        if who != "anonymous":
            client.force_login(visitor_of(town, who))
        page = client.post(url, {"send": "1"}).content.decode()
    labels = [re.sub(r"<[^>]+>", " ", label) for label in LABEL.findall(page)]
    return [label for label in labels if "optional" in label]
