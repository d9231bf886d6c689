"""Reading matters: the lists that a person has as pages, and one matter as its page says it."""

from typing import Annotated, Any

from django.core import signing
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router

from unionhall.kernel.api.calling import caller, needs
from unionhall.kernel.api.problems import Fault, Problem
from unionhall.kernel.api.scopes import READ
from unionhall.kernel.api.shapes import Cursor, Matters, MatterShape, Name, Size, Which
from unionhall.kernel.api.showing import in_full, lines
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.querysets import reach
from unionhall.kernel.matters.reading import record_matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.web.matters import load
from unionhall.kernel.web.paging import SALT, by_due, newest_first
from unionhall.kernel.web.reader import Reader

router = Router(tags=["matters"])


@router.get("/matters", response=Matters, summary="A list of matters", **needs(READ))
def list_matters(
    request: HttpRequest,
    which: Annotated[Which, Query(alias="list")] = "mine",
    room: Name = "",
    limit: Size = 25,
    after: Cursor = "",
) -> Matters:
    """`mine` are your own open ones, `done` your closed ones; `worklist` what is in your hands, `place` all
    open ones where you answer, `offered` what a colleague asked you to take over. What is due first comes
    first; of `done`, the newest. `next` leads on.
    """
    if after:
        _check(after)
    listed = _listed(caller(request), which)
    if room:
        listed = listed.filter(room=room)
    page = newest_first(request, listed, size=limit) if which == "done" else by_due(request, listed, limit)
    shown, pager = page
    following = request.path + pager["next"] if "next" in pager else None
    return Matters(matters=lines(shown, is_party=which in ("mine", "done")), next=following)


@router.get("/matters/{reference}", response=MatterShape, summary="One matter", **needs(READ))
def read_matter(request: HttpRequest, reference: Name) -> MatterShape:
    """Where it stands, what was promised, what happened. Not a sealed one. The reading is written down."""
    person = caller(request)
    matter = load(person, reference)
    if matter.sealed:
        raise Problem("sealed")
    reader = Reader(person, matter)
    record_matter(person, reader.office, matter, purpose="matter", what=matter.reference)
    return in_full(matter, reader)


def _listed(person: Person, which: Which) -> QuerySet[Any]:
    """Each list as the pages have it."""
    match which:
        case "mine":
            return Matter.objects.of(person).open()
        case "done":
            return Matter.objects.of(person).closed()
        case "worklist":
            return Matter.objects.open().handled_by(person)
        case "place":
            return Matter.objects.open().filter(reach(person)).exclude(recusals__person=person)
        case "offered":
            return Matter.objects.open().offered_to(person)


def _check(after: str) -> None:
    """A page begins at the start for a position that nobody wrote; a program would go in circles."""
    try:
        signing.loads(after, salt=SALT)
    except signing.BadSignature as error:
        wrong = Fault(_("Take this from next, as it is."), parameter="after")
        raise Problem("invalid-parameter", faults=[wrong]) from error
