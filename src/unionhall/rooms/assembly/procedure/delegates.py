"""Who has a part in a motion: by their seat in the congress, and by having put their name to it."""

from django.utils import timezone

from unionhall.kernel.matters import references
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.limits import rule_for
from unionhall.kernel.procedures.predicates import predicate
from unionhall.rooms.assembly.meeting import seats
from unionhall.rooms.assembly.models import Backing, Mandate, Term

SECONDERS = "assembly.seconders"
Part = Backing.Part


def terms_of(person: Person) -> list[Term]:
    """The congresses that run now and in which somebody holds a seat."""
    today = timezone.localdate()
    held = Mandate.objects.current().filter(person=person, standing_by=None, term__until_on__gte=today)
    return [each.term for each in held.select_related("term__place").order_by("term__from_on")]


def named(reference: str) -> int:
    """The number of the matter of that reference. Raises ValueError for none."""
    parsed = references.parse(reference)
    if parsed is None:
        raise ValueError(reference)
    return parsed[2]


def seat_of(matter: Matter, actor: Actor) -> Mandate | None:
    """The seat that somebody holds in the congress of a motion."""
    if not isinstance(actor, Person) or matter.motion.term_id is None:
        return None
    return seats.of(matter.motion.term, actor)


def lacking(matter: Matter) -> int:
    """How many seconders are still needed."""
    seconded = matter.backings.exclude(part=Part.PROPOSER).count()
    return max(0, rule_for(matter, SECONDERS).amount - seconded)


def backers(matter: Matter) -> list[int]:
    """Ids of those who put their names to it."""
    return list(matter.backings.values_list("mandate__person", flat=True))


@predicate("a delegate here", needs_party=True)
def sits_here(matter: Matter, actor: Actor) -> bool:
    """Holds a seat of a congress over the place, of which they are a member."""
    if not isinstance(actor, Person) or matter.place not in actor.own_places():
        return False
    return any(matter.place_path.startswith(term.place.path) for term in terms_of(actor))


@predicate("a delegate of its congress", needs_party=True)
def is_delegate(matter: Matter, actor: Actor) -> bool:
    return seat_of(matter, actor) is not None


@predicate("who proposed it", needs_party=True)
def is_proposer(matter: Matter, actor: Actor) -> bool:
    if not isinstance(actor, Person) or matter.pk is None:
        return False
    return matter.backings.filter(part=Part.PROPOSER, mandate__person=actor).exists()


@predicate("who put their name to it", needs_party=True)
def is_backer(matter: Matter, actor: Actor) -> bool:
    if not isinstance(actor, Person) or matter.pk is None:
        return False
    return matter.backings.filter(mandate__person=actor).exists()


@predicate("its text can still be amended")
def is_amendable(matter: Matter, actor: Actor) -> bool:
    return matter.state in ("filed", "on_agenda")
