"""Declaring a procedure: its states, what limits each, and the moves between them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from inspect import signature
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import Model

from unionhall.kernel.journal import events
from unionhall.kernel.matters.models import Deadline, Detail, Matter, Party
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.procedures.predicates import Predicate
from unionhall.kernel.procedures.rules import Rule
from unionhall.kernel.procedures.states import Limit as Limit
from unionhall.kernel.procedures.states import State as State
from unionhall.kernel.procedures.states import Step as Step

Body: TypeAlias = Callable[..., Mapping[str, Any] | None]
OpeningBody: TypeAlias = Callable[..., "Beginning"]


@dataclass(frozen=True, slots=True)
class Text:
    """What somebody writes with a move.

    `internal`: for handlers. `private`: between one side and the handler; the other side never learns of it.
    Of the handler's own private words the body names the side, as `side` in what it returns.
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
        limits: those that run from the beginning on, on days that only the matter knows.
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
    limits: tuple[Deadline, ...] = ()
    payload: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Move:
    """A verb of a procedure; calling it makes the move. See `engine.perform` for what happens.

    `tells`: those concerned get a notice; `loud`: by two channels, as when a time limit must not be missed.
    `leads`: where this doesn't hold, a move of style "main" is possible, but not what should be done next.
    `tells_only`: the capacities of the parties who get one; empty for all.
    """

    procedure: "Procedure"
    name: str
    body: Body
    source: frozenset[str]
    target: str | None
    allowed: Predicate
    title: Any
    sentence: Any
    text: Text | None = None
    tells: bool = True
    style: str = "plain"
    loud: bool = False
    leads: Predicate | None = None
    tells_only: tuple[str, ...] = ()

    @property
    def event(self) -> str:
        return f"{self.procedure.name}.{self.name}"

    def styled(self, matter: Matter, actor: Actor) -> "Move":
        """The move as it stands on this actor's page now: plain where it is not what should be done next."""
        if self.leads is None or self.leads(matter, actor):
            return self
        return replace(self, style="plain")

    @property
    def closes(self) -> bool:
        """Whether the move ends the matter."""
        return self.target is not None and self.procedure.states[self.target].final

    @property
    def asks(self) -> bool:
        """Whether the move needs more than somebody who makes it: a text, or an argument of its body."""
        return self.text is not None or not {*signature(self.body).parameters} <= {"matter", "actor"}

    @property
    def purpose(self) -> str:
        """The first line of the body's docstring."""
        return (self.body.__doc__ or "").strip().partition("\n")[0]

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


@dataclass(frozen=True)
class Opening:
    """The verb that begins a matter; calling it opens one. See `engine.begin`."""

    procedure: "Procedure"
    name: str
    body: OpeningBody
    allowed: Predicate
    title: Any
    sentence: Any

    @property
    def event(self) -> str:
        return f"{self.procedure.name}.{self.name}"

    def __call__(
        self,
        matter: Matter,
        *,
        actor: Actor,
        key: UUID | None = None,
        at: datetime | None = None,
        **arguments: Any,
    ) -> Matter:
        from unionhall.kernel.procedures.engine import begin

        return begin(self, matter, actor=actor, key=key, at=at, **arguments)


@dataclass
class Procedure:
    """The stations of a room's matters and the moves between them.

    Args:
        name: the room's label. version: raise it when a running matter must go on under the old declaration,
            and keep the old one as long as such matters are open.
        tell_guests: called in the transaction of each move that tells, with the matter, who acted and the
            only capacity that may know of it (empty for all): for post to people who have no inbox here.
        start: the first state. line: the states drawn as stations; the others appear where they happen.
        lines: the same for kinds of matters that go another way.
        begun: limits that bodies of moves begin, on days that only the matter knows.
        promise: limits the whole matter from its opening to a final state.
        again: limits a state without limits of its own where no promise runs any more, so that nothing
            waits in silence.
        fetch: reads at once what the `step_for` of several matters ask for, so that a list stays cheap.
    """

    name: str
    start: str
    states: dict[str, State]
    line: tuple[str, ...]
    promise: Limit | None = None
    again: Limit | None = None
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    version: int = 1
    moves: dict[str, Move] = field(default_factory=dict)
    openings: dict[str, Opening] = field(default_factory=dict)
    begun: tuple[Limit, ...] = ()
    tell_guests: Callable[[Matter, Actor, str], None] | None = None
    fetch: Callable[[list[Matter]], None] | None = None

    def __post_init__(self) -> None:
        if (self.name, self.version) in _procedures:
            raise ValueError(f"the procedure {self.name}, version {self.version}, is declared twice")
        _procedures[self.name, self.version] = self

    def opening(self, *, allowed: Predicate, title: Any, sentence: Any) -> Callable[[OpeningBody], Opening]:
        """Declare the body as a way to begin a matter."""

        def declare(body: OpeningBody) -> Opening:
            opening = Opening(self, body.__name__, body, allowed, title, sentence)
            self.openings[opening.name] = opening
            events.register(opening.event, sentence)
            return opening

        return declare

    def move(  # noqa: PLR0913 - a declaration names its parts
        self,
        *,
        source: Iterable[str],
        target: str | None,
        allowed: Predicate,
        title: Any,
        sentence: Any,
        text: Text | None = None,
        tells: bool = True,
        style: str = "plain",
        loud: bool = False,
        leads: Predicate | None = None,
        tells_only: tuple[str, ...] = (),
    ) -> Callable[[Body], Move]:
        """Declare the body as a move; `target=None` stays in the state, with its limits running on."""
        origins = frozenset([source] if isinstance(source, str) else source)

        def declare(body: Body) -> Move:
            move = Move(
                self,
                body.__name__,
                body,
                origins,
                target,
                allowed,
                title,
                sentence,
                text=text,
                tells=tells,
                style=style,
                loud=loud,
                leads=leads,
                tells_only=tells_only,
            )
            self.moves[move.name] = move
            events.register(move.event, sentence)
            return move

        return declare

    def limit(self, state: str, rule: str) -> Limit | None:
        """The limit of that rule, which a state declares or a body begins; else the promise's."""
        declared = self.states[state].limits if state in self.states else ()
        others = (self.again, *self.begun) if self.again else self.begun
        return next((each for each in (*declared, *others) if each.rule == rule), self.promise)

    def line_of(self, kind: str) -> tuple[str, ...]:
        """The states drawn as stations for a matter of that kind."""
        return self.lines.get(kind, self.line)

    def fulfils(self, state: str, kind: str) -> bool:
        """Whether what was promised is done once a matter of that kind is in the state."""
        return state == self.line_of(kind)[-1] or (state in self.states and self.states[state].fulfils)

    def possible(self, matter: Matter, actor: Actor) -> list[Move]:
        """The moves that this actor may make now, in the order of declaration."""
        actor = matter.known_as(actor)
        return [
            move.styled(matter, actor)
            for move in self.moves.values()
            if matter.state in move.source and move.allowed(matter, actor)
        ]


_procedures: dict[tuple[str, int], Procedure] = {}


def procedure_of(matter: Matter) -> Procedure:
    """The declaration that a matter runs under, of the version it began with; LookupError if it is gone."""
    try:
        return _procedures[matter.room, matter.procedure_version]
    except KeyError:
        raise LookupError(f"no procedure {matter.room} of version {matter.procedure_version}") from None


def procedures() -> list[Procedure]:
    """Every declared procedure."""
    return list(_procedures.values())
