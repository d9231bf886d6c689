"""Every column that can hold something of a person is declared, and the page tells everybody what is held."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import models
from django.test import Client
from django.test.utils import isolate_apps

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.privacy.checks import check, check_holdings
from unionhall.kernel.privacy.columns import columns, holdings
from unionhall.kernel.privacy.copies import Copied, Whose
from unionhall.kernel.privacy.holdings import CASE, CASE_TEXT, CONTACT, INTERNAL_NOTES, KEY, Holding
from unionhall.kernel.privacy.sealed_columns import SealedDay
from unionhall.kernel.rooms import room

PLACE = "tests"


@pytest.fixture(autouse=True)
def _apart() -> Iterator[None]:
    with isolate_apps(PLACE):
        yield


def test_every_column_is_declared() -> None:
    assert len(list(columns())) > 150
    assert check_holdings() == []


def test_a_column_that_nobody_declared_stops_the_check() -> None:
    class Visit(models.Model):
        holds = {KEY: "number"}
        backed_up = True
        number = models.IntegerField()
        remark = models.TextField()

        class Meta:
            app_label = PLACE

    assert [fault.id for fault in check([Visit])] == ["privacy.undeclared"]
    assert "Visit.remark" in check([Visit])[0].msg


def test_a_column_that_is_gone_stops_the_check() -> None:
    class Visit(models.Model):
        holds = {KEY: "number remark"}
        backed_up = True
        number = models.IntegerField()

        class Meta:
            app_label = PLACE

    assert [fault.id for fault in check([Visit])] == ["privacy.unknown"]


@pytest.mark.parametrize(
    "field",
    [
        pytest.param(lambda: ("ethnicity", models.CharField(max_length=9)), id="by its name"),
        pytest.param(lambda: ("kind", models.CharField("宗教", max_length=9)), id="by its label"),
        pytest.param(
            lambda: ("kind", models.CharField(max_length=9, help_text="Your religion")), id="by its help"
        ),
    ],
)
def test_what_no_union_keeps_stops_the_check_even_declared(field: object) -> None:
    name, column = field()  # type: ignore[operator]
    model = table(PLACE, holds={CASE_TEXT: name}, **{name: column})
    assert [fault.id for fault in check([model])] == ["privacy.forbidden"]


def table(label: str, **body: object) -> type[models.Model]:
    """A table as a room's developer would add it."""
    meta = type("Meta", (), {"app_label": label})
    return type("Visit", (models.Model,), {"__module__": __name__, "backed_up": True, "Meta": meta, **body})


def hanging(**body: object) -> type[models.Model]:
    """One that hangs on a matter."""
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="+")
    return table(PLACE, matter=matter, **{"holds": {CASE: "matter"}, **body})


def test_a_row_of_a_matter_without_a_declared_reader_stops_the_check() -> None:
    assert [fault.id for fault in check([hanging()])] == ["privacy.copied"]


def test_so_does_a_row_of_one_side_that_would_be_every_party_s() -> None:
    sided = {"holds": {CASE: "matter audience"}, "audience": models.CharField(max_length=9)}
    assert [fault.id for fault in check([hanging(copied=Copied(Whose.PARTY, "audience"), **sided)])] == [
        "privacy.copied"
    ]


def test_and_a_copied_column_that_is_gone() -> None:
    assert [fault.id for fault in check([hanging(copied=Copied(Whose.PARTY, "remark"))])] == [
        "privacy.unknown"
    ]


@pytest.mark.parametrize("holding", [CASE_TEXT, CONTACT, INTERNAL_NOTES])
def test_an_open_column_of_words_in_a_sealed_room_stops_the_check(
    holding: Holding, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room("mediation"), "label", PLACE)
    open_one = table(PLACE, holds={holding: "remark"}, remark=models.DateField())
    assert [fault.id for fault in check([open_one])] == ["privacy.open"]


def test_a_sealed_column_there_is_as_it_should_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room("mediation"), "label", PLACE)
    assert check([table(PLACE, holds={CASE_TEXT: "remark"}, remark=SealedDay())]) == []


@pytest.mark.slow("a process that loads Django with one room more")
@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("remark = models.TextField()", "is not declared in the register of personal fields"),
        ("ethnicity = models.TextField()", "never keeps where somebody or their family comes from"),
    ],
)
def test_the_command_fails_on_a_room_that_adds_such_a_column(tmp_path: Path, line: str, fault: str) -> None:
    """As a developer of a room would add it: a table of the register room that has it."""
    program = tmp_path / "program.py"
    program.write_text(
        "import django; django.setup()\n"
        "from django.db import models\n"
        f"class Visit(models.Model):\n    {line}\n    class Meta: app_label = 'register'\n"
        "import sys; sys.argv = ['unionhall', 'check']\n"
        "from unionhall.cli import main; main()\n"
    )
    settings = {"DJANGO_SETTINGS_MODULE": "unionhall.settings", "UNIONHALL_HOME": str(tmp_path / "home")}
    done = subprocess.run(
        [sys.executable, program], capture_output=True, check=False, text=True, env={**os.environ, **settings}
    )
    assert done.returncode == 1, done.stderr
    assert fault in done.stderr


def test_free_text_is_read_by_its_member_or_named_as_internal() -> None:
    internal = [holding.name for holding in holdings() if holding.internal]
    assert internal == ["internal-notes"]


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_everybody_reads_what_is_held(client: Client, db: None, language: str) -> None:
    page = client.get("/privacy/", headers={"accept-language": language})
    shown = page.context["holdings"]
    assert page.status_code == 200
    assert all(isinstance(each, Holding) and str(each.title) in page.content.decode() for each in shown)
    assert {each["what"] for each in page.context["times"]}
    assert set(shown) == set(holdings())
