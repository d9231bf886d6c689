"""The inbox: what the hall has told a person, the newest first."""

from collections.abc import Mapping
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from unionhall.kernel.notices.letters import page_of, told
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.notices.telling import mark_all_read
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.locate import current_atlas
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures.sentences import say_moment
from unionhall.kernel.web.channels.choices import resting
from unionhall.kernel.web.paging import newest_first

SHOWN = 30


@require_safe
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """One's own notices. Opening a matter marks its notices as read."""
    person = cast(Person, request.user)
    told_of = Notice.objects.to(person).select_related("matter", "topic")
    shown, pager = newest_first(request, told_of, size=SHOWN)
    places = current_atlas().places
    has_unread = Notice.objects.to(person).unread().exists()
    context = {
        "notices": [_line(notice, sentence, places) for notice, sentence in told(shown, person)],
        "read_url": reverse("inbox_read") if has_unread else "",
        "pager": pager,
        "resting": resting(person),
    }
    return render(request, "notices/inbox.html", context)


@require_POST
@login_required
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all of one's own notices as read."""
    mark_all_read(cast(Person, request.user))
    return redirect("inbox")


def _line(notice: Notice, sentence: str, places: Mapping[str, Place]) -> dict[str, Any]:
    place = places.get(notice.about.place_path)
    local = notice.created_at.astimezone(place.zone if place else None)
    return {
        "sentence": sentence,
        "reference": notice.about.reference,
        "title": str(notice.topic.title) if notice.topic else "",
        "url": page_of(notice),
        "at": say_moment(local),
        "iso": local.isoformat(timespec="seconds"),
        "unread": notice.read_at is None,
    }
