"""Who may propose and sign which offices, and where: one table, which the page of offices shows."""

from collections.abc import Iterable
from dataclasses import dataclass

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor, Hall
from unionhall.kernel.people.answering import offices_up
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.people.roles import all_roles
from unionhall.kernel.procedures.predicates import is_party, predicate


@dataclass(frozen=True, slots=True)
class Decider:
    """A role that decides on offices: on every role or on those named, at its own place too or only below."""

    role: str
    grants: tuple[str, ...] = ()
    is_own_place: bool = True

    def decides(self, office: Office, role: str, path: str) -> bool:
        """Whether somebody with this office, of this role, decides on a role at a path."""
        return (
            office.role == self.role
            and (not self.grants or role in self.grants)
            and office.reaches(path)
            and (self.is_own_place or office.place.path != path)
        )


TABLE = (
    Decider("administrator"),
    Decider("chair"),
    Decider("coordinator", grants=("steward", "volunteer"), is_own_place=False),
)
DECIDING = tuple(decider.role for decider in TABLE)


def deciding_offices(person: Person) -> list[Office]:
    """The offices through which a person decides on others."""
    return [office for office in person.current_offices if office.role in DECIDING]


def grantable(person: Person) -> list[str]:
    """The names of the roles that a person can propose somewhere, in the order of all roles."""
    held = {office.role for office in deciding_offices(person)}
    mine = [decider for decider in TABLE if decider.role in held]
    return [name for name in all_roles() if any(not each.grants or name in each.grants for each in mine)]


def decides(person: Person, role: str, path: str) -> bool:
    """Whether a person may propose and sign a role at the place of that path."""
    return person.is_active and _fits(person.current_offices, role, path)


def _fits(offices: Iterable[Office], role: str, path: str) -> bool:
    return any(decider.decides(office, role, path) for office in offices for decider in TABLE)


def signers(matter: Matter) -> list[Office]:
    """Offices of those who may sign it, the nearest first: never its person and never who proposed it."""
    appointment = matter.appointment
    unfit = {*matter.party_ids, *matter.recused, appointment.proposed_by_id}
    return [
        office
        for office in offices_up(matter.place, DECIDING)
        if office.person_id not in unfit and _fits([office], appointment.role, matter.place_path)
    ]


@predicate("somebody else who decides on such offices here")
def decides_here(matter: Matter, actor: Actor) -> bool:
    return (
        isinstance(actor, Person)
        and decides(actor, matter.appointment.role, matter.place_path)
        and actor.pk not in matter.party_ids
        and actor.pk not in matter.recused
    )


@predicate("who did not propose it")
def is_second(matter: Matter, actor: Actor) -> bool:
    return isinstance(actor, Person) and actor.pk != matter.appointment.proposed_by_id


@predicate("who proposed it")
def is_proposer(matter: Matter, actor: Actor) -> bool:
    return isinstance(actor, Person) and actor.pk == matter.appointment.proposed_by_id


@predicate("the installation, where there is no second officer")
def is_lone_installation(matter: Matter, actor: Actor) -> bool:
    return isinstance(actor, Hall) and not signers(matter)


@predicate("who was refused the office, or lost it")
def has_lost(matter: Matter, actor: Actor) -> bool:
    return is_party(matter, actor) and (matter.state == "signed") == matter.appointment.ends
