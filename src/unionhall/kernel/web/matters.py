"""The page of a matter: where it stands, who has it, what comes next and by when."""

from functools import cache
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unionhall.database.questions import Gap, Question, ask
from unionhall.kernel.matters import references
from unionhall.kernel.matters.asked import RECUSED, SEATS, take_seats
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.reading import record_matter
from unionhall.kernel.notices.telling import mark_read
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
    matter = _read(label, number, person)
    if matter is None or matter.opened_at.year != year or not matter.is_visible_to(person):
        raise Http404
    return matter


def _read(label: str, number: int, person: Person) -> Matter | None:
    """The matter with what says who may see it, and the offices of who asks, in one round trip."""
    of_matter = [question(matter=number) for question in (_matters_of(label), SEATS, RECUSED)]
    found, seats, recused, *offices = ask(*of_matter, *person.asks_offices())
    for held in offices:
        person.current_offices = held
    for matter in found:
        take_seats(matter, seats, recused)
        if matter.handler_id == person.pk:
            matter.handler = person  # whose offices are known
        return cast(Matter, matter)
    return None


@cache
def _matters_of(label: str) -> Question[Matter]:
    details = [path for model in detail_models(label) for path in model.beside()]
    of_room = Matter.objects.filter(pk=Gap("matter"), room=label)
    return Question(lambda: of_room.select_related("handler", *details))


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
    mark_read(matter, matter.selves_of(person))
    page = matter_page(matter, reader)
    asked = request.GET.get("find", "")[:LONGEST_QUERY]
    context = {**page, **finding(matter, page["timeline"], asked)}
    return render(request, "web/matter.html", context, status=status)
