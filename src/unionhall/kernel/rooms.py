"""Rooms and instruments: what the hall offers and works with, one folder each, found and never listed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import AppConfig, apps

if TYPE_CHECKING:
    from unionhall.kernel.people.roles import Role

Words = Any  # str or a lazy translation
OVERSEERS = ("auditor", "chair")  # the roles that read every room's board


class Circle(StrEnum):
    """Who reads a matter that lies open, beside those who serve it."""

    MEMBERS = "members"  # of its place, and of those below it
    EVERYBODY = "everybody"  # without an account, too


@dataclass(frozen=True, slots=True)
class Door:
    """A page of a part that the front door's search finds, by its title and by what people call it.

    Attributes:
        page: its name among the part's addresses.
        words: what people call it, in every language of the hall, divided by blanks.
        without_account: whether the sign-in names it, for whoever has no account.
        only_whole: whether it is found only where all that was asked fits it.
        roles: who alone may open it, and finds it.
    """

    page: str
    title: Words
    summary: Words
    words: str = ""
    without_account: bool = False
    only_whole: bool = False
    roles: tuple[str, ...] = ()


class Part(AppConfig):
    """A folder of the hall with a door: what a room and an instrument with pages have in common.

    Attributes:
        title, summary: what the door says, translatable.
        keeps: what is erased by which of its rules, as the page on privacy says it; how long its closed
            matters are kept is `<room>.keep`. keeps_for_good: none is ever erased, or none that
            lies open where there is a rule for the others.
        doors: what the search at the front door finds of it.

    What its modules say is in `contract`.
    """

    default = False
    default_auto_field = "django.db.models.BigAutoField"
    title: ClassVar[Words]
    summary: ClassVar[Words] = ""
    icon: ClassVar[str] = "door"
    keeps: ClassVar[dict[str, Words]] = {}
    keeps_for_good: ClassVar[bool] = False
    doors: ClassVar[tuple[Door, ...]] = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.default = "name" in cls.__dict__

    def part(self, name: str) -> ModuleType | None:
        """Its module of that name (`urls`, `offers`, …), or None where it has none."""
        return _module(f"{self.name}.{name}")


@cache
def _module(dotted: str) -> ModuleType | None:
    """A module that may be missing; kept, since pages ask for it again and again."""
    return import_module(dotted) if find_spec(dotted) else None


class Instrument(Part):
    """What several rooms use and people open by a door of its own, such as the ballot."""


class Room(Part):
    """One room of the hall, declared in the `apps.py` of its folder.

    Attributes:
        letter: begins the references of its matters (D-2026-000123); unique.
        handled_by, coordinated_by: names of the roles that see and act on its matters, at their places.
        roles: roles that the room adds to the kernel's.
        sealed: its parties wear masks (see `people.masks`), and all its matters are sealed.
        answers: its officers are named where the hall says who answers for a place.
        capacities: what it calls its parties, by capacity, where they are not all "the member".
        opens: the kinds of matters that lie open, and to whom; a person is never what they are about.
    """

    letter: ClassVar[str]
    handled_by: ClassVar[tuple[str, ...]] = ()
    coordinated_by: ClassVar[tuple[str, ...]] = ("coordinator",)
    roles: ClassVar[tuple["Role", ...]] = ()
    sealed: ClassVar[bool] = False
    answers: ClassVar[bool] = True
    capacities: ClassVar[dict[str, Words]] = {}
    opens: ClassVar[Mapping[str, Circle]] = {}

    @property
    def served_by(self) -> frozenset[str]:
        """The roles that see and act on its matters."""
        return frozenset((*self.handled_by, *self.coordinated_by))


def rooms() -> Iterator[Room]:
    """Every room of the running hall, in the order of discovery."""
    return (config for config in apps.get_app_configs() if isinstance(config, Room))


def parts() -> Iterator[Part]:
    """Every room, then every instrument that has a door."""
    yield from rooms()
    yield from (config for config in apps.get_app_configs() if isinstance(config, Instrument))


def room(label: str) -> Room:
    """The room with that label; LookupError if there is none."""
    config = apps.get_app_config(label)
    if not isinstance(config, Room):
        raise LookupError(f"{label} is not a room")
    return config
