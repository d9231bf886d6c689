"""What the desk's addresses are tried on, and the kernel's pages of a matter: the member's request."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from tests.permissions.addresses import SOMETHING
from tests.walking import GUESSED, begun_by
from unionhall.kernel.matters import storage
from unionhall.kernel.matters.cleaning import clean
from unionhall.kernel.matters.models import File
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy.models import Access
from unionhall.rooms.desk.tests.town import service

if TYPE_CHECKING:
    from tests.town import Town

KEPT = ("catalogue", "windows", "catalogue_answers")
OF_ONE = tuple(
    f"desk:{name}_{page}" for name in KEPT for page in ("one", "edit", "history", "version", "retire")
)
TAKEN = tuple(f"desk:{name}_take" for name in KEPT)
MOVES = ("note", "decline", "hand-over", "withdraw", "escalate", "reopen", "dance")
CHARTS = ("desk:board_chart", "desk:public_chart")
PUBLIC = ("desk:service", "desk:ask", "api:desk_read_service")
NOBODYS = {
    **dict.fromkeys((*PUBLIC, "open311:discovery", "open311:services", "open311:service"), "public"),
    "open311:requests": "public",
    **dict.fromkeys(("open311:request", "open311:token"), "public requests only"),
    "open311:nowhere": "nothing there",
    **dict.fromkeys((*OF_ONE, *TAKEN), "of the union"),
    **dict.fromkeys(CHARTS, "frozen numbers"),
}


def file_of(town: "Town") -> File:
    """A file of a request that the member has made, at the place of the steward."""
    matter = town.desk.ask()
    bus = clean(BytesIO(b"The timetable of the bus."), "bus.txt", limit=storage.LIMIT)
    file = storage.keep(matter, bus, added_by=town.member)
    file.save()
    return file


def arguments(town: "Town", reference: str, file: str) -> dict[str, dict[str, Any]]:
    service = {"code": town.desk.service.service.code}
    matter, form = {"reference": reference}, {"form": "json"}
    return {
        "matter": matter,
        "matter nobody": {"reference": "D-2020-000001"},
        "matter_move": {**matter, "name": "accept"},
        **{f"matter_move {name}": {**matter, "name": name} for name in MOVES},
        "file": {"uid": file},
        "journal_proofs": matter,
        **dict.fromkeys((*PUBLIC, *OF_ONE), service),
        "desk:ask_step": {**service, **GUESSED},
        "desk:counter_step": GUESSED,
        **{name: {"code": "general"} for name in OF_ONE if ":windows" in name},
        **{f"desk:{name}_version": {**service, "number": 1} for name in KEPT},
        "desk:windows_version": {"code": "general", "number": 1},
        **dict.fromkeys(TAKEN, {"kind": "csv"}),
        **{name: {"name": "volume"} for name in CHARTS},
        "desk:object": {"pk": 1},
        **{f"open311:{name}": form for name in ("discovery", "services", "requests")},
        "open311:service": {**form, **service},
        "open311:request": {**form, "number": reference},
        "open311:token": {**form, "token": SOMETHING},
        "open311:nowhere": {"rest": "cake.json"},
    }


def things(town: "Town") -> dict[str, tuple[Person, dict[str, Any]]]:
    """A request of the member with its file, and the steward's reading of it."""
    file = file_of(town)
    matter = {"reference": file.matter.reference}
    read = Access.objects.create(
        reader=town.steward.uid, subject=town.member.uid, purpose="matter", what=file.matter.reference
    )
    service("my-data", "My data")
    return {
        "matter": (town.member, matter),
        "matter_move": (town.member, {**matter, "name": "withdraw"}),
        "journal_proofs": (town.member, matter),
        "file": (town.member, {"uid": file.uid}),
        "desk:object": (town.member, {"pk": read.pk}),
        "desk:ask_step": (town.member, {"code": "transport", **begun_by(town.member)}),
        "desk:counter_step": (town.steward, begun_by(town.steward)),
    }
