"""Every page that people read, and who reads it: taken from the table of permissions."""

from typing import TYPE_CHECKING

from tests.permissions.addresses import VISITORS, address, arguments
from tests.permissions.test_table import ROWS

if TYPE_CHECKING:
    from tests.town import Town

READERS = ("anonymous", "member", "coordinator")  # who between them see everything there is
NO_PAGES = ("open311:", "file", "set_language")


def pages(town: "Town", reference: str) -> list[tuple[str, str]]:
    """A visitor and an address for each page, once for each kind of reader who may see it."""
    filled = arguments(town, reference, "00000000-0000-4000-8000-000000000000")
    return [
        (visitor, address(row, filled))
        for (method, row), statuses in ROWS.items()
        for visitor in READERS
        if method == "GET"
        and not row.startswith(NO_PAGES)
        and statuses[VISITORS.index(visitor)] in ("200", "403", "404", "409")
        and (visitor != "member" or statuses[0] != "200")
        and (visitor != "coordinator" or statuses[VISITORS.index("member")] != "200" or row == "matter")
    ]
