"""The verbs of a procedure: those that begin a matter, those that move it, and what each says and asks."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from inspect import signature
from typing import TYPE_CHECKING, Any, Required, TypeAlias, TypedDict, get_type_hints
from uuid import UUID

from django.db.models import Model

from unionhall.kernel.matters.models import Detail, Matter, Party
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.procedures.asks import Ask
from unionhall.kernel.procedures.predicates import Predicate
from unionhall.kernel.procedures.rules import Rule

if TYPE_CHECKING:
    from unionhall.kernel.procedures.declaration import Procedure

GRACE = 60
"""For how many seconds a move `for_a_minute` can be taken back; letters about it wait so long."""

TAKE_BACK = "take_back"
"""What the verb is called that undoes a move `for_a_minute`."""

NOTHING = ""
"""What is lost by a move after which all is there that was there before, and the way goes on."""

Body: TypeAlias = Callable[..., Mapping[str, Any] | None]
OpeningBody: TypeAlias = Callable[..., "Beginning"]


@dataclass(frozen=True, slots=True)
class Text:
    """What somebody writes with a move.

    `internal`: for handlers. `private`: between one side and the handler; the other side never learns of it.
    Of the handler's own private words the body names the side, as `side` in what it returns.
    Files go with what everybody reads who sees the matter, see `Move.takes_files`.
    `stands`: whether what was written, by its number in the journal, still says where the matter stands.
    """

    label: Any
    required: bool = True
    internal: bool = False
    private: bool = False
    stands: Callable[[Matter, int], bool] | None = None


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a room hands over with a new matter.

    Attributes:
        detail: the room's own row. words: what search may find. parties: capacity by person is in each row.
        promised: the time promised, as a rule, as an instant, or None for the procedure's own.
        unpromised: there is no promise at all, as in some imported files. receipt: digest of a guest's code,
            who is a party in that `capacity`.
        sealed: its texts and files are encrypted, and search doesn't find its words.
        rows: what else of the room's own hangs on the matter.
    """

    detail: Detail
    words: str = ""
    parties: tuple[Party, ...] = ()
    promised: Rule | datetime | None = None
    unpromised: bool = False
    receipt: str = ""
    capacity: str = "member"
    sealed: bool = False
    rows: tuple[Model, ...] = ()
    payload: Mapping[str, Any] = field(default_factory=dict)


class Declared(TypedDict, total=False):
    """What a room declares of a move beside its body and its sources; see `Move`."""

    target: Required[str | None]
    allowed: Required[Predicate]
    title: Required[Any]
    sentence: Required[Any]
    text: Text | None
    named: str
    asks: Mapping[str, Ask]
    tells: bool
    tells_only: tuple[str, ...]
    tells_members: bool
    tells_whom: Callable[[Matter], Iterable[int]] | None
    style: str
    leads: Predicate | None
    loud: bool
    lost: Any
    undone_by: tuple[str, ...]
    for_a_minute: bool
    done: Any
    for_many: bool


@dataclass(frozen=True, kw_only=True)
class Verb:
    """What is common to a move and an opening.

    `asks`: its questions, each an argument of the body. `named`: its name, where it isn't the body's.
    """

    procedure: "Procedure"
    body: Callable[..., Any]
    allowed: Predicate
    title: Any
    sentence: Any
    asks: Mapping[str, Ask] = field(default_factory=dict)
    named: str = ""

    @property
    def name(self) -> str:
        return self.named or self.body.__name__

    @property
    def event(self) -> str:
        return f"{self.procedure.name}.{self.name}"

    @property
    def purpose(self) -> str:
        """The first line of the body's docstring."""
        return (self.body.__doc__ or "").strip().partition("\n")[0]

    @cached_property
    def by(self) -> Any:
        """Who can make it at all: the type that the body declares for its `actor`."""
        return get_type_hints(self.body).get("actor", Actor)

    @cached_property
    def names_handler(self) -> bool:
        """Whether its sentence says who has the matter, so that the journal keeps it."""
        return "{handler}" in str(self.sentence)

    def is_for(self, matter: Matter, actor: Actor) -> bool:
        """Whether this actor may do it, in whatever state the matter is."""
        return isinstance(actor, self.by) and self.allowed(matter, actor)


@dataclass(frozen=True, kw_only=True)
class Move(Verb):
    """A verb that moves a matter; calling it makes the move. See `engine.perform` for what happens.

    `target`: None stays in the state, with its limits running on.
    `tells`: those concerned get a notice; `loud`: by two channels, as when a time limit must not be missed.
    `tells_only`: the capacities of the parties who get one; empty for all. `tells_members`: all who may read
    a matter that lies open, too; `tells_whom`: some of them, by their ids.
    `leads`: where this doesn't hold, a move of style "main" is possible, but not what should be done next.
    `lost`: what is gone for good once it is made, in a sentence; then a page says so and asks. NOTHING where
    there is no such thing. `undone_by`: the verbs that lead back. A move that asks nothing says one of both.
    `for_a_minute`: whoever made it can take it back, see `customs.taking_back`; its body changes nothing but
    the matter's own state, and whose it is.
    `done`: what its maker reads afterwards, with `{whom}` for those who are told; else its title and them.
    `for_many`: the worklist offers it for several matters that are ticked.
    """

    source: frozenset[str]
    target: str | None
    text: Text | None = None
    tells: bool = True
    tells_only: tuple[str, ...] = ()
    tells_members: bool = False
    tells_whom: Callable[[Matter], Iterable[int]] | None = None
    style: str = "plain"
    leads: Predicate | None = None
    loud: bool = False
    lost: Any = None
    undone_by: tuple[str, ...] = ()
    for_a_minute: bool = False
    done: Any = None
    for_many: bool = False

    def style_for(self, matter: Matter, actor: Actor) -> str:
        """Its style on this actor's page now: plain where it is not what should be done next."""
        return self.style if self.leads is None or self.leads(matter, actor) else "plain"

    @property
    def closes(self) -> bool:
        """Whether the move ends the matter."""
        return self.target is not None and self.procedure.states[self.target].final

    @cached_property
    def is_asking(self) -> bool:
        """Whether the move needs more than somebody who makes it: a text, or an argument of its body."""
        return self.text is not None or not {*signature(self.body).parameters} <= {"matter", "actor"}

    @property
    def takes_files(self) -> bool:
        """Whether files can go with its text: whoever sees the matter opens them, as they read the text."""
        return self.text is not None and not (self.text.internal or self.text.private)

    def __call__(
        self,
        matter: Matter,
        *,
        actor: Actor,
        key: UUID | None = None,
        at: datetime | None = None,
        **arguments: Any,
    ) -> Matter:
        from unionhall.kernel.procedures.engine import perform

        return perform(self, matter, actor=actor, key=key, at=at, **arguments)


@dataclass(frozen=True, kw_only=True)
class Opening(Verb):
    """The verb that begins a matter; calling it opens one. See `engine.begin`."""

    body: OpeningBody

    def __call__(
        self,
        matter: Matter,
        *,
        actor: Actor,
        key: UUID | None = None,
        at: datetime | None = None,
        **arguments: Any,
    ) -> Matter:
        from unionhall.kernel.procedures.opening import begin

        return begin(self, matter, actor=actor, key=key, at=at, **arguments)
