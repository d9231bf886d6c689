"""What stands in the archive of a meeting: its JSON document, whose schema is published.

Nothing here needs Django or a database. Nobody's name stands in it: a delegate is the number of their seat.
"""

from datetime import datetime
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from unionhall.kernel.journal.digests import Digested

FORMAT: Final = "unionhall-meeting-1"
MEETING, SCHEMA, SIGNATURE = "meeting.json", "schema.json", "signature.json"
DIGEST = r"^[0-9a-f]{64}$"


class Shape(BaseModel):
    """Nothing but what is declared."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Item(Shape):
    """An item of the agenda; `number` is what the log names it by, `below` that of the item it is under."""

    number: int
    below: int | None
    name: str
    kind: str
    subject: str
    about: str = Field(description="Reference of the motion or joint decision that is dealt with, or empty.")


class Seat(Shape):
    """A seat that was filled, and for whom it speaks, in each language."""

    seat: int
    constituency: dict[str, str]


class Line(Shape):
    """A line of the log as the journal has it; `actor` and `key` are UUIDs or empty."""

    number: int
    event: str
    actor: str
    occurred_at: datetime
    recorded_at: datetime
    payload: dict[str, Any]
    key: str
    digest: str = Field(pattern=DIGEST)

    def digested(self, stream: str) -> Digested:
        """As it goes into the chain of that stream."""
        return Digested(stream=stream, **self.model_dump(exclude={"digest"}))


class Note(Shape):
    """What the secretary wrote at an item; 0 is the meeting as a whole."""

    item: int
    text: str


class Approval(Shape):
    """By which meeting and vote the minutes were approved, and the digest of what was."""

    meeting: str
    vote: int
    digest: str = Field(pattern=DIGEST)


class Document(Shape):
    """The whole meeting. `papers`: SHA-256 of each PDF beside it, by its name."""

    format: Literal["unionhall-meeting-1"]
    reference: str
    name: str
    term: dict[str, str]
    place: dict[str, str]
    where: str
    starts_at: datetime
    ends_at: datetime
    stream: str
    agenda: list[Item]
    seats: list[Seat]
    log: list[Line]
    notes: list[Note]
    approval: Approval | None
    papers: dict[str, str]


class Signature(Shape):
    """Ed25519 over `unionhall-meeting-1.` and the SHA-256 of the document in hexadecimal; base64url."""

    key: str
    signature: str


def signed_part(digest: str) -> bytes:
    """The bytes that are signed."""
    return f"{FORMAT}.{digest}".encode()
