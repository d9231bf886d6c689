"""The board: where disputes end, and how long it took until both sides agreed."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unionhall.kernel.people.models import Person
from unionhall.rooms.mediation.board import reporting


@require_safe
@login_required
def board(request: HttpRequest) -> HttpResponse:
    """Closed months of one's places and all below; no number from one to nine."""
    assert isinstance(request.user, Person)
    places = reporting.places_of(request.user)
    if not places:
        raise PermissionDenied
    context = {
        "place": places[0],
        "until": reporting.close(),
        "tables": (
            ("level", reporting.by_level(places)),
            ("place", reporting.by_place(places)),
            ("month", reporting.by_month(places[0])),
        ),
    }
    return render(request, "mediation/board.html", context)
