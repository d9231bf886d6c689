"""Following a meeting: on the phone, and large on the wall of a hall."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from unionhall.kernel.matters import references
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.squares import square
from unionhall.kernel.web import following
from unionhall.kernel.web.following import Followed
from unionhall.rooms.assembly.apps import AssemblyRoom
from unionhall.rooms.assembly.forms.meetings import ComeIn, Speak
from unionhall.rooms.assembly.meeting import log, presence, seats, wall
from unionhall.rooms.assembly.models import Log
from unionhall.rooms.assembly.views.finding import KEEPS_DOOR, LEADS, PREPARES, for_office, holds, meeting_of
from unionhall.rooms.assembly.views.showing import fragment

LIVE, PROJECTOR = "live", "projector"


@never_cache
@require_safe
@login_required
def live(request: HttpRequest, reference: str) -> HttpResponse:
    """Where the meeting stands, and for a delegate what they can do."""
    matter, person = meeting_of(request, reference)
    return live_page(request, matter, person)


def live_page(request: HttpRequest, matter: Matter, person: Person, **more: Any) -> HttpResponse:
    """The page; `more` is what a form that came back says, with its `status`."""
    status = more.pop("status", 200)
    context = {**_follows(matter, LIVE), **_own(matter, person), **more}
    return render(request, "assembly/live.html", context, status=status)


@never_cache
@require_safe
@login_required
def projector(request: HttpRequest, reference: str) -> HttpResponse:
    """The same for a hall: large and dark."""
    matter, _person = meeting_of(request, reference)
    return render(request, "assembly/projector.html", _follows(matter, PROJECTOR))


@never_cache
@require_safe
def follow(request: HttpRequest, reference: str, view: str) -> HttpResponse:
    """What is new since `after`, for a page with a pass: nothing (204), or the part that changed.

    It asks for no session, so that it costs little and keeps nobody signed in. Most of it is answered before
    it comes here, by `following.before`.
    """
    followed = following.opened_by(request.headers.get(following.HEADER, ""))
    if followed is None or followed[:3] != (AssemblyRoom.label, _number_of(reference), view):
        raise Http404
    now = following.version(followed)
    if not now or request.GET.get("after") == now:
        return HttpResponse(status=204)
    answer = HttpResponse(following.made(followed, now, partial(_anew, followed)))
    answer["X-Version"] = now
    return answer


follow.is_unwritten = True  # type: ignore[attr-defined]  # a thousand lines a second would say nothing


def _anew(followed: Followed) -> str:
    matter = Matter.objects.select_related("place", "meeting").get(pk=followed.matter)
    with translation.override(followed.language):
        return fragment(matter, followed.view)


def _number_of(reference: str) -> int | None:
    """The number of the matter that an address names."""
    parsed = references.parse(reference)
    return parsed[2] if parsed else None


def watched(matter: Matter, view: str) -> dict[str, Any]:
    """By what the script of a page asks for news; the version is read first, so that it misses nothing."""
    followed = Followed(matter.room, matter.pk, view, translation.get_language() or "en")
    following.stale(followed)
    return {
        "version": following.version(followed),
        "pass": following.pass_for(followed),
        "follow_url": reverse("assembly:follow", args=[matter.reference, view]),
    }


def _follows(matter: Matter, view: str) -> dict[str, Any]:
    """What a page that follows knows."""
    by = watched(matter, view)
    followed = Followed(matter.room, matter.pk, view, translation.get_language() or "en")
    shown = following.made(followed, by["version"], lambda: fragment(matter, view))
    return {**by, "matter": matter, "meeting": matter.meeting, "fragment": mark_safe(shown.decode())}


def _own(matter: Matter, person: Person) -> dict[str, Any]:
    """What concerns this reader alone, beside the part that is the same for all."""
    mandate = seats.mandate_of(matter.meeting.term, person)
    sits = presence.of(matter, person) if mandate and matter.state == "sitting" else None
    with log.following(Log.objects.get(pk=matter.pk)) as sitting:
        waits = sits is not None and sits.seat in sitting.speakers.waiting
    return {
        "mandate": mandate,
        "sits": sits,
        "come_in": ComeIn() if mandate and matter.state == "sitting" and not sits else None,
        "waits": waits,
        "speak": Speak() if sits else None,
        "leads": holds(matter, person, LEADS),
        "prepares": holds(matter, person, PREPARES),
        "keeps_door": holds(matter, person, KEEPS_DOOR),
    }


@never_cache
@require_safe
@login_required
def on_wall(request: HttpRequest, reference: str) -> HttpResponse:
    """The code by which delegates come in, for the screen of the hall alone."""
    matter, _person = for_office(request, reference, KEEPS_DOOR)
    now, secret = timezone.now(), bytes(Log.objects.get(pk=matter.pk).wall)
    code = wall.code(secret, now)
    here = f"{settings.HALL_ADDRESS}{reverse('assembly:here', args=[matter.reference])}"
    context = {
        "matter": matter,
        "meeting": matter.meeting,
        "code": code,
        "square": square(f"{here}?code={code}"),
        "here": here,
        "again": wall.left(now) + 1,
    }
    return render(request, "assembly/wall.html", context)
