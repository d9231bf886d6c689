"""The page of a matter: where it stands, who has it, what comes next and by when."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from unionhall.kernel.matters import references
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.reading import record_matter
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.models import Person
from unionhall.kernel.web.offers import LONGEST_QUERY
from unionhall.kernel.web.reader import Reader
from unionhall.kernel.web.rows import detail_models
from unionhall.kernel.web.sealed import check_may_open, finding
from unionhall.kernel.web.standing import erased_page, matter_page


def load(person: Person, reference: str) -> Matter:
    """The matter of that reference if the person may see it; 404 as for one that doesn't exist."""
    parsed = references.parse(reference)
    if parsed is None:
        raise Http404
    label, year, number = parsed
    details = [path for model in detail_models(label) for path in model.beside()]
    wanted = Matter.objects.filter(pk=number, room=label)
    matter: Matter | None = wanted.select_related("handler", *details).first()
    if matter is None or matter.opened_at.year != year or not matter.is_visible_to(person):
        raise Http404
    return matter


@require_safe
@login_required
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """One matter, for those who may see it."""
    return opened(request, load(cast(Person, request.user), reference))


def opened(request: HttpRequest, matter: Matter, *, status: int = 200) -> HttpResponse:
    """The page of a matter that its reader may see; the reading is written down.

    `status` is that of an answer to something that was sent and refused.
    """
    person = cast(Person, request.user)
    reader = Reader(person, matter)
    check_may_open(request, reader)
    record_matter(person, reader.office, matter, purpose="matter", what=matter.reference)
    if matter.erased_at:
        return render(request, "web/erased.html", erased_page(matter))
    told = Notice.objects.filter(person_id__in=matter.selves_of(person), matter=matter)
    told.unread().update(read_at=timezone.now())
    page = matter_page(matter, reader)
    asked = request.GET.get("find", "")[:LONGEST_QUERY]
    context = {**page, **finding(matter, page["timeline"], asked)}
    return render(request, "web/matter.html", context, status=status)
