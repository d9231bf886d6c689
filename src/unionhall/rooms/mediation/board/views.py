"""The board: where disputes end, and how long it took until both sides agreed."""

from collections.abc import Sequence
from datetime import date
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.web.boards import Measure, Row, Sheet, download
from unionhall.rooms.mediation.board import reporting
from unionhall.rooms.mediation.board.reporting import BOARD, OF_ALL_TIME


@require_safe
@login_required
def board(request: HttpRequest) -> HttpResponse:
    """Closed months of a place of one's own and all below; no number from one to nine."""
    place, until = BOARD.place_asked(request), BOARD.until_asked(request)
    context = {
        "place": place,
        "places": BOARD.others(cast(Person, request.user), place),
        "until": until,
        "query": request.GET.urlencode(),
        "tables": [
            (kind, [row.line(measures) for row in rows], measures)
            for kind, rows, measures in _tables(place, until)
        ],
    }
    return render(request, "mediation/board.html", context)


@require_safe
@login_required
def board_file(request: HttpRequest) -> HttpResponse:
    """The same as a workbook."""
    place, until = BOARD.place_asked(request), BOARD.until_asked(request)
    titles = {"level": _("By level"), "place": _("By place"), "month": _("Month by month")}
    sheets = (Sheet(titles[kind], rows, measures) for kind, rows, measures in _tables(place, until))
    return download("mediation", until, place, sheets)


def _tables(place: Place, until: date) -> list[tuple[str, list[Row], Sequence[Measure]]]:
    below = reporting.places_below(place)
    return [
        ("level", reporting.by_level(below), OF_ALL_TIME),
        ("place", reporting.by_place(below), OF_ALL_TIME),
        ("month", reporting.by_month(place, until), BOARD.measures),
    ]
