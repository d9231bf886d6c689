"""Every address of the hall, filled in for the town, and everybody who may knock at it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.urls import URLResolver, get_resolver, reverse

from tests.town import person
from unionhall.instruments.ballot.tests.acts.on_show import on_show
from unionhall.kernel.people.models import Person

if TYPE_CHECKING:
    from tests.town import Town

VISITORS = (
    "anonymous",
    "member",
    "neighbour",
    "outsider",
    "steward",
    "volunteer",
    "caseworker",
    "mill_coordinator",
    "coordinator",
    "quality_officer",
    "auditor",
    "chair",
    "register_keeper",
    "administrator",
    "data_protection_officer",
    "mediator",
    "mediation_chair",
)
OF_A_VOTE = tuple(
    f"ballot:{name}"
    for name in (
        *("election", "verify", "find", "archive", "side_file", "election_json", "booth_file", "vote"),
        *("cast", "upload", "get_ready", "trustee", "circle", "publish", "contribute", "authority"),
        *("table", "enter"),
        *("sign", "manage", "ask_too", "call", "times", "invite", "threshold", "cancel"),
    )
)
SOMETHING = "00000000-0000-4000-8000-000000000000"


def visitor_of(town: "Town", name: str) -> Person:
    """The person of the town called so, or somebody new with that office at the union."""
    known: Person | None = getattr(town, name, None)
    return known or person(name.replace("_", " ").title(), town.union, name)


def names() -> list[str]:
    """The name of each address that the resolver knows, in its order."""
    return list(dict.fromkeys(_walk(get_resolver())))


def _walk(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inside = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, inside)
        else:
            yield f"{namespace}{pattern.name}"


def address(row: str, arguments: dict[str, dict[str, Any]]) -> str:
    """The path for a row of the table: an address's name, with what it is tried on after a blank."""
    name = row.partition(" ")[0]
    return reverse(name, kwargs=arguments.get(row, arguments.get(name, {})))


def arguments(town: "Town", reference: str, file: str) -> dict[str, dict[str, Any]]:
    """What is filled in: the member's matter and its file, the town's one service, a receipt of nobody."""
    service = {"code": town.service.service.code}
    move = {"reference": reference}
    form = {"form": "json"}
    stewards = town.steward.offices.get()
    votes = on_show(town)
    return {
        "matter": move,
        "matter nobody": {"reference": "D-2020-000001"},
        "matter_move": {**move, "name": "accept"},
        "matter_move note": {**move, "name": "note"},
        "matter_move decline": {**move, "name": "decline"},
        "matter_move hand-over": {**move, "name": "hand-over"},
        "matter_move withdraw": {**move, "name": "withdraw"},
        "matter_move escalate": {**move, "name": "escalate"},
        "matter_move reopen": {**move, "name": "reopen"},
        "matter_move dance": {**move, "name": "dance"},
        "file": {"uid": file},
        "receipt_move": {"name": "withdraw"},
        "notice_channel": {"channel": "telegram"},
        "journal_head": {"size": 1},
        "journal_consistency": {"old": 1, "new": 1},
        "journal_proofs": move,
        **{name: {"pk": 1} for name in ("api_token_end", "api_hook", "api_hook_end")},
        "api:read_matter": move,
        "api:read_move": {**move, "move": "accept"},
        "api:make_move": {**move, "move": "accept"},
        "api:read_file": {"uid": file},
        "api:read_place": {"number": town.north.pk},
        "api:desk_read_service": service,
        "place": {"pk": town.north.pk},
        "receipt_file": {"uid": file},
        "mediation:feed": {"secret": "guessed"},
        "mediation:paper": {**move, "name": "file"},
        "mediation:guest_paper": {"name": "file"},
        "mediation:speaker": move,
        "account_confirm_email": {"key": "nothing"},
        "account_object": {"key": "nothing"},
        "account_sign_out_there": {"name": "nothing"},
        "mfa_remove_webauthn": {"pk": 1},
        "openid_connect_login": {"provider_id": "union"},
        "openid_connect_callback": {"provider_id": "union"},
        "lost_step": {"uid": SOMETHING},
        "account_reset_password_from_key": {"uidb36": "1", "key": "nothing"},
        "desk:template": {"pk": 1},
        "desk:object": {"pk": 1},
        "register:import_sample": {"kind": "members"},
        "register:import_preview": {"uid": SOMETHING},
        "register:import_findings": {"uid": SOMETHING},
        **{f"desk:{name}": service for name in ("service", "ask")},
        **{f"desk:{name}": service for name in ("edit_service", "retire_service", "service_history")},
        "desk:board_chart": {"name": "volume"},
        "desk:public_chart": {"name": "volume"},
        **{f"open311:{name}": form for name in ("discovery", "services", "requests")},
        "open311:service": {**form, **service},
        "offices:place": {"pk": town.mill.pk},
        **{f"offices:{name}": {"pk": stewards.pk} for name in ("end", "lay_down")},
        **{name: {"uid": votes["open"]} for name in OF_A_VOTE},
        "ballot:dismiss": {"uid": votes["called"], "number": 1},
        **{
            f"ballot:{name} called": {"uid": votes["called"]} for name in ("election", "get_ready", "trustee")
        },
        "ballot:authority strict": {"uid": votes["strict"]},
        "ballot:vote named": {"uid": votes["named"]},
        **{f"ballot:{name} draft": {"uid": votes["draft"]} for name in ("election", "manage", "ask_too")},
        "open311:request": {**form, "number": reference},
        "open311:token": {**form, "token": SOMETHING},
        "open311:nowhere": {"rest": "cake.json"},
    }
