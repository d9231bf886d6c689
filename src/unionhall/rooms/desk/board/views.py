"""The boards' pages, charts and workbook."""

from collections.abc import Callable
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unionhall.database import replica
from unionhall.kernel.matters.aggregates import freezing
from unionhall.kernel.matters.aggregates.freezing import month_before
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.web import charts
from unionhall.kernel.web.boards import Row, Sheet, download, path_of, told, unless_few
from unionhall.rooms.desk.board import drawings, figures, wording
from unionhall.rooms.desk.board.figures import BOARD, Year
from unionhall.rooms.desk.reporting import names
from unionhall.rooms.desk.reporting.books import books


@require_safe
@login_required
def board(request: HttpRequest) -> HttpResponse:
    """Whether the desk keeps its word at one's place and below, month by month."""
    place, year = _own(request)
    context = {
        **wording.page(year, request.GET),
        "place": place,
        "places": BOARD.others(cast(Person, request.user), place),
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
    months = [Row(*each) for each in year.months]
    sheets = (
        Sheet(_("Months"), months, BOARD.measures),
        Sheet(_("Services"), year.services, figures.OF_A_MONTH),
        Sheet(_("Areas"), year.areas, figures.OF_A_MONTH),
    )
    return download("board", year.until, place, sheets)


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
    """The place that is asked for, else the highest of one's own, with its year."""
    place = BOARD.place_asked(request)
    path, until = path_of(place), BOARD.until_asked(request)
    return place, _read(lambda: figures.year(path, until, names.services(), names.places(path)))


def _public(request: HttpRequest) -> Year:
    until = BOARD.until_asked(request)
    return _read(lambda: figures.year("", until, names.services(public_only=True), {}))


def _read(query: Callable[[], Year]) -> Year:
    """A board from the copy of the database, once the months that are closed have come there."""
    ours = books()

    def asked() -> Year:
        replica.require(lambda: freezing.is_closed(ours.room, month_before(ours.this_month())))
        return query()

    return replica.read(asked)


def _now() -> dict[str, str]:
    """The hall's own totals of this moment; by the rule of the page, though they might be told."""
    matters = Matter.objects.filter(room="desk")
    late = matters.overdue(timezone.now())
    found = replica.read(lambda: {"open": matters.open().count(), "late": late.count()})
    return {name: told(unless_few(number)) for name, number in found.items()}


def _drawn(request: HttpRequest, name: str, year: Year) -> HttpResponse:
    """The chart of that name, with `?narrow` for a phone; 404 for an unknown one."""
    if name not in drawings.BY_NAME:
        raise Http404
    words = wording.told(name, year)
    return charts.answer(drawings.BY_NAME[name](year, words, is_narrow="narrow" in request.GET))
