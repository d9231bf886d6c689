"""What the addresses of this room are tried on: a congress with a meeting that is over, and a question."""

from datetime import date, time
from typing import TYPE_CHECKING, Any

from unionhall.kernel.matters.receipts import new_code
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.things.changing import add
from unionhall.kernel.words import Words
from unionhall.rooms.assembly.models import Authority, Constituency, Series, Term
from unionhall.rooms.assembly.procedure import meetings

if TYPE_CHECKING:
    from tests.town import Town

KEPT = ("terms", "constituencies", "series", "authorities")
OF_ONE = tuple(f"assembly:{kept}_{page}" for kept in KEPT for page in ("one", "edit", "history", "retire"))
VERSIONS = tuple(f"assembly:{kept}_version" for kept in KEPT)
TAKEN = tuple(f"assembly:{kept}_take" for kept in KEPT)
NOBODYS = {
    **dict.fromkeys((*OF_ONE, *VERSIONS, *TAKEN), "a thing is nobody's"),
    "assembly:support": "a question lies open",
    "assembly:report_back": "a meeting lies open, and one reports by one's own seat alone",
}


def arguments(town: "Town", _reference: str, _file: str) -> dict[str, dict[str, Any]]:
    congress = town.assembly.congress(1)
    question = congress.question(congress.question_day(), code=new_code())
    over = meetings.close(congress.sitting(), actor=congress.leader)
    _things(town)
    return {
        **dict.fromkeys(OF_ONE, {"code": "tried"}),
        **dict.fromkeys(VERSIONS, {"code": "tried", "number": 1}),
        **dict.fromkeys(TAKEN, {"kind": "csv"}),
        "assembly:support": {"reference": question.reference},
        "assembly:report_back": {"reference": over.reference},
    }


def _things(town: "Town") -> None:
    """One of each, all called `tried`."""
    named = {"title": Words(en="Tried"), "place": town.union}
    days = {"from_on": date(2026, 1, 1), "until_on": date(2028, 12, 31)}
    term = add(Term, "tried", {**named, **days, "staff": 30}, actor=HALL)
    add(Constituency, "tried", {**named, "term": term, "staff": 30, "seats": 3}, actor=HALL)
    begins = {"begins": time(9), "minutes": 60, "where": "Here", "from_on": date(2026, 1, 1)}
    add(Series, "tried", {**named, **begins}, actor=HALL)
    add(Authority, "tried", {**named, "decided": "A-2026-000001/1"}, actor=HALL)
