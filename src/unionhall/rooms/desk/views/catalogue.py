"""The catalogue as everybody reads it: windows, services, and what each one needs and promises."""

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unionhall.kernel.people.models import Person
from unionhall.kernel.places.locate import current_atlas
from unionhall.kernel.places.models import Place
from unionhall.kernel.places.reach import reach_of
from unionhall.kernel.rooms import room
from unionhall.kernel.web import reach
from unionhall.rooms.desk.board.figures import BOARD
from unionhall.rooms.desk.catalogue import find_offered, offered, preview
from unionhall.rooms.desk.catalogue.doors import offer_of
from unionhall.rooms.desk.intake.serving import serving_offices
from unionhall.rooms.desk.models import ServiceVersion
from unionhall.rooms.desk.procedure.asking import answering
from unionhall.rooms.desk.things import services


@require_safe
def windows(request: HttpRequest) -> HttpResponse:
    """Everything one can ask for, window by window."""
    grouped = groupby(offered(), key=lambda version: version.service.window)
    context = {
        "windows": [
            {"title": window.title, "services": [offer_of(version) for version in versions]}
            for window, versions in grouped
        ],
        "may_edit": services.may_edit(request.user),
        "may_oversee": isinstance(request.user, Person) and bool(BOARD.places_of(request.user)),
        "may_take_down": isinstance(request.user, Person) and bool(serving_offices(request.user)),
    }
    return render(request, "desk/windows.html", context)


@require_safe
def service(request: HttpRequest, code: str) -> HttpResponse:
    """What to bring, how long it takes, who answers, and the one button."""
    version = find_offered(code)
    if version is None:
        raise Http404
    atlas, own = current_atlas(), _own_place(request.user)
    at = own or atlas.first
    context = {
        **preview.page_of(version),
        "people": _who_answers(version, own),
        "code": code,
        "reach": reach.facts(reach_of(atlas.places, at.path)) if at else [],
        "reached": str(at or ""),
    }
    return render(request, "desk/service.html", context)


def _own_place(reader: Any) -> Place | None:
    own = reader.own_places() if isinstance(reader, Person) else []
    return own[0] if own else None


def _who_answers(version: ServiceVersion, own: Place | None) -> list[dict[str, Any]]:
    """Who would take a request from that place, by name and office; a stranger reads no names."""
    if own is None:
        return []
    declared, found = room("desk"), answering(version, own)
    nearest = [each for each in found if each.place_id == found[0].place_id]
    serving = [each for each in nearest if each.role in declared.handled_by] or nearest
    return [{"name": each.person.name, "office": str(each)} for each in serving]
