"""The door of the hall: one seat at a time, and no list of who is there."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.web.leading import SeeOther
from unionhall.rooms.assembly.forms.meetings import AtDoor
from unionhall.rooms.assembly.meeting import entrance, seats
from unionhall.rooms.assembly.meeting.entrance import Answer
from unionhall.rooms.assembly.meeting.saying import NotSo
from unionhall.rooms.assembly.meeting.standing import standing
from unionhall.rooms.assembly.models import Log
from unionhall.rooms.assembly.sitting.sitting import Refused
from unionhall.rooms.assembly.views.finding import KEEPS_DOOR, for_office
from unionhall.rooms.assembly.views.showing import quorum

SCRIPT = "application/json"


@never_cache
@login_required
def door(request: HttpRequest, reference: str) -> HttpResponse:
    """Let somebody in or out. The page's script sends the same form, and reads the answer as JSON:
    `{"ok": bool, "says": str}`.
    """
    matter, person = for_office(request, reference, KEEPS_DOOR)
    form = AtDoor(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, matter, form, status=422 if form.is_bound else 200)
    said = form.cleaned_data
    if said["way"] == "stand_in" and not said["substitute"]:
        return _substitutes(request, matter, form)
    try:
        answer = _let(matter, person, said)
    except NotSo as refused:
        return _refused(request, matter, form, str(refused.message))
    if request.accepts(SCRIPT) and not request.accepts("text/html"):
        return JsonResponse({"ok": True, "says": answer.says})
    messages.success(request, answer.says)
    return SeeOther(reverse("assembly:door", args=[matter.reference]))


def _let(matter: Matter, by: Person, said: dict[str, Any]) -> Answer:
    if said["way"] == "stand_in":
        seat = entrance.meant(matter, said["who"])
        chosen = seats.substitutes(seat).filter(standing_by=said["substitute"]).first()
        if chosen is None:
            raise NotSo(Refused("no_substitute"))
        return entrance.come_in(matter, chosen, seat=seat.seat, by=by, key=said["key"])
    if said["way"] == "out":
        leaves = entrance.meant(matter, said["who"], goes_out=True)
        return entrance.go_out(matter, leaves, by=by, key=said["key"])
    return entrance.come_in(matter, entrance.meant(matter, said["who"]), by=by, key=said["key"])


def _refused(request: HttpRequest, matter: Matter, form: AtDoor, why: str) -> HttpResponse:
    if request.accepts(SCRIPT) and not request.accepts("text/html"):
        return JsonResponse({"ok": False, "says": why}, status=409)
    form.add_error("who", why)
    return _page(request, matter, form, status=409)


def _substitutes(request: HttpRequest, matter: Matter, form: AtDoor) -> HttpResponse:
    """Which of those who stand by takes the seat; their names are in the list that members read anyway."""
    try:
        seat = entrance.meant(matter, form.cleaned_data["who"])
    except NotSo as refused:
        return _refused(request, matter, form, str(refused.message))
    named = [(each.standing_by, each.person.name) for each in seats.substitutes(seat)]
    if not named:
        return _refused(request, matter, form, NotSo(Refused("no_substitute")).message)
    return _page(request, matter, form, substitutes=named, seat=seat.seat)


def _page(
    request: HttpRequest, matter: Matter, form: AtDoor, *, status: int = 200, **more: Any
) -> HttpResponse:
    shown = {
        "matter": matter,
        "meeting": matter.meeting,
        "form": form,
        "is_sitting": matter.state == "sitting",
        "quorum": quorum(standing(matter, Log.objects.get(pk=matter.pk))),
        **more,
    }
    return render(request, "assembly/door.html", shown, status=status)
