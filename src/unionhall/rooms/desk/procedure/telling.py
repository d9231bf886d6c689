"""Telling somebody without an account who left a way to be reached; the job leaves with the commit."""

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.customs.taking_back import defer_until_it_stands

ANNOUNCE = "desk.announce"  # by its name: the jobs of this room know its moves


def reaches_guests(matter: Matter) -> bool:
    return bool(matter.request.contact)


def tell_guests(matter: Matter, actor: Actor, _audience: str) -> None:
    """Once nobody can take the move back. What they did themselves is no news, but may have been the end.

    Nor does the hall's clock write: an address that nobody has proved gets letters for what people do.
    """
    if matter.seats or not reaches_guests(matter):
        return
    number = matter.journal_length if isinstance(actor, Person) else 0
    defer_until_it_stands(ANNOUNCE, matter=matter.pk, number=number)
