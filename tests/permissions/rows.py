"""The reviewed rows of `permissions.txt`, one file a part of the hall, beside its tests.

A row says a method, an address's name (and what it is tried on), and after the bar the answer to an empty
knock by visitors: `anonymous 302, steward volunteer 200, others 403`, or `everybody 405`. 302 leads to the
sign-in or on, 404 is what strangers get, 403 who may look only. A room may add what its own officers get at
an address of another part, in a row that names nobody else: `GET worklist | mediator 200`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import unionhall
from unionhall.kernel.rooms import rooms

HOUSE = Path(unionhall.__file__).parent
REST = ("others", "everybody")  # names everyone who is not named


@dataclass
class Row:
    """What an address answers to a method, by visitor; `rest` is the answer to who is not named."""

    method: str
    name: str
    answers: dict[str, str] = field(default_factory=dict)
    rest: str = ""

    def answer(self, visitor: str) -> str:
        """The status that this visitor gets."""
        return self.answers.get(visitor, self.rest)


def folders() -> dict[str, Path]:
    """Each part of the hall that has addresses, by its name (`rooms/desk`, `kernel/web`), and every room."""
    files = sorted(HOUSE.rglob("tests/permissions.txt"))
    found = {file.parents[1].relative_to(HOUSE).as_posix(): file.parents[1] for file in files}
    found.pop("kernel/skeleton", None)
    return found | {f"rooms/{room.label}": Path(room.path) for room in rooms()}


def read() -> dict[str, list[Row]]:
    """All rows by part."""
    return {part: list(_rows(folder / "tests" / "permissions.txt")) for part, folder in folders().items()}


def whole(said: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """The rows of addresses, each with what other parts say of their own officers there."""
    rows = {part: [row for row in own if row.rest] for part, own in said.items()}
    by_address = {(row.method, row.name): row for own in rows.values() for row in own}
    for addition in (row for own in said.values() for row in own if not row.rest):
        by_address[addition.method, addition.name].answers |= addition.answers
    return rows


def _rows(file: Path) -> Iterator[Row]:
    lines = [line for line in file.read_text().splitlines() if line and not line.startswith("#")]
    for line in lines:
        address, _bar, said = line.partition("|")
        method, *name = address.split()
        row = Row(method, " ".join(name))
        for group in said.split(","):
            *visitors, status = group.split()
            if visitors[0] in REST:
                row.rest = status
            else:
                row.answers |= dict.fromkeys(visitors, status)
        yield row


SAID = read()
ROWS = whole(SAID)
EVERY_ROW = [row for rows in ROWS.values() for row in rows]
