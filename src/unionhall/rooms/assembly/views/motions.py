"""The motions of a congress, the text of one with its amendments, and what became of earlier ones."""

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.web.matters import load
from unionhall.kernel.web.paging import newest_first
from unionhall.rooms.assembly.procedure.amending import OPEN
from unionhall.rooms.assembly.procedure.delegates import is_delegate, terms_of
from unionhall.rooms.assembly.showing import amendments
from unionhall.rooms.assembly.showing.motions import not_binding, row
from unionhall.rooms.assembly.views.votes import meeting_of


@require_safe
@login_required
def front(request: HttpRequest) -> HttpResponse:
    """All motions that the reader may see, those under way first."""
    person = cast(Person, request.user)
    seen = Matter.objects.visible_to(person).filter(room="assembly", kind="motion")
    rows = seen.select_related("motion").prefetch_related("decided").order_by("-pk")
    done, pager = newest_first(request, rows.closed())
    context = {
        "open": [row(each) for each in rows.open()],
        "done": [row(each) for each in done],
        "pager": pager,
        "may_propose": bool(terms_of(person)),
    }
    return render(request, "assembly/motions.html", context)


@require_safe
@login_required
def text(request: HttpRequest, reference: str) -> HttpResponse:
    """The text by paragraphs, what each amendment says otherwise, and every version."""
    person = cast(Person, request.user)
    matter = load(person, reference)
    if (matter.room, matter.kind) != ("assembly", "motion"):
        raise Http404
    context: dict[str, Any] = {
        "motion": matter.motion,
        "reference": reference,
        "not_binding": not_binding(matter),
        "paragraphs": amendments.paragraphs(matter),
        "settled": amendments.settled(matter),
        "versions": amendments.versions(matter),
        "may_amend": matter.state in OPEN and is_delegate(matter, person),
    }
    return render(request, "assembly/text.html", context)


@require_safe
@login_required
def earlier(request: HttpRequest, reference: str) -> HttpResponse:
    """What is reported to a meeting: what earlier ones decided, the answers, and who is satisfied."""
    meeting = meeting_of(request, reference)
    term = meeting.meeting.term
    decided = Matter.objects.filter(kind="motion", room="assembly", motion__term=term, decided__isnull=False)
    before = decided.exclude(decided__meeting__meeting__starts_at__gte=meeting.meeting.starts_at)
    known = before.select_related("motion").prefetch_related("decided")
    rows = [row(each) for each in known.distinct().order_by("pk")]
    context = {"meeting": meeting.meeting, "reference": reference, "motions": rows}
    return render(request, "assembly/earlier.html", context)
