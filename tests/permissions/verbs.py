"""A matter of each kind that a procedure is declared for, with people who have no business in it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.utils import timezone

from tests.town import person
from unionhall.kernel.matters.models import Detail, Matter, Party
from unionhall.kernel.people.masks import mask_of
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.people.roles import all_roles
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures import packs
from unionhall.kernel.procedures.declaration import Procedure
from unionhall.kernel.procedures.verbs import Move

if TYPE_CHECKING:
    from tests.town import Town


@dataclass
class People:
    """An outsider, an officer of another branch, one who was recused, and the party whom it is about."""

    outsider: Person
    elsewhere: Person
    recused: Person
    party: Person

    def who_may(self, move: Move, matter: Matter) -> set[str]:
        """Which of them the declaration lets make that move."""
        known = {name: matter.known_as(actor) for name, actor in vars(self).items()}
        return {name for name, actor in known.items() if move.is_for(matter, actor)}


def without_business(town: "Town") -> People:
    """Both officers hold every office of the hall: the one at the harbour, the other over all places."""
    elsewhere, recused = person("Far Away", town.harbour), person("Re Cused", town.union)
    for role in all_roles():
        Office.objects.create(person=elsewhere, place=town.harbour, role=role)
        Office.objects.create(person=recused, place=town.union, role=role)
    return People(town.outsider, elsewhere, recused, town.member)


def matter_of(procedure: Procedure, town: "Town", people: People) -> Matter:
    """One at the north area, with its handler recused."""
    sealed = procedure.room.sealed
    party = mask_of(people.party, procedure.name) if sealed else people.party
    now = timezone.now()
    lies_open = procedure.lies_open
    matter = Matter(
        room=procedure.name,
        kind=procedure.kind or "anything",
        state=procedure.start,
        procedure_version=procedure.version,
        rules_id=packs.version_id(town.north.pack),
        subject=None if lies_open else party,
        handler=people.recused,
        opened_at=now,
        changed_at=now,
        sealed=sealed,
    )
    matter.move_to(town.north)
    matter.save()
    matter.recusals.create(person=people.recused)
    if not lies_open:
        capacity = next(iter(procedure.room.capacities), "member")
        Party.objects.create(matter=matter, person=party, capacity=capacity)
    for detail in details(procedure):
        matter._state.fields_cache[detail.accessor()] = _about_nobody(detail, matter, town)
    return matter


def details(procedure: Procedure) -> list[type[Detail]]:
    """What the room may keep of such a matter."""
    models = apps.get_app_config(procedure.room.label).get_models()
    return [model for model in models if issubclass(model, Detail)]


def _about_nobody(detail: type[Detail], matter: Matter, town: "Town") -> Detail:
    """A room's own row that names none of these people: it is about the neighbour, at the same area."""
    named = {Person: town.neighbour, Place: town.north}
    fields = [field for field in detail._meta.fields if field.remote_field]
    known = {field.name: named[model] for field in fields if (model := field.related_model) in named}
    return detail(matter=matter, **known)
