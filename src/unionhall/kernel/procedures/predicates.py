"""Who may make a move: small questions about a matter and an actor, joined by `|`, `&` and `~`."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor, Guest, Hall
from unionhall.kernel.people.models import Person
from unionhall.kernel.rooms import room


@dataclass(frozen=True, slots=True)
class Predicate:
    """A yes-or-no question; `name` is how the documentation of a procedure says it.

    `needs_party`: only a party can ever be meant, so that what it allows is never against their wish.
    """

    name: str
    ask: Callable[[Matter, Actor], bool]
    needs_party: bool = False

    def __call__(self, matter: Matter, actor: Actor) -> bool:
        return self.ask(matter, actor)

    def __or__(self, other: "Predicate") -> "Predicate":
        return Predicate(
            f"{self.name} or {other.name}",
            lambda matter, actor: self(matter, actor) or other(matter, actor),
            needs_party=self.needs_party and other.needs_party,
        )

    def __and__(self, other: "Predicate") -> "Predicate":
        return Predicate(
            f"{self.name} and {other.name}",
            lambda matter, actor: self(matter, actor) and other(matter, actor),
            needs_party=self.needs_party or other.needs_party,
        )

    def __invert__(self) -> "Predicate":
        return Predicate(f"not {self.name}", lambda matter, actor: not self(matter, actor))


def predicate(
    name: str, *, needs_party: bool = False
) -> Callable[[Callable[[Matter, Actor], bool]], Predicate]:
    """Make a function of (matter, actor) a predicate under a name."""
    return lambda ask: Predicate(name, ask, needs_party)


@predicate("anybody")
def anybody(matter: Matter, actor: Actor) -> bool:
    return True


@predicate("the hall")
def is_hall(matter: Matter, actor: Actor) -> bool:
    return isinstance(actor, Hall)


@predicate("the person it is about", needs_party=True)
def is_subject(matter: Matter, actor: Actor) -> bool:
    return isinstance(actor, Person) and matter.subject == actor


@predicate("a party", needs_party=True)
def is_party(matter: Matter, actor: Actor) -> bool:
    """A party by name, or the guest who holds the receipt."""
    if isinstance(actor, Guest):
        return bool(matter.capacity_of(actor))
    return isinstance(actor, Person) and actor.pk in matter.party_ids


@predicate("a member here", needs_party=True)
def is_member_here(matter: Matter, actor: Actor) -> bool:
    """Of the matter's place or one below it: where a matter lies open, they are whom it is for."""
    return isinstance(actor, Person) and any(
        place.path.startswith(matter.place_path) for place in actor.own_places()
    )


@predicate("the handler")
def is_handler(matter: Matter, actor: Actor) -> bool:
    return isinstance(actor, Person) and matter.handler_id == actor.pk and _may_handle(matter, actor)


@predicate("somebody who serves this room here")
def serves_here(matter: Matter, actor: Actor) -> bool:
    """Holds an office of the room's handlers or coordinators at the place or above it."""
    return _holds(matter, actor, room(matter.room).served_by)


@predicate("a coordinator here")
def coordinates_here(matter: Matter, actor: Actor) -> bool:
    return _holds(matter, actor, room(matter.room).coordinated_by)


def holds(*roles: str) -> Predicate:
    """Whoever holds one of those roles at the matter's place or above it."""
    return Predicate(" or ".join(roles), lambda matter, actor: _holds(matter, actor, roles))


def _holds(matter: Matter, actor: Actor, roles: Collection[str]) -> bool:
    return (
        isinstance(actor, Person)
        and actor.office_over(matter.place_path, roles) is not None
        and _may_handle(matter, actor)
    )


def _may_handle(matter: Matter, person: Person) -> bool:
    """A party can't handle their own matter, nor whoever was recused from it."""
    return person.pk not in matter.recused and person.pk not in matter.party_ids
