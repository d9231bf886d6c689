"""The page of a matter: where it stands, who has it, what comes next and by when."""

from collections.abc import Sequence
from functools import cache
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unionhall.database.questions import Asked, Gap, Question, ask
from unionhall.kernel.matters import references
from unionhall.kernel.matters.asked import RECUSED, SEATS, take_seats
from unionhall.kernel.matters.models import Detail, Matter
from unionhall.kernel.matters.reading import record_matter
from unionhall.kernel.notices.telling import mark_read
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.declaration import procedures
from unionhall.kernel.rooms import Circle
from unionhall.kernel.web.offers import LONGEST_QUERY
from unionhall.kernel.web.reader import Reader, or_sign_in, reading
from unionhall.kernel.web.sealed import check_may_open, finding
from unionhall.kernel.web.standing import erased_page, matter_page


def load(reader: Actor, reference: str) -> Matter:
    """The matter of that reference if they may see it; 404 as for one that doesn't exist.

    A guest sees what lies open to everybody.
    """
    return load_beside(reader, reference)[0]


def load_beside(reader: Actor, reference: str, *beside: Asked[Any]) -> tuple[Matter, list[list[Any]]]:
    """The same, with the answers to other questions that are asked in the same round trip."""
    parsed = references.parse(reference)
    if parsed is None:
        raise Http404
    label, year, number = parsed
    matter, answers = _read(label, number, reader, beside)
    if matter is None or matter.opened_at.year != year or not _is_seen(matter, reader):
        raise Http404
    return matter, answers


def _kept_in(label: str) -> list[type[Detail]]:
    """What a room keeps of its matters, whichever of its procedures they run under."""
    return list(dict.fromkeys(each.detail for each in procedures() if each.name == label))


def _is_seen(matter: Matter, reader: Actor) -> bool:
    return matter.is_visible_to(reader) if isinstance(reader, Person) else matter.circle == Circle.EVERYBODY


def _read(
    label: str, number: int, reader: Actor, beside: Sequence[Asked[Any]]
) -> tuple[Matter | None, list[list[Any]]]:
    """The matter with what says who may see it, and the offices of who asks, in one round trip."""
    of_matter = [question(matter=number) for question in (_matters_of(label), SEATS, RECUSED)]
    own = reader.asks_offices() if isinstance(reader, Person) else []
    found, seats, recused, *more = ask(*of_matter, *own, *beside)
    if isinstance(reader, Person) and own:
        reader.current_offices = more[0]
    answers = more[len(own) :]
    for matter in found:
        take_seats(matter, seats, recused)
        if isinstance(reader, Person) and matter.handler_id == reader.pk:
            matter.handler = reader  # whose offices are known
        return cast(Matter, matter), answers
    return None, answers


@cache
def _matters_of(label: str) -> Question[Matter]:
    details = [path for model in _kept_in(label) for path in model.beside()]
    of_room = Matter.objects.filter(pk=Gap("matter"), room=label)
    return Question(lambda: of_room.select_related("handler", *details))


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
        mark_read(matter, matter.selves_of(person))
    page = matter_page(matter, reader)
    asked = request.GET.get("find", "")[:LONGEST_QUERY]
    context = {**page, **finding(matter, page["timeline"], asked)}
    return render(request, "web/matter.html", context, status=status)
