"""The front door: what one can get here, what waits for the reader, and a search over both."""

from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from unionhall.database import replica
from unionhall.kernel.drafts import begun
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.search import unfinished
from unionhall.kernel.people.masks import know
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy import reading
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.procedures.declaration import Step
from unionhall.kernel.procedures.next_steps import next_steps
from unionhall.kernel.rooms import parts
from unionhall.kernel.web import going_on, offers, week
from unionhall.kernel.web.context import has_front
from unionhall.kernel.web.matters import load
from unionhall.kernel.web.mine import OWN
from unionhall.kernel.web.own_union import own_union
from unionhall.kernel.web.paging import newest_among
from unionhall.kernel.web.rows import rows
from unionhall.kernel.web.worklist import has_worklist

WAITING = 5
FOUND = 20
A_WEEK = timedelta(days=7)


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """One search box, what is due for the reader, what is asked most, and a door for each room."""
    context: dict[str, Any] = {
        "search_url": reverse("search"),
        "services": offers.most_asked(),
        "doors": [
            {
                "title": room.title,
                "summary": room.summary,
                "url": reverse(f"{room.label}:front"),
                "icon": room.icon,
            }
            for room in parts()
            if has_front(room.label)
        ],
    }
    if isinstance(request.user, Person):
        context |= _waiting(request.user)
    return render(request, "web/front.html", context)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What one can ask for by these words, and the matters the reader may see that say them."""
    asked = request.GET.get("q", "").replace("\0", " ")[: offers.LONGEST_QUERY].strip()
    person = request.user if isinstance(request.user, Person) else None
    services, in_own_words = offers.search(asked, person)
    context: dict[str, Any] = {
        "q": asked,
        "search_url": reverse("search"),
        "in_own_words": in_own_words,
        "front_url": reverse("front"),
        "services": services if "after" not in request.GET else [],
    }
    if person and asked:
        context |= _matters(request, person, asked)
    return render(request, "web/found.html", context)


def _waiting(person: Person) -> dict[str, Any]:
    """What is due next: of those who handle, their worklist; of others, what waits for their reply."""
    (lying,) = know(person, begun.asks(person))
    is_handler, until = has_worklist(person), timezone.now() + A_WEEK
    open_ones = Matter.objects.open().order_by("due_at", "pk")
    steps: dict[int, Step] = {}
    this_week: list[Matter] = []
    if is_handler:
        soonest = list(open_ones.handled_by(person).filter(due_at__isnull=False)[:WAITING])
    else:
        own = list(open_ones.of(person)[:OWN])
        steps = next_steps(own, person)
        soonest = [matter for matter in own if steps[matter.pk].is_theirs][:WAITING]
        in_hand = [matter for matter in own if not steps[matter.pk].is_theirs]
        this_week = [each for each in in_hand if each.due_at and each.due_at < until][:WAITING]
    shown = rows([*soonest, *this_week], is_party=not is_handler, steps=steps, reader=person)
    return {
        "is_handler": is_handler,
        "waiting": shown[: len(soonest)],
        "this_week": week.together(this_week, shown[len(soonest) :], person, until),
        "begun": going_on.lines(lying, person),
        "own_union": {} if is_handler else own_union(person),
        "waiting_url": reverse("worklist" if is_handler else "mine"),
    }


def _matters(request: HttpRequest, person: Person, asked: str) -> dict[str, Any]:
    """A page of matters; that there was a search is written down, what was looked for is not."""
    reading.record(reader=person.uid, purpose=Access.Purpose.SEARCH, what="search")
    longer = unfinished(asked)
    know(person)

    def find() -> dict[str, Any]:
        if named := _by_reference(person, asked):
            return {"matters": rows(named)}
        numbered = Matter.objects.numbered(asked, person) if "after" not in request.GET else []
        found, pager = _page(request, person, asked)
        wider = "" if found else longer
        if wider:
            found, pager = _page(request, person, wider)
        shown = rows([*numbered, *(matter for matter in found if matter not in numbered)])
        return {
            "matters": shown,
            "pager": pager,
            "longer": longer if not wider else "",
            "has_sealed": Matter.objects.has_sealed(person),
        }

    return replica.read(find)


def _by_reference(person: Person, asked: str) -> list[Matter]:
    """The matter whose reference was typed, if the reader may see it."""
    with suppress(Http404):
        return [load(person, asked)]
    return []


def _page(request: HttpRequest, person: Person, asked: str) -> tuple[list[Matter], dict[str, str]]:
    return newest_among(request, partial(Matter.objects.newest_saying, asked, person), size=FOUND)
