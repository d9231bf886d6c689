"""What the addresses of membership are tried on."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from tests.permissions.addresses import SOMETHING
from unionhall.kernel.people.models import Person
from unionhall.rooms.register.importing import uploading

if TYPE_CHECKING:
    from tests.town import Town

OF_AN_UPLOAD = (
    "register:import_preview",
    "register:import_which",
    "register:import_changes",
    "register:import_findings",
)
ROWS = "register:import_rows"
OF_A_PLACE = ("register:ground_place", "register:ground_outline", "register:ground_take_away")
NOBODYS = {"register:import_sample": "an empty table", **dict.fromkeys(OF_A_PLACE, "of a place")}


def arguments(town: "Town", _reference: str, _file: str) -> dict[str, dict[str, Any]]:
    return {
        "register:import_sample": {"kind": "members"},
        **{name: {"uid": SOMETHING} for name in OF_AN_UPLOAD},
        ROWS: {"uid": SOMETHING, "what": "new"},
        **{name: {"pk": town.north.pk} for name in OF_A_PLACE},
    }


def things(town: "Town") -> dict[str, tuple[Person, dict[str, Any]]]:
    """A table that the register keeper brought in."""
    table = BytesIO(b"Number,Name,E-mail,Branch\nT1,Li,,North\n")
    upload = uploading.check(table, "x.csv", kind="members", place=town.mill, by=town.register_keeper)
    found = {name: (town.register_keeper, {"uid": upload.uid}) for name in OF_AN_UPLOAD}
    return {**found, ROWS: (town.register_keeper, {"uid": upload.uid, "what": "new"})}
