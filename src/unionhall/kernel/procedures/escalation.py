"""Going up: when nobody acts, the next level answers, and everybody concerned is told."""

from collections.abc import Mapping
from typing import Any

from unionhall.kernel.matters.models import Matter, Recusal
from unionhall.kernel.people.answering import first_contact, next_above, offices_up
from unionhall.kernel.people.masks import bearers_of
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.procedures.work import current
from unionhall.kernel.rooms import room


def hand_up(matter: Matter) -> Mapping[str, Any]:
    """Give the matter to the coordinator of the next level up; at the top it stays with whoever has it."""
    roles = room(matter.room).coordinated_by
    above = next_above(matter.place, roles, matter.handler, unfit(matter))
    if above is not None:
        matter.handler = above
    return {"handler": str(matter.handler.uid)} if matter.handler else {}


def hand_to_another(matter: Matter) -> Mapping[str, Any]:
    """Give the matter to somebody who had no part in it so far: of the next level up, else of any here.

    Raises NobodyAnswers where there is nobody else.
    """
    before = matter.handler
    hand_up(matter)
    if before is not None and matter.handler == before:
        matter.handler = _first(matter, unfit(matter) | {before.pk})
    return {"handler": str(matter.handler.uid)} if matter.handler else {}


def hand_elsewhere(matter: Matter) -> Mapping[str, Any]:
    """Give the matter to somebody else who answers here, since its handler may not go on with it."""
    matter.handler = _first(matter, unfit(matter))
    return {"handler": str(matter.handler.uid)}


def recuse(matter: Matter, person: Person) -> None:
    """The person has nothing to do with the matter any more; nobody keeps why."""
    current().add(Recusal(matter=matter, person=person))
    matter.forget_people()


def colleagues(matter: Matter, actor: object) -> list[Office]:
    """One office of each person who could take the matter from the actor, the nearest first."""
    without = unfit(matter) | {matter.handler_id, getattr(actor, "pk", None)}
    found = offices_up(matter.place, room(matter.room).served_by)
    fit = [each for each in reversed(found) if each.person_id not in without]
    return list({each.person_id: each for each in fit}.values())[::-1]


def _first(matter: Matter, without: set[int]) -> Person:
    declared = room(matter.room)
    return first_contact(matter.place, declared.handled_by, declared.coordinated_by, without)


def unfit(matter: Matter) -> set[int]:
    """Ids of persons who may not handle the matter: parties, also behind masks, and the recused."""
    behind = {person.pk for person in bearers_of(matter.people).values()}
    return matter.party_ids | behind | matter.recused
