"""What a move takes for good, or what undoes it, and who is told: said on its page before it is made."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from unionhall.kernel.contract import Fact, facts_of
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.declaration import Move
from unionhall.kernel.rooms import room
from unionhall.kernel.web.reader import Reader


def consequences(move: Move, matter: Matter, reader: Reader) -> list[Fact]:
    """Nothing of a move that takes nothing for good and that nothing undoes."""
    if not (move.lost or move.undone_by):
        return []
    whom = _(", ").join(told(move, matter, reader)) or _("nobody; it stands in what happened")
    return facts_of(
        (
            (_("Gone for good"), move.lost),
            (_("Can be undone"), _(", ").join(_ways_back(move))),
            (_("Who is told"), whom),
        )
    )


def _ways_back(move: Move) -> list[str]:
    """By their titles, each once."""
    titles = (str(move.procedure.moves[name].title) for name in move.undone_by)
    return [_("yes, with “%(move)s”") % {"move": title} for title in dict.fromkeys(titles)]


def told(move: Move, matter: Matter, reader: Reader, *, by_name: bool = False) -> Iterator[str]:
    """Whoever gets a notice now. To a party it doesn't say who else sits at which side.

    `by_name`: those who take part under their names as well, where the room knows them and nothing is sealed.
    """
    if not move.tells or (move.text and move.text.private):
        return
    others = _others(move, matter, reader)
    if others and reader.is_party:
        yield _("everybody else who takes part")
    else:
        yield from dict.fromkeys(_called(matter, *each, by_name=by_name) for each in others)
    in_charge = (matter.handler, matter.offered_to)
    yield from (each.name for each in in_charge if each and matter.is_open and not _is(each, reader))
    if move.tells_members:
        yield _("every member of %(place)s") % {"place": matter.place}


def _called(matter: Matter, person: Person | None, capacity: str, *, by_name: bool) -> str:
    if person and by_name and not (matter.sealed or room(matter.room).sealed):
        name: str = person.name
        return name
    return str(room(matter.room).capacities.get(capacity, _("the member")))


def _others(move: Move, matter: Matter, reader: Reader) -> list[tuple[Person | None, str]]:
    """All who sit here and learn of it, with their capacities, but for whoever reads this."""
    seats = [(seat.person, seat.capacity) for seat in matter.seats if not _is(seat.person, reader)]
    has_post = move.procedure.tell_guests and move.procedure.reaches_guests(matter)
    letters = matter.receipts.values_list("capacity", flat=True) if has_post else ()
    own = matter.capacity_of(reader.actor) if not isinstance(reader.actor, Person) else ""
    found = [*seats, *((None, each) for each in letters if each != own)]
    return [each for each in found if not move.tells_only or each[1] in move.tells_only]


def _is(person: Person, reader: Reader) -> bool:
    return isinstance(reader.actor, Person) and person.pk == reader.actor.pk
