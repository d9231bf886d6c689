"""What the interface gives and takes, as programs read it."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field, StringConstraints, WithJsonSchema

NO_NUL = r"^[^\x00]*$"
Name = Annotated[str, StringConstraints(max_length=200, pattern=NO_NUL)]
Story = Annotated[str, StringConstraints(max_length=8_000, pattern=NO_NUL)]
Number = Annotated[int, Field(ge=1, le=2**63 - 1)]
Cursor = Annotated[str, StringConstraints(max_length=400, pattern=r"^[0-9A-Za-z:_=.\-]*$")]
Size = Annotated[int, Field(ge=1, le=100)]
PLAIN = ["string", "number", "boolean", "null"]
VALUE = {"type": [*PLAIN, "array"], "items": {"type": PLAIN}}
Answer = Annotated[Any, WithJsonSchema(VALUE)]
Which = Literal["mine", "done", "worklist", "place", "offered"]


class TokenShape(Schema):
    """What the token is good for."""

    name: str
    person: str
    scopes: list[str]
    ends_on: date


class PlaceName(Schema):
    id: int
    name: str


class Standing(Schema):
    """A matter as a line of a list. `standing` and `due` are sentences, `state` and `due_at` for programs."""

    reference: str
    room: str
    kind: str
    title: str
    state: str
    standing: str
    place: PlaceName
    handler: str = Field(description="Who answers for it; empty when it is closed.")
    opened_at: datetime
    changed_at: datetime
    closed_at: datetime | None
    due_at: datetime | None
    due: str
    url: str = Field(description="Where a person reads it.")


class Matters(Schema):
    matters: list[Standing]
    next: str | None = Field(description="The address of what follows; null at the end.")


class Line(Schema):
    label: str
    value: str


class Happening(Schema):
    """One line of the timeline, the newest first."""

    at: datetime
    sentence: str
    text: str


class FileName(Schema):
    name: str
    bytes: int
    url: str


class MoveName(Schema):
    name: str
    title: str
    purpose: str


class MatterShape(Standing):
    """A matter as its page says it to this person."""

    next_step: str
    facts: list[Line]
    files: list[FileName]
    timeline: list[Happening]
    promises: list[str]
    parties: list[str] = Field(description="Empty for a party, who knows.")
    moves: list[MoveName] = Field(description="What this person can do now.")


class Choice(Schema):
    value: str
    label: str


class Question(Schema):
    """One part of a move's body."""

    name: str
    label: str
    kind: Literal["text", "choice", "choices", "file", "number", "moment", "yes_or_no"]
    required: bool
    choices: list[Choice]


class MoveShape(MoveName):
    """What a move asks."""

    asks: list[Question]


class Made(Schema):
    """Where the matter stands now."""

    reference: str
    state: str
    standing: str


class PlaceShape(PlaceName):
    kind: str
    parent: int | None


class Places(Schema):
    places: list[PlaceShape]


class Officer(Schema):
    name: str
    office: str


class PlaceAnswers(PlaceShape):
    """A place, and who answers for what is asked there."""

    address: str
    contact: str
    telephone: str
    hours: str
    urgent: str
    officers: list[Officer]
    above: str
