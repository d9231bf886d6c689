"""What was asked for each question day, and supporting it."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.querysets import open_to
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.predicates import is_member_here
from unionhall.kernel.web.matters import load
from unionhall.kernel.web.paging import newest_first
from unionhall.kernel.web.rows import address_of, rows
from unionhall.rooms.assembly.between import question_days, supporting
from unionhall.rooms.assembly.between.showing import asked_for, say_supported

MOST = 100


@require_safe
@login_required
def questions(request: HttpRequest) -> HttpResponse:
    """The coming question days with what was asked, the most supported first; then what was answered."""
    person = cast(Person, request.user)
    days = question_days.coming(*(place.path for place in person.own_places()))
    seen = Matter.objects.filter(room="assembly", kind="question").filter(open_to(person))
    done, pager = newest_first(request, seen.closed())
    late = seen.open().exclude(publicquestion__meeting__in=days).order_by("due_at", "pk")[:MOST]
    context = {
        "days": [_day(each) for each in days],
        "waiting": rows(late, is_party=True),
        "done": rows(done, is_party=True),
        "pager": pager,
    }
    return render(request, "assembly/questions.html", context)


def _day(meeting: Matter) -> dict[str, Any]:
    ((_matter, title),) = question_days.named([meeting])
    return {"title": title, "url": address_of(meeting), "questions": asked_for(meeting)}


@require_POST
@login_required
def support(request: HttpRequest, reference: str) -> HttpResponse:
    """Support a question, or take that back. No line is written that says who did."""
    person = cast(Person, request.user)
    matter = load(person, reference)
    if (matter.room, matter.kind) != ("assembly", "question"):
        raise Http404
    if not is_member_here(matter, person):
        raise PermissionDenied
    if "stop" in request.POST:
        supporting.stop(matter, person)
        messages.success(request, _("You don't support it any more. Nobody reads that you did."))
    elif supporting.support(matter, person):
        said = _("You support it. Nobody reads who does. %(supported)s")
        messages.success(request, said % {"supported": say_supported(supporting.shown(matter))})
    else:
        messages.error(request, _("It doesn't wait for an answer any more. Read here what came of it."))
    return redirect(address_of(matter))
