"""The front page of mediation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unionhall.kernel.people.models import Person
from unionhall.rooms.mediation.apps import CHAIR, MEDIATOR
from unionhall.rooms.mediation.board.reporting import BOARD


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What mediation is, and the ways in."""
    person = request.user if isinstance(request.user, Person) else None
    roles = {office.role for office in person.current_offices} if person else set()
    context = {
        "is_guest": person is None,
        "takes_down": not roles.isdisjoint({MEDIATOR, CHAIR}),
        "has_board": not roles.isdisjoint(BOARD.readers),
    }
    return render(request, "mediation/front.html", context)
