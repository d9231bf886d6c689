"""The boards' pages, charts and workbook."""

import re
from collections.abc import Callable
from datetime import date, datetime

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from unionhall.database import replica
from unionhall.kernel.matters.aggregates import freezing
from unionhall.kernel.matters.aggregates.freezing import month_before
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.web import charts
from unionhall.rooms.desk.board import drawings, figures, wording, workbook
from unionhall.rooms.desk.board.access import boards_of, may_see, path_of
from unionhall.rooms.desk.board.figures import Year, shown
from unionhall.rooms.desk.reporting import names
from unionhall.rooms.desk.reporting.books import books

PLACE = re.compile(r"[0-9]{1,12}")
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@login_required
def board(request: HttpRequest) -> HttpResponse:
    """Whether the desk keeps its word at one's place and below, month by month."""
    place, year = _own(request)
    context = {
        **wording.page(year, request.GET),
        "place": place,
        "places": [each for each in _choices(request) if each != place],
        "now": _now(),
    }
    return render(request, "desk/board/board.html", context)


@require_safe
@login_required
def board_chart(request: HttpRequest, name: str) -> HttpResponse:
    """One chart of the board."""
    return _drawn(request, name, _own(request)[1])


@require_safe
@login_required
def board_file(request: HttpRequest) -> HttpResponse:
    """The board as a workbook."""
    place, year = _own(request)
    response = HttpResponse(workbook.written(str(place), year), content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="board-{year.until:%Y-%m}.xlsx"'
    return response


@require_safe
def public(request: HttpRequest) -> HttpResponse:
    """The same for everybody: the hall's totals, and its public services."""
    return render(
        request, "desk/board/public.html", {**wording.page(_public(request), request.GET), "now": _now()}
    )


@require_safe
def public_chart(request: HttpRequest, name: str) -> HttpResponse:
    """One chart of the public board."""
    return _drawn(request, name, _public(request))


def _own(request: HttpRequest) -> tuple[Place, Year]:
    """The place that is asked for, else the highest of one's own, with its year; 403 for anybody else's."""
    assert isinstance(request.user, Person)
    own = boards_of(request.user)
    if not own:
        raise PermissionDenied
    place = own[0]
    if wanted := request.GET.get("place"):
        place = get_object_or_404(Place, pk=int(wanted) if PLACE.fullmatch(wanted) else 0)
        if not may_see(request.user, place):
            raise PermissionDenied
    path, until = path_of(place), _until(request)
    return place, _read(lambda: figures.year(path, until, names.services(), names.places(path)))


def _public(request: HttpRequest) -> Year:
    until = _until(request)
    return _read(lambda: figures.year("", until, names.services(public_only=True), {}))


def _read(query: Callable[[], Year]) -> Year:
    """A board from the copy of the database, once the months that are closed have come there."""
    ours = books()

    def asked() -> Year:
        replica.require(lambda: freezing.is_closed(ours.room, month_before(ours.this_month())))
        return query()

    return replica.read(asked)


def _until(request: HttpRequest) -> date:
    """The last month to show: the one asked for, else the last that is closed. Closes what is over first."""
    ours = books()
    freezing.close_months(ours)
    last = month_before(ours.this_month())
    try:
        asked = datetime.strptime(request.GET.get("until", ""), "%Y-%m").date()  # noqa: DTZ007
    except ValueError:
        return last
    return min(max(asked, date(1900, 1, 1)), last)


def _choices(request: HttpRequest) -> list[Place]:
    """The places whose board the reader may open, the highest first; a hall of many shows the upper ones."""
    assert isinstance(request.user, Person)
    found: dict[str, Place] = {}
    for above in boards_of(request.user):
        found |= names.places(above.path)
    return [found[path] for path in sorted(found) if found[path].kind != Place.Kind.AREA]


def _now() -> dict[str, str]:
    """The hall's own totals of this moment."""
    matters = Matter.objects.filter(room="desk")
    late = matters.overdue(timezone.now())
    return replica.read(lambda: {"open": shown(matters.open().count()), "late": shown(late.count())})


def _drawn(request: HttpRequest, name: str, year: Year) -> HttpResponse:
    """The chart of that name, with `?narrow` for a phone; 404 for an unknown one."""
    if name not in drawings.BY_NAME:
        raise Http404
    told = wording.told(name, year)
    return charts.answer(drawings.BY_NAME[name](year, told, is_narrow="narrow" in request.GET))
