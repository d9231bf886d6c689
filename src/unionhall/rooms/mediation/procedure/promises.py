"""The promises of an agreement: which are open, and who may say so."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.procedures.asks import Row
from unionhall.kernel.procedures.predicates import is_handler, predicate
from unionhall.rooms.mediation.models import Promise
from unionhall.rooms.mediation.papers.sides import names as names_of_sides
from unionhall.rooms.mediation.procedure.sides import side_of


def open_promises(matter: Matter) -> list[Promise]:
    """What is neither kept nor broken, the soonest due first."""
    return in_order(Promise.objects.filter(matter=matter, kept_on=None, broken_on=None))


def in_order(promises: Iterable[Promise]) -> list[Promise]:
    """The soonest due first; their days lie sealed, so no query sorts by them."""
    return sorted(promises, key=lambda each: (each.due_on, each.number))


def _named(matter: Matter, promises: list[Promise]) -> list[tuple[Promise, str]]:
    who = names_of_sides(matter)
    words = _("%(who)s: %(what)s")
    return [(each, words % {"who": who[each.side], "what": each.what}) for each in promises]


def to_confirm(matter: Matter, actor: Actor) -> list[tuple[Promise, str]]:
    """Those that are open and not one's own."""
    side = side_of(matter, actor)
    return _named(matter, [each for each in open_promises(matter) if each.side != side])


OPEN_PROMISE = {
    "promise": Row(
        label=_("Which promise?"), among=lambda matter, actor: _named(matter, open_promises(matter))
    )
}


@predicate("while promises are open")
def has_promises(matter: Matter, actor: Actor) -> bool:
    return bool(open_promises(matter))


@predicate("once no promise is open")
def has_no_promises(matter: Matter, actor: Actor) -> bool:
    return not open_promises(matter)


@predicate("whoever was promised it, or the mediator")
def may_confirm(matter: Matter, actor: Actor) -> bool:
    """Never who made the promise: the other side says whether it was kept."""
    side = side_of(matter, actor)
    return is_handler(matter, actor) or any(side and each.side != side for each in open_promises(matter))
