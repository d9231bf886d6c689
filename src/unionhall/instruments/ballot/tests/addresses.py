"""What the addresses of a vote are tried on: one at the mill in each state that a page can show."""

from typing import TYPE_CHECKING, Any

from unionhall.instruments.ballot.tests.acts.on_show import on_show

if TYPE_CHECKING:
    from tests.town import Town

OF_A_VOTE = tuple(
    f"ballot:{name}"
    for name in (
        *("election", "verify", "find", "archive", "side_file", "election_json", "booth_file", "vote"),
        *("cast", "upload", "get_ready", "trustee", "circle", "publish", "contribute", "authority"),
        *("table", "enter"),
        *("sign", "manage", "ask_too", "call", "times", "invite", "threshold", "cancel"),
    )
)
NOBODYS = dict.fromkeys((*OF_A_VOTE, "ballot:dismiss"), "of a place; who keeps it: permissions.txt")


def arguments(town: "Town", _reference: str, _file: str) -> dict[str, dict[str, Any]]:
    votes = on_show(town)
    return {
        **{name: {"uid": votes["open"]} for name in OF_A_VOTE},
        "ballot:dismiss": {"uid": votes["called"], "number": 1},
        **{
            f"ballot:{name} called": {"uid": votes["called"]} for name in ("election", "get_ready", "trustee")
        },
        "ballot:authority strict": {"uid": votes["strict"]},
        "ballot:vote named": {"uid": votes["named"]},
        **{
            f"ballot:{name} draft": {"uid": votes["draft"]}
            for name in ("election", "manage", "ask_too", "call")
        },
    }
