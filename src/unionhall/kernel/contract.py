"""The contract of a room: the modules that its folder may have, and what the hall calls in them.

A class below stands for the module of its name: what is abstract must be there, what has a body may be left
out, and a module whose name stands in `OWN` is the room's own affair. Instruments with a door keep the same
contract. The system check in `misspelt` names whatever no line here knows.
"""

from abc import abstractmethod
from collections.abc import Hashable, Sequence
from datetime import datetime
from functools import cache
from inspect import get_annotations, isfunction
from types import ModuleType, new_class
from typing import TYPE_CHECKING, Any, Protocol, Self

from unionhall.kernel.appointments import Appointment
from unionhall.kernel.handed import Awaiting as Awaiting
from unionhall.kernel.handed import Coming as Coming
from unionhall.kernel.handed import Fact as Fact
from unionhall.kernel.handed import Goal as Goal
from unionhall.kernel.handed import Offer as Offer
from unionhall.kernel.handed import Section as Section
from unionhall.kernel.handed import facts_of as facts_of
from unionhall.kernel.rooms import Part, Words

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import Q

    from unionhall.kernel.matters.models import Matter
    from unionhall.kernel.people.models import Person
    from unionhall.kernel.places.models import Place
    from unionhall.kernel.web.reader import Reader


class Called(Protocol):
    """What the hall calls in the module that has the name of the class, in small letters."""

    @classmethod
    def of(cls, part: Part) -> Self | None:
        """What this room or instrument has of it, with the answers below for what it leaves out."""
        found = part.part(module_of(cls))
        return _completed(cls, found) if found else None


class Panel(Called, Protocol):
    """What the page of a matter says of it, to its reader."""

    @abstractmethod
    def facts(self, matter: "Matter", reader: "Reader") -> Sequence[Fact]:
        """What it is about."""

    def sections(self, matter: "Matter", reader: "Reader") -> Sequence[Section]:
        """What single facts can't say."""
        return ()

    def caution(self, matter: "Matter", reader: "Reader") -> str:
        """What this reader must not miss."""
        return ""

    def heading(self, matter: "Matter", reader: "Reader") -> str:
        """What the page is called for this reader, where that is more than its title in lists."""
        return ""

    def leads_on(self, matter: "Matter", reader: "Reader") -> tuple[Words, str] | None:
        """Title and address of another room where the reader can go on."""
        return None


class Offers(Called, Protocol):
    """What one can ask for here, for the front door and its search."""

    def mark(self) -> Hashable:
        """Another one after each change of the goals."""
        return None

    def goals(self) -> Sequence[Goal]:
        """What the search leads to, beside the part's doors."""
        return ()

    def most_asked(self, *, limit: int) -> Sequence[Offer]:
        """What people ask for most."""
        return ()

    def in_own_words(self) -> Offer | None:
        """Asking without choosing anything."""
        return None

    def about_oneself(self) -> Offer | None:
        """Seeing what is kept of oneself, having it put right or erased."""
        return None

    def about_reading(self, pk: int) -> str:
        """Where somebody objects to that line of the log of readings."""
        return ""

    def about_name(self) -> str:
        """Where somebody asks to have their name or telephone number in the register put right."""
        return ""

    def proposing_at(self, person: "Person", place: "Place") -> str:
        """Where the person can propose somebody to answer at a place; empty where they may not."""
        return ""


class Due(Called, Protocol):
    """What waits for somebody today. `COUNT` counts it in SQL, for `%(person)s` at `%(now)s`."""

    COUNT: str

    @abstractmethod
    def this_week(self, person: "Person", until: datetime) -> Sequence[Coming]:
        """The same, and what comes until then, for the front page."""


class Referrals(Called, Protocol):
    """Taking over what another room can't settle; `takes` says what, in a few words."""

    takes: Words

    @abstractmethod
    def address(self, matter: "Matter") -> str:
        """Where the member begins here, with the words of that matter."""


class Settling(Called, Protocol):
    """What a matter of any room can wait for, see `procedures.awaiting`."""

    @abstractmethod
    def awaited(self, stream: "UUID", person: "Person | None") -> Awaiting | None:
        """What is settled under that stream, as this reader may know it; None for a stream of others."""


class Public(Called, Protocol):
    """What everybody can read one by one beside the kinds that lie open, such as a list for programs: no
    report can hide anything behind it.
    """

    @abstractmethod
    def matters(self) -> "Q":
        """Which of the room's matters, also those that were public once: somebody kept the list."""


class Beginning(Called, Protocol):
    """A hall that has just begun."""

    @abstractmethod
    def begin(self) -> None:
        """Offer what comes with the hall."""


class Recorded(Called, Protocol):
    """What the journal has to know of: rows that give somebody rights."""

    @abstractmethod
    def unrecorded(self) -> Sequence[str]:
        """Those that stand in no entry of the journal, a line each for the operator of a restored hall."""


class Cards(Called, Protocol):
    """The cards that members carry."""

    @abstractmethod
    def bearer(self, typed: str) -> "Person | None":
        """Whose card it is by any of its codes, if it is good today and they are a member.

        Nothing is written down: whoever asks says what their reading is.
        """


class Appointments(Called, Protocol):
    """When one meets, for the calendars of those who take part."""

    def of_person(self, person: "Person") -> Sequence[Appointment]:
        """Those still to come, for the person's own calendar."""
        return ()

    def told(self, matter: "Matter", event: str, person: "Person") -> Appointment | None:
        """What goes as a file with the letter by which this person is told of that event."""
        return None


class News(Called, Protocol):
    """What pages follow by themselves, see `kernel.web.following`; only of matters that lie open."""

    @abstractmethod
    def version(self, matter: int) -> str:
        """Another one after each change of that matter, by its id; empty where there is none. One query."""


class Demo(Called, Protocol):
    """The room's share of the demo union."""

    @abstractmethod
    def furnish(self, union: Any) -> None:
        """Plan what happens here; the union is `demo.union.Union`, which stands above the kernel."""


CALLED: tuple[type[Called], ...] = (
    Panel,
    Offers,
    Due,
    Referrals,
    Settling,
    Public,
    Beginning,
    Recorded,
    Cards,
    Appointments,
    News,
    Demo,
)
OWN = {
    "apps": "the room's declaration",
    "models": "its details and other rows",
    "procedure": "states and moves",
    "forms": "what its pages ask",
    "things": "what it keeps that is no case: its `Things`",
    "views": "its pages",
    "urls": "their addresses, below the room's name",
    "root_urls": "addresses outside it",
    "api": "what programs can do beyond its moves: a `router`",
    "commands": "its commands: a `command`",
    "tasks": "its jobs",
    "holdings": "what it holds of people, beyond what the kernel declares",
}


def module_of(contract: type[Called]) -> str:
    """What the module that keeps this contract is called."""
    return contract.__name__.lower()


MODULES = {*OWN, *(module_of(contract) for contract in CALLED)}


def hooks(contract: type[Called]) -> dict[str, Any]:
    """What the hall asks of the module, by name: a function as the contract has it, None for a value."""
    values = dict.fromkeys(get_annotations(contract))
    return values | {name: each for name, each in vars(contract).items() if _is_hook(name, each)}


def _is_hook(name: str, value: Any) -> bool:
    return isfunction(value) and not name.startswith("_")


@cache
def _completed(contract: type[Any], module: ModuleType) -> Any:
    own = {name: getattr(module, name) for name in hooks(contract) if hasattr(module, name)}
    said = {name: staticmethod(value) if isfunction(value) else value for name, value in own.items()}
    return new_class(contract.__name__, (contract,), exec_body=lambda body: body.update(said))()
