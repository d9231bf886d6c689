"""What a verb asks of whoever makes it: said once, for the page, the interface, the docs and the demo."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Office
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures.refusals import Refusal


class Wrong(Refusal):
    """An answer that is not right, said at its question.

    A `check` raises it for one answer, the body for what depends on several; it names the question.
    """

    def __init__(self, message: Any, question: str = "") -> None:
        self.message, self.question = message, question
        super().__init__(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One question; its answer is an argument of the body.

    `help` stands below it. `check` is given the answer, the matter and the actor, and raises Wrong.
    """

    label: Any
    required: bool = True
    help: Any = ""
    check: Callable[[Any, Matter, Actor], None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Ask):
    """A few words, as a string."""

    longest: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Story(Ask):
    """Paragraphs, as a string."""

    longest: int = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail(Ask):
    """An e-mail address, as a string in small letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telephone(Ask):
    """A telephone number, as a string in E.164, with its extension where it has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Ask):
    """A whole number from `least` to `most`, as an int."""

    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNo(Ask):
    """A tick, as a bool; `required` means that it has to be set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Ask):
    """A day, as a date. `is_ahead`: from today on; `is_past`: until today."""

    is_ahead: bool = False
    is_past: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment(Ask):
    """A day and a time, as a datetime without a zone: it is said by the clock of the matter's place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Ask):
    """A picture, a PDF, an OFD or a text, cleaned before it is kept, as a CleanFile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where(Ask):
    """One of the places that this actor may name, as a Place."""

    among: Callable[[Actor], Iterable[Place]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Ask):
    """One of these, as its value; `among` is asked of the matter and the actor for (value, words)."""

    among: Callable[[Matter, Actor], Iterable[tuple[str, Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Ask):
    """One of these rows, as the row; `among` is asked of the matter and the actor for (row, words)."""

    among: Callable[[Matter, Actor], Iterable[tuple[Model, Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom(Ask):
    """One of the officers that `among` names for the matter and the actor, as a Person."""

    among: Callable[[Matter, Actor], Iterable[Office]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Other(Ask):
    """Another matter of the room by its reference, as a Matter; one that the actor can't see isn't there.

    `near` names the likeliest of those that the actor may open, to be chosen instead of typed.
    """

    near: Callable[[Matter, Actor], Iterable[Matter]] | None = None
