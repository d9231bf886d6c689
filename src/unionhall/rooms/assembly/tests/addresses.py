"""What the addresses of this room are tried on: a congress that sits, one vote behind it and one open."""

from typing import TYPE_CHECKING, Any

from unionhall.rooms.assembly.tests.deciding import decide, open_by_name

if TYPE_CHECKING:
    from tests.town import Town

OF_A_MEETING = ("votes", "open_vote", "earlier")
OF_A_VOTE = ("say", "enter", "close_vote", "drop_vote")
THINGS = ("terms", "constituencies")
OF_A_THING = ("one", "edit", "history", "version", "retire", "take")
NOBODYS = dict.fromkeys(
    (
        *(f"assembly:{name}" for name in (*OF_A_MEETING, *OF_A_VOTE, "result", "text")),
        *(f"assembly:{things}_{name}" for things in THINGS for name in OF_A_THING),
    ),
    "of a congress, which all its members read",
)


def arguments(town: "Town", _reference: str, _file: str) -> dict[str, dict[str, Any]]:
    congress = town.assembly.congress(4)
    put = [congress.motion(name, subject="other") for name in ("Lamps", "A party")]
    meeting = congress.sit(congress.agenda(*put))
    decide(congress, meeting, ["yes"] * 4)
    congress.call_item(meeting, 4)
    open_by_name(congress, meeting, item=4)
    codes = {"terms": "first", "constituencies": "north"}
    return {
        **{f"assembly:{name}": {"reference": meeting.reference} for name in OF_A_MEETING},
        **{f"assembly:{name}": {"reference": meeting.reference, "number": 2} for name in OF_A_VOTE},
        "assembly:result": {"reference": meeting.reference, "number": 1},
        "assembly:text": {"reference": put[0].reference},
        **{
            f"assembly:{things}_{name}": {"code": codes[things]}
            for things in THINGS
            for name in OF_A_THING
            if name not in ("version", "take")
        },
        **{f"assembly:{things}_take": {"kind": "csv"} for things in THINGS},
        **{f"assembly:{things}_version": {"code": codes[things], "number": 1} for things in THINGS},
    }
