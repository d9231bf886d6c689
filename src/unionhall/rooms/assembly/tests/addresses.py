"""What the addresses of the assembly are tried on: a congress that sits, one vote behind it and one open."""

from datetime import date, time
from typing import TYPE_CHECKING, Any

from unionhall.kernel.matters.receipts import new_code
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.people.models import Person
from unionhall.kernel.things.changing import add, change
from unionhall.kernel.words import Words
from unionhall.rooms.assembly.models import Authority, Series
from unionhall.rooms.assembly.procedure import meetings
from unionhall.rooms.assembly.tests.deciding import decide, open_by_name

if TYPE_CHECKING:
    from tests.town import Town

KEPT = {"terms": "first", "constituencies": "north", "series": "tried", "authorities": "tried"}
OF_ONE = tuple(
    f"assembly:{name}_{page}" for name in KEPT for page in ("one", "edit", "history", "version", "retire")
)
TAKEN = tuple(f"assembly:{name}_take" for name in KEPT)
LAY_DOWN, BRING = "assembly:seats_lay_down", "assembly:seats_bring"
MINUTES = ("minutes", "minutes_edit", "minutes_paper", "archive")
MEETING = ("agenda", "edit_agenda", "calendar", "live", "projector", "wall", "here", "speak", "door", "lead")
VOTES = ("votes", "open_vote", "earlier")
OF_MEETING = tuple(f"assembly:{name}" for name in (*MEETING, *MINUTES, *VOTES, "edit_item", "follow"))
OF_VOTE = tuple(f"assembly:{name}" for name in ("say", "enter", "close_vote", "drop_vote"))
RESULT, TEXT = "assembly:result", "assembly:text"
SUPPORT, REPORT = "assembly:support", "assembly:report_back"
NOBODYS = {
    **dict.fromkeys((*OF_ONE, *TAKEN), "of the union"),
    BRING: "of the union",
    **dict.fromkeys((*OF_MEETING, *OF_VOTE, RESULT, TEXT), "of a congress, which all its members read"),
    SUPPORT: "a question lies open",
    REPORT: "a meeting lies open, and one reports by one's own seat alone",
}


def arguments(town: "Town", _reference: str, _file: str) -> dict[str, dict[str, Any]]:
    congress = _congress(town)
    _between(town)
    put = [congress.motion(name, subject="other") for name in ("Lamps", "A party")]
    sits = congress.sit(congress.agenda(*put))
    decide(congress, sits, ["yes"] * 4)
    congress.call_item(sits, 4)
    open_by_name(congress, sits, item=4)
    meeting = {"reference": sits.reference}
    codes = {name: {"code": code} for name, code in KEPT.items()}
    return {
        **{each: codes[each.partition(":")[2].rpartition("_")[0]] for each in OF_ONE},
        **{f"assembly:{name}_version": {"code": code, "number": 1} for name, code in KEPT.items()},
        **dict.fromkeys(TAKEN, {"kind": "csv"}),
        LAY_DOWN: {"pk": congress.mandates[0].pk},
        BRING: codes["terms"],
        **dict.fromkeys(OF_MEETING, meeting),
        "assembly:edit_item": {**meeting, "number": 1},
        "assembly:follow": {**meeting, "view": "live"},
        **dict.fromkeys(OF_VOTE, {**meeting, "number": 2}),
        RESULT: {**meeting, "number": 1},
        TEXT: {"reference": put[0].reference},
        SUPPORT: {"reference": congress.question(congress.question_day(), code=new_code()).reference},
        REPORT: {"reference": meetings.close(congress.sitting(), actor=congress.leader).reference},
    }


def _between(town: "Town") -> None:
    """A series of meetings and an authority of joint meetings, both called `tried`."""
    named = {"title": Words(en="Tried"), "place": town.union}
    begins = {"begins": time(9), "minutes": 60, "where": "Here", "from_on": date(2026, 1, 1)}
    if not Series.objects.filter(code="tried").exists():
        add(Series, "tried", {**named, **begins}, actor=HALL)
        add(Authority, "tried", {**named, "decided": "A-2026-000001/1"}, actor=HALL)


def things(town: "Town") -> dict[str, tuple[Person, dict[str, Any]]]:
    """The seat of its first delegate."""
    mandate = _congress(town).mandates[0]
    return {LAY_DOWN: (mandate.person, {"pk": mandate.pk})}


def _congress(town: "Town") -> Any:
    """The one that there is, or a new one whose term and constituency were changed once."""
    kept = town.assembly
    if "term" not in vars(kept):
        kept.congress(4)
        for thing in (kept.term, kept.north):
            change(thing, {"staff": 301}, actor=HALL)
    return kept
