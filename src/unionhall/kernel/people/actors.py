"""Who acts: a person, a guest who holds a receipt, or the hall itself."""

from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from unionhall.kernel.people.models import Person


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody without an account. `receipt` is the digest of the code they hold; empty while they ask."""

    receipt: str = ""


@dataclass(frozen=True, slots=True)
class Hall:
    """The hall's own clock and commands."""


HALL = Hall()

Actor: TypeAlias = Person | Guest | Hall


def uid_of(actor: Actor) -> UUID | None:
    """What the journal keeps of an actor: a person's UUID, nothing of anybody else."""
    return actor.uid if isinstance(actor, Person) else None
