"""The page of a matter: where it stands, who has it, what comes next and by when."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from unionhall.kernel.matters import references
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.reading import record_matter
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Person
from unionhall.kernel.rooms import Circle
from unionhall.kernel.web.offers import LONGEST_QUERY
from unionhall.kernel.web.reader import Reader, or_sign_in, reading
from unionhall.kernel.web.rows import detail_models
from unionhall.kernel.web.sealed import check_may_open, finding
from unionhall.kernel.web.standing import erased_page, matter_page


def load(reader: Actor, reference: str) -> Matter:
    """The matter of that reference if they may see it; 404 as for one that doesn't exist.

    A guest sees what lies open to everybody.
    """
    parsed = references.parse(reference)
    if parsed is None:
        raise Http404
    label, year, number = parsed
    details = [path for model in detail_models(label) for path in model.beside()]
    wanted = Matter.objects.filter(pk=number, room=label)
    matter: Matter | None = wanted.select_related("handler", *details).first()
    if matter is None or matter.opened_at.year != year or not _is_seen(matter, reader):
        raise Http404
    return matter


def _is_seen(matter: Matter, reader: Actor) -> bool:
    return matter.is_visible_to(reader) if isinstance(reader, Person) else matter.circle == Circle.EVERYBODY


@require_safe
@or_sign_in
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """One matter, for those who may see it."""
    return opened(request, load(reading(request), reference))


def opened(request: HttpRequest, matter: Matter, *, status: int = 200) -> HttpResponse:
    """The page of a matter that its reader may see; the reading is written down.

    `status` is that of an answer to something that was sent and refused.
    """
    person = reading(request)
    reader = Reader(person, matter)
    check_may_open(request, reader)
    if isinstance(person, Person):
        record_matter(person, reader.office, matter, purpose="matter", what=matter.reference)
    if matter.erased_at:
        return render(request, "web/erased.html", erased_page(matter))
    if isinstance(person, Person):
        told = Notice.objects.filter(person_id__in=matter.selves_of(person), matter=matter)
        told.unread().update(read_at=timezone.now())
    page = matter_page(matter, reader)
    asked = request.GET.get("find", "")[:LONGEST_QUERY]
    context = {**page, **finding(matter, page["timeline"], asked)}
    return render(request, "web/matter.html", context, status=status)
