"""The meeting of an address, for whoever may see it."""

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.web.matters import load
from unionhall.rooms.assembly.apps import DOOR, PRESIDIUM, SECRETARY

LEADS, PREPARES, KEEPS_DOOR = (PRESIDIUM,), (PRESIDIUM, SECRETARY), (PRESIDIUM, SECRETARY, DOOR)


def meeting_of(request: HttpRequest, reference: str) -> tuple[Matter, Person]:
    """The meeting and who reads it; Http404 for everybody who may not, as for one that isn't there."""
    person = cast(Person, request.user)
    matter = load(person, reference)
    if matter.kind != "meeting" or matter.erased_at:
        raise Http404
    return matter, person


def for_office(request: HttpRequest, reference: str, roles: tuple[str, ...]) -> tuple[Matter, Person]:
    """The same, for whoever holds one of these offices there; PermissionDenied for other readers."""
    matter, person = meeting_of(request, reference)
    if not holds(matter, person, roles):
        raise PermissionDenied
    return matter, person


def holds(matter: Matter, person: Person, roles: tuple[str, ...]) -> bool:
    """Whether somebody holds one of these offices at the meeting's place or above it."""
    return person.office_over(matter.place_path, roles) is not None
