"""The front page of a room that has none of its own: what one can begin, what lies open, one's own."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.querysets import open_to, open_to_everybody
from unionhall.kernel.people.models import Person
from unionhall.kernel.rooms import Circle, Room
from unionhall.kernel.web.beginning import page_of, places_for, ways
from unionhall.kernel.web.paging import newest_first
from unionhall.kernel.web.rows import rows
from unionhall.kernel.web.things.reading import lists

SHOWN = 50


def urls_of(room: Room) -> list[URLPattern]:
    """The addresses of a room that declares none: its front, and a page for each way to begin."""
    return [
        path("", front_of(room), name="front"),
        *(path(f"{each.name.replace('_', '-')}/", page_of(each), name=each.name) for each in ways(room)),
    ]


def front_of(room: Room) -> Callable[[HttpRequest], HttpResponse]:
    """The room's front page. Without an account one reads there what lies open to everybody."""

    @require_safe
    def page(request: HttpRequest) -> HttpResponse:
        person = request.user if isinstance(request.user, Person) else None
        if person is None and Circle.EVERYBODY not in room.opens.values():
            return redirect_to_login(request.get_full_path())
        here = Matter.objects.filter(room=room.label)
        shown = here.filter(open_to(person) if person else open_to_everybody())
        done, pager = newest_first(request, shown.closed())
        context: dict[str, Any] = {
            "room": room,
            "things": lists(room, lambda things: things.may_open(request.user)),
            "ways": _ways(room, person) if person else [],
            "pages": _pages(room) if person else [],
            "lies_open": bool(room.opens),
            "in_hand": rows(shown.open().order_by("due_at", "pk")[:SHOWN], is_party=True),
            "done": rows(done, is_party=True),
            "pager": pager,
            "own": rows(here.of(person).order_by("-pk")[:SHOWN], is_party=True) if person else [],
        }
        return render(request, "web/room.html", context)

    return page


def _ways(room: Room, person: Person) -> list[dict[str, Any]]:
    return [
        {"title": each.title, "url": reverse(f"{room.label}:{each.name}")}
        for each in ways(room)
        if places_for(each, person)
    ]


def _pages(room: Room) -> list[dict[str, Any]]:
    """The room's other doors, where it has some that all may open."""
    others = [door for door in room.doors if door.page != "front" and not door.roles]
    return [{"title": each.title, "url": reverse(f"{room.label}:{each.page}")} for each in others]
