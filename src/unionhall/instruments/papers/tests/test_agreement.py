"""The digest stands for the agreed text: for every letter of it, and for nothing else."""

import hashlib
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from unionhall.instruments.papers.agreement import Agreement, Clause
from unionhall.instruments.papers.kinds import Party, Promise, Sender
from unionhall.instruments.papers.rendering import render
from unionhall.instruments.papers.tests import reading, samples


@pytest.fixture
def agreement() -> Agreement:
    made = samples.paper("agreement", "en")
    assert isinstance(made, Agreement)
    return made


def test_it_is_the_sha_256_of_the_text_as_json(agreement: Agreement) -> None:
    assert agreement.digest == hashlib.sha256(agreement.agreed).hexdigest()
    words = json.loads(agreement.agreed)
    assert words["version"] == 3
    assert words["clauses"][2]["heading"] == "No disadvantage"
    assert words["promises"][0]["due_on"] == "2026-12-10"


def test_its_bytes_are_those_of_the_description() -> None:
    small = Agreement(
        sender=Sender(name="Union"),
        dated_on=samples.DAY,
        title="T",
        reference="M-1",
        version=1,
        parties=(Party(name="陈红", capacity="A"),),
        clauses=(Clause(text="x"),),
    )
    assert small.agreed.decode() == (
        '{"clauses":[{"heading":"","text":"x"}],"opening":"",'
        '"parties":[{"capacity":"A","name":"陈红","represented_by":""}],'
        '"promises":[],"reference":"M-1","title":"T","version":1}'
    )


@pytest.mark.parametrize(
    "change",
    [
        {"version": 4},
        {"title": "Overtime"},
        {"opening": ""},
        {"reference": "M-2026-000042"},
        {"clauses": (Clause(text="Nothing."),)},
        {"promises": (Promise(who="Zhou Lan", what="Ask", due_on=date(2027, 1, 16)),)},
        {"parties": (Party(name="Chen Hong", capacity="Employee"),)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_another_text_has_another_digest(agreement: Agreement, change: dict[str, Any]) -> None:
    assert replace(agreement, **change).digest != agreement.digest


def test_the_day_of_printing_and_the_signatures_are_no_part_of_it(agreement: Agreement) -> None:
    signed = replace(agreement, dated_on=date(2027, 1, 1), signatures=(), sender=Sender(name="Branch"))
    assert signed.digest == agreement.digest


@pytest.mark.tool
@pytest.mark.parametrize("language", samples.LANGUAGES)
def test_it_stands_on_the_form_of_every_language_and_can_be_copied(
    agreement: Agreement, language: str
) -> None:
    assert agreement.digest in reading.text(render(agreement, language))
