"""The inbox: what the hall has told a person, by what it is about, what they have not read yet first."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.db.models import Case, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.querysets import seen_by
from unionhall.kernel.notices.letters import Told, page_of, told
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.notices.telling import mark_all_read
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.locate import current_atlas
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures.sentences import say_moment
from unionhall.kernel.web.channels.choices import resting
from unionhall.kernel.web.paging import unread_first
from unionhall.kernel.web.rows import Row, rows
from unionhall.kernel.web.waiting import waiting_of

SHOWN = 30


@require_safe
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """One's own notices. Opening a matter marks its notices as read."""
    person = cast(Person, request.user)
    shown, pager = unread_first(request, Notice.objects.to(person).select_related("topic"), SHOWN)
    matters = _matters(shown, person)
    for notice in shown:
        if notice.matter_id:
            notice.matter = matters[notice.matter_id]
    waits = waiting_of(request, person)
    seen = [each for each in matters.values() if each.is_seen]  # type: ignore[attr-defined]
    context = {
        "groups": _groups(
            told(shown, person, matters.values()),
            {row["reference"]: row for row in rows(seen, reader=person)},
            current_atlas(waits.edition).places,
        ),
        "read_url": reverse("inbox_read") if waits.unread else "",
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


def _matters(notices: Iterable[Notice], person: Person) -> dict[int, Matter]:
    """What the notices are about, by key, with its parties and whether the person may still open it."""
    is_seen = Case(When(seen_by(person), then=Value(True)), default=Value(False))
    about = Matter.objects.filter(pk__in={each.matter_id for each in notices if each.matter_id})
    return {each.pk: each for each in about.annotate(is_seen=is_seen).prefetch_related("parties")}


def _groups(
    news: Iterable[Told], seen: Mapping[str, Row], places: Mapping[str, Place]
) -> list[dict[str, Any]]:
    """What was told by what it is about, in the order of the first notice on each.

    All that is new stands open, else the newest; what is older is folded. Of what the person may not open any
    more it says no more than the reference.
    """
    groups: dict[str, dict[str, Any]] = {}
    for notice, sentence in news:
        group = groups.setdefault(notice.about.reference, _group(notice, seen))
        line = _line(notice, sentence, places)
        is_open = line["unread"] or not group["notices"]
        group["notices" if is_open else "earlier"].append(line)
        group["unread"] = group["unread"] or line["unread"]
    return list(groups.values())


def _group(notice: Notice, seen: Mapping[str, Row]) -> dict[str, Any]:
    reference = notice.about.reference
    return {
        "reference": reference,
        "title": str(notice.topic.title) if notice.topic else "",
        "row": seen.get(reference),
        "url": page_of(notice),
        "unread": False,
        "notices": [],
        "earlier": [],
    }


def _line(notice: Notice, sentence: str, places: Mapping[str, Place]) -> dict[str, Any]:
    place = places.get(notice.about.place_path)
    local = notice.created_at.astimezone(place.zone if place else None)
    return {
        "sentence": sentence,
        "at": say_moment(local),
        "iso": local.isoformat(timespec="seconds"),
        "unread": notice.read_at is None,
    }
