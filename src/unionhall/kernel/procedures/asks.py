"""What a verb asks of whoever makes it: said once, for the page, the interface, the docs and the demo."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.places.models import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One question. `help` stands below it."""

    label: Any
    required: bool = True
    help: Any = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Ask):
    longest: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Story(Ask):
    longest: int = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Ask):
    """`is_ahead`: from today on; `is_past`: until today."""

    is_ahead: bool = False
    is_past: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Ask):
    """A picture, a PDF or a text, cleaned before it is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where(Ask):
    """One of the places that this actor may name."""

    among: Callable[[Actor], Iterable[Place]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Ask):
    """One of these, as (value, words); `among` is asked of the matter and the actor."""

    among: Callable[[Matter, Actor], Iterable[tuple[str, Any]]]
