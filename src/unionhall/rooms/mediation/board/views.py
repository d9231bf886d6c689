"""The board: where disputes end, and how long it took until both sides agreed."""

from datetime import date
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.web.boards import WORKBOOK, shown, workbook
from unionhall.rooms.mediation.board import reporting
from unionhall.rooms.mediation.board.reporting import BOARD, Line


@require_safe
@login_required
def board(request: HttpRequest) -> HttpResponse:
    """Closed months of a place of one's own and all below; no number from one to nine."""
    place, until = BOARD.place_asked(request), BOARD.until_asked(request)
    context = {
        "place": place,
        "places": [each for each in BOARD.choices(cast(Person, request.user)) if each != place],
        "until": until,
        "query": request.GET.urlencode(),
        "tables": _tables(place, until),
        "few": shown(None),
    }
    return render(request, "mediation/board.html", context)


@require_safe
@login_required
def board_file(request: HttpRequest) -> HttpResponse:
    """The same as a workbook."""
    place, until = BOARD.place_asked(request), BOARD.until_asked(request)
    titles = {"level": _("By level"), "place": _("By place"), "month": _("Month by month")}
    head = [place, *(measure.title for measure in BOARD.measures)]
    sheets = [(titles[kind], head, [_cells(line) for line in lines]) for kind, lines in _tables(place, until)]
    response = HttpResponse(workbook(sheets), content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="mediation-{until:%Y-%m}.xlsx"'
    return response


def _tables(place: Place, until: date) -> list[tuple[str, list[Line]]]:
    below = reporting.places_below(place)
    return [
        ("level", reporting.by_level(below)),
        ("place", reporting.by_place(below)),
        ("month", reporting.by_month(place, until)),
    ]


def _cells(line: Line) -> list[str | float | None]:
    few = shown(None)
    received, closed = (few if each is None else each for each in (line.received, line.closed))
    return [_title(line), received, closed, line.days]


def _title(line: Line) -> str:
    return f"{line.title:%Y-%m}" if isinstance(line.title, date) else str(line.title)
