"""A developer of a later room adds a field `ethnicity`: each way in is found, and says why it is closed."""

import io
from typing import TYPE_CHECKING, Any

import pytest
from django import forms
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import models
from django.test.utils import isolate_apps
from django.utils.functional import lazy
from django.utils.translation import get_language
from ninja import Schema

from tests.protection import labels
from tests.protection.attacks import as_, stopped_by
from unionhall.api import api
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy.checks import check
from unionhall.kernel.privacy.forbidden import REASONS, reason_against
from unionhall.kernel.privacy.holdings import CASE_TEXT
from unionhall.kernel.procedures import asks
from unionhall.kernel.procedures.declaration import procedures
from unionhall.rooms.desk.forms.catalogue import QuestionForm

if TYPE_CHECKING:
    from tests.town import Town

ROOM = "unionhall.rooms.later"
WORDS = {"en": "Ethnicity", "zh-hans": "民族", "zh-hant": "族裔"}


def faults(source: Any) -> list[str]:
    """Where a source of labels says what the hall never keeps, as the test of all labels looks."""
    return sorted({where for where, words in source() if reason_against(words)})


@stopped_by(rule=1)
@pytest.mark.parametrize("label", WORDS.values())
def test_in_a_table(label: str) -> None:
    with isolate_apps("tests"):

        class Background(models.Model):
            holds = {CASE_TEXT: "kind"}
            backed_up = True
            kind = models.CharField(label, max_length=40)

            class Meta:
                app_label = "tests"

        found = check([Background])
    assert [fault.id for fault in found] == ["privacy.forbidden"]
    assert str(REASONS["origin"]) in found[0].msg


@stopped_by(rule=1)
def test_in_a_table_of_a_room_so_that_the_hall_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    field = Person._meta.get_field("language")
    monkeypatch.setattr(field, "verbose_name", "Ethnic group")
    with pytest.raises(SystemCheckError, match="never keeps where somebody"):
        call_command("check")


@stopped_by(rule=1)
def test_in_a_form() -> None:
    made = type("Background", (forms.Form,), {"ethnicity": forms.CharField(label="Kind"), "__module__": ROOM})
    try:
        assert faults(labels.of_forms) == ["Background.ethnicity"]
    finally:
        made.__module__ = "elsewhere"
    assert faults(labels.of_forms) == []


@stopped_by(rule=1)
def test_in_what_a_verb_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"ethnicity": asks.Line(label="Kind")}
    verb = next(iter(procedures()[0].moves.values()))
    monkeypatch.setitem(vars(verb), "asks", asked)
    assert faults(labels.of_verbs) == [f"{verb.event}.ethnicity"]


@stopped_by(rule=1)
@pytest.mark.parametrize("language", WORDS)
def test_in_the_translation_of_a_label_alone(language: str) -> None:
    """The source says something harmless; the catalogue of one language says it all the same."""
    only = lazy(lambda: WORDS[language] if get_language() == language else "Kind", str)
    label: Any = only()  # type: ignore[no-untyped-call]
    body = {"kind": forms.CharField(label=label), "__module__": ROOM}
    made = type("Background", (forms.Form,), body)
    try:
        assert faults(labels.of_forms) == ["Background.kind"]
    finally:
        made.__module__ = "elsewhere"


@stopped_by(rule=1)
def test_in_what_programs_send(monkeypatch: pytest.MonkeyPatch) -> None:
    class Background(Schema):
        ethnicity: str

    schema = api.get_openapi_schema(path_prefix="")
    schema["components"]["schemas"]["Background"] = Background.model_json_schema()
    monkeypatch.setattr(api, "get_openapi_schema", lambda **_options: schema)
    assert faults(labels.of_programs) == ["Background.ethnicity"]


@stopped_by(rule=1)
@pytest.mark.parametrize("column", [*WORDS.values(), "Nationality", "Religion", "籍贯", "政治面貌"])
def test_in_a_column_of_a_register(town: "Town", column: str) -> None:
    file = io.BytesIO(f"Number,Name,E-mail,Branch,{column}\nT1,Li,,North,x\n".encode())
    file.name = "members.csv"
    sent = {"kind": "members", "place": town.mill.pk, "file": file}
    page: Any = as_(town.register_keeper).post("/register/import/", sent, follow=True)
    assert page.status_code == 422
    assert "the hall never keeps" in page.content.decode()
    assert not Person.objects.filter(number="T1").exists()


@stopped_by(rule=1)
@pytest.mark.parametrize("language", WORDS)
def test_in_a_question_of_the_catalogue(language: str) -> None:
    said = {"label_en": "Kind", f"label_{language.replace('-', '_')}": WORDS[language], "datatype": "string"}
    form = QuestionForm(said)
    assert not form.is_valid()
    assert "the hall never keeps" in str(form.errors)
    assert QuestionForm({"label_en": "Kind", "datatype": "string"}).is_valid()
