"""One paper of each kind in each language, of a union that does not exist."""

import hashlib
import tomllib
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from unionhall.instruments.papers.agreement import Agreement, Clause
from unionhall.instruments.papers.case_file import CaseFile, Event, Evidence
from unionhall.instruments.papers.kinds import (
    Certificate,
    Item,
    Letter,
    Link,
    Minutes,
    Motion,
    Paper,
    Party,
    Promise,
    Sender,
    Signature,
)

LANGUAGES = ("en", "zh-hans", "zh-hant")
KINDS = ("letter", "agreement", "minutes", "certificate", "case_file")
DAY = date(2026, 11, 27)
ZONE = ZoneInfo("Asia/Shanghai")


@cache
def words(language: str) -> Any:
    return tomllib.loads((Path(__file__).parent / "samples.toml").read_text(encoding="utf-8"))[language]


def paper(kind: str, language: str) -> Paper:
    say = words(language)
    sender = Sender(name=say["union"], lines=tuple(say["lines"]))
    made: Paper = MAKERS[kind](say, sender=sender, dated_on=DAY)
    return made


def letter(say: Any, **given: Any) -> Letter:
    return Letter(
        **given,
        reference="M-2026-000041",
        title=say["subject"],
        recipient=tuple(say["recipient"]),
        paragraphs=tuple(say["paragraphs"]),
        link=Link(
            address="https://hall.riverbend.example/in/7QK4-M2XD-90TB", once=True, until=date(2026, 12, 4)
        ),
        closing=say["closing"],
        signatures=(Signature(name=say["mediator"], capacity=say["mediator_as"]),),
        enclosures=tuple(say["enclosures"]),
    )


def agreement(say: Any, **given: Any) -> Agreement:
    days = (date(2026, 12, 10), date(2026, 12, 31), date(2027, 1, 15))
    return Agreement(
        **given,
        reference="M-2026-000041",
        version=3,
        title=say["agreed_title"],
        parties=_parties(say),
        opening=say["opening"],
        clauses=tuple(Clause(heading=heading, text=text) for heading, text in say["clauses"]),
        promises=tuple(
            Promise(who=who, what=what, due_on=due)
            for (who, what), due in zip(say["promises"], days, strict=True)
        ),
        signatures=(
            Signature(name=say["worker"], capacity=say["worker_as"], said=say["accepted"]),
            Signature(name=say["director"], capacity=say["employer_as"]),
            Signature(name=say["mediator"], capacity=say["mediator_as"]),
        ),
    )


def minutes(say: Any, **given: Any) -> Minutes:
    motions = {
        1: Motion(text=say["motion"], carried=True, votes_for=61, votes_against=14, abstained=5),
        2: Motion(text=say["second_motion"], carried=False, votes_for=29, votes_against=40, abstained=11),
    }
    return Minutes(
        **given,
        reference="A-2026-000007",
        title=say["meeting"],
        opened_at=datetime(2026, 11, 26, 17, 35, tzinfo=ZONE),
        closed_at=datetime(2026, 11, 26, 19, 10, tzinfo=ZONE),
        where=say["hall"],
        chair=say["chair"],
        secretary=say["secretary"],
        present=80,
        entitled=152,
        quorum=51,
        items=tuple(
            Item(title=title, paragraphs=(text,), motions=(motions[at],) if at in motions else ())
            for at, (title, text) in enumerate(say["items"])
        ),
        promises=tuple(Promise(who=who, what=what, due_on=date(2026, 12, 11)) for who, what in say["tasks"]),
        signatures=(
            Signature(name=say["chair"], capacity=say["chair_as"]),
            Signature(name=say["secretary"], capacity=say["secretary_as"]),
        ),
    )


def certificate(say: Any, **given: Any) -> Certificate:
    return Certificate(
        **given,
        reference="C-2026-000113",
        title=say["certificate"],
        name=say["worker"],
        statement=say["statement"],
        facts=tuple((label, value) for label, value in say["facts"]),
        until=date(2029, 11, 27),
        signatures=(Signature(name=say["chair"], capacity=say["education"]),),
    )


def case_file(say: Any, **given: Any) -> CaseFile:
    days = (date(2026, 9, 3), date(2026, 10, 5), date(2026, 11, 16), date(2026, 12, 4))
    pages = (6, 2, 14, 1)
    return CaseFile(
        **given,
        reference="M-2026-000041",
        title=say["agreed_title"],
        to=say["arbitration"],
        parties=_parties(say),
        claims=tuple(say["claims"]),
        facts=tuple(say["reasons"]),
        timeline=tuple(Event(on=on, what=what) for on, what in zip(days, say["timeline"], strict=True)),
        evidence=tuple(
            Evidence(name=name, source=source, shows=shows, pages=count, digest=_digest(name))
            for (name, source, shows), count in zip(say["evidence"], pages, strict=True)
        ),
        signatures=(Signature(name=say["worker"], capacity=say["worker_as"]),),
    )


def _parties(say: Any) -> tuple[Party, ...]:
    return (
        Party(name=say["worker"], capacity=say["worker_as"]),
        Party(name=say["employer"], capacity=say["employer_as"], represented_by=say["director"]),
    )


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


MAKERS = {each.__name__: each for each in (letter, agreement, minutes, certificate, case_file)}
