"""Declaring a procedure: its states, what limits each, and the moves between them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Unpack

from unionhall.kernel.journal import events
from unionhall.kernel.matters.models import Detail, Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.procedures.asks import Ask
from unionhall.kernel.procedures.predicates import Predicate
from unionhall.kernel.procedures.states import Limit as Limit
from unionhall.kernel.procedures.states import State as State
from unionhall.kernel.procedures.states import Step as Step
from unionhall.kernel.procedures.verbs import NOTHING as NOTHING
from unionhall.kernel.procedures.verbs import Beginning as Beginning
from unionhall.kernel.procedures.verbs import Body, Declared, OpeningBody
from unionhall.kernel.procedures.verbs import Move as Move
from unionhall.kernel.procedures.verbs import Opening as Opening
from unionhall.kernel.procedures.verbs import Text as Text
from unionhall.kernel.rooms import Room, room


@dataclass(eq=False)
class Procedure:
    """The stations of one kind of a room's matters and the moves between them.

    Args:
        name: the room's label. kind: of its matters, as the spine has it; empty for those of the room that
            have no procedure of their own. version: raise it when a running matter must go on under the old
            declaration, and keep the old one as long as such matters are open.
        detail: what the room keeps of such a matter.
        tell_guests: called in the transaction of each move that tells, with the matter, who acted and the
            only capacity that may know of it (empty for all): for post to people who have no inbox here.
        also_told: ids of others whom a matter that lies open concerns, such as who proposed it: they are
            told of each move that tells.
        reaches_guests: whether that post has an address in this matter; always, where nothing is declared.
        start: the first state. line: the states drawn as stations; the others appear where they happen.
        lines: the same for kinds of matters that go another way.
        begun: limits that bodies of moves begin, and that belong to no state alone.
        promise: limits the whole matter from its opening to a final state.
        again: limits a state without limits of its own where no promise runs any more, so that nothing
            waits in silence.
        fetch: reads at once what the `step_for` of several matters ask for, so that a list stays cheap.
    """

    name: str
    detail: type[Detail]
    start: str
    states: dict[str, State]
    line: tuple[str, ...]
    kind: str = ""
    promise: Limit | None = None
    again: Limit | None = None
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    version: int = 1
    moves: dict[str, Move] = field(default_factory=dict)
    openings: dict[str, Opening] = field(default_factory=dict)
    begun: tuple[Limit, ...] = ()
    tell_guests: Callable[[Matter, Actor, str], None] | None = None
    also_told: Callable[[Matter], Iterable[int]] | None = None
    reaches_guests: Callable[[Matter], bool] = lambda matter: True
    fetch: Callable[[list[Matter]], None] | None = None

    def __post_init__(self) -> None:
        if (self.name, self.kind, self.version) in _procedures:
            raise ValueError(f"the procedure {self} is declared twice")
        _procedures[self.name, self.kind, self.version] = self

    def __str__(self) -> str:
        return f"{self.name} {self.kind}".strip() + f", version {self.version}"

    @property
    def room(self) -> Room:
        return room(self.name)

    @property
    def lies_open(self) -> bool:
        """Whether others than its parties and officers read these matters."""
        return self.kind in self.room.opens

    def opening(
        self, *, allowed: Predicate, title: Any, sentence: Any, asks: Mapping[str, Ask] | None = None
    ) -> Callable[[OpeningBody], Opening]:
        """Declare the body as a way to begin a matter."""

        def declare(body: OpeningBody) -> Opening:
            opening = Opening(
                procedure=self, body=body, allowed=allowed, title=title, sentence=sentence, asks=asks or {}
            )
            self.openings[opening.name] = opening
            events.register(opening.event, sentence)
            return opening

        return declare

    def move(self, *, source: Iterable[str], **declared: Unpack[Declared]) -> Callable[[Body], Move]:
        """Declare the body as a move from these states; see `Move` for what else is declared."""
        origins = frozenset([source] if isinstance(source, str) else source)

        def declare(body: Body) -> Move:
            move = Move(procedure=self, body=body, source=origins, **declared)
            self.moves[move.name] = move
            events.register(move.event, move.sentence)
            return move

        return declare

    def limit(self, state: str, rule: str) -> Limit | None:
        """The limit of that rule, which a state declares or a body begins; else the promise's."""
        return self._limits.get((state, rule)) or self._limits.get(("", rule)) or self.promise

    @cached_property
    def _limits(self) -> dict[tuple[str, str], Limit]:
        """Every declared limit by its state and rule, those of no state alone under none."""
        others = (*((self.again,) if self.again else ()), *self.begun)
        declared = [(name, each) for name, state in self.states.items() for each in state.limits]
        all_of_them = [("", each) for each in reversed(others)] + list(reversed(declared))
        found: dict[tuple[str, str], Limit] = {}
        for name, limit in all_of_them:
            found |= {(name, ahead.rule): ahead for ahead in limit.ahead}
            found[name, limit.rule] = limit
        return found

    def on_day(self, rule: str) -> Limit:
        """The limit of that rule that runs to a day; LookupError where none does."""
        for limit in self._limits.values():
            if limit.rule == rule and limit.on_day:
                return limit
        raise LookupError(f"in {self} no limit {rule!r} runs to a day")

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
            move for move in self.moves.values() if matter.state in move.source and move.is_for(matter, actor)
        ]


_procedures: dict[tuple[str, str, int], Procedure] = {}


def procedure_of(matter: Matter) -> Procedure:
    """The declaration that a matter runs under, of the version it began with; LookupError if it is gone."""
    name, kind, version = matter.room, matter.kind, matter.procedure_version
    found = _procedures.get((name, kind, version)) or _procedures.get((name, "", version))
    if found is None:
        raise LookupError(f"no procedure {name} {kind} of version {version}")
    return found


def procedures() -> list[Procedure]:
    """Every declared procedure."""
    return list(_procedures.values())
