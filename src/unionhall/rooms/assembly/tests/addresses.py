"""What the addresses of the assembly are tried on: a congress of the mill, and a meeting that sits."""

from typing import TYPE_CHECKING, Any

from unionhall.kernel.people.models import Person

if TYPE_CHECKING:
    from tests.town import Town

KEPT = {"terms": "first", "constituencies": "north"}
OF_ONE = tuple(
    f"assembly:{name}_{page}" for name in KEPT for page in ("one", "edit", "history", "version", "retire")
)
TAKEN = tuple(f"assembly:{name}_take" for name in KEPT)
MEETING = ("agenda", "edit_agenda", "calendar", "live", "projector", "wall", "here", "speak", "door", "lead")
OF_MEETING = tuple(f"assembly:{name}" for name in (*MEETING, "edit_item", "follow"))
NOBODYS = {
    **dict.fromkeys((*OF_ONE, *TAKEN), "of the union"),
    **dict.fromkeys(OF_MEETING, "a meeting, about nobody"),
}


def arguments(town: "Town", _reference: str, _file: str) -> dict[str, dict[str, Any]]:
    meeting = {"reference": _congress(town).sitting().reference}
    codes = {name: {"code": code} for name, code in KEPT.items()}
    return {
        **{each: codes[each.partition(":")[2].rpartition("_")[0]] for each in OF_ONE},
        **{f"assembly:{name}_version": {"code": code, "number": 1} for name, code in KEPT.items()},
        **dict.fromkeys(TAKEN, {"kind": "csv"}),
        **dict.fromkeys(OF_MEETING, meeting),
        "assembly:edit_item": {**meeting, "number": 1},
        "assembly:follow": {**meeting, "view": "live"},
    }


def things(town: "Town") -> dict[str, tuple[Person, dict[str, Any]]]:
    """None of one person's."""
    return {}


def _congress(town: "Town") -> Any:
    """The one that there is, or a new one."""
    kept = town.assembly
    return kept if "term" in vars(kept) else kept.congress(3)
