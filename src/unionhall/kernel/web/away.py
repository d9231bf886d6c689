"""What is said while the database is away: it starts again, or another takes its place."""

import psycopg
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

AGAIN_SECONDS = 5
# PostgreSQL's manual, appendix A: no connection, a server that stops or starts, no room for one more.
GONE = ("08", "57P01", "57P02", "57P03", "53300")


def is_away(error: BaseException | None) -> bool:
    """Whether it came about because the database can't be asked now, whatever it was asked."""
    while error is not None:
        if isinstance(error, psycopg.InterfaceError):
            return True
        if isinstance(error, psycopg.OperationalError):
            return error.sqlstate is None or error.sqlstate.startswith(GONE)
        error = error.__cause__ or error.__context__
    return False


def page(request: HttpRequest) -> HttpResponse:
    """What people read then; it asks the database nothing."""
    context = {"is_form": request.method == "POST", "address": request.get_full_path()}
    headers = {"Retry-After": str(AGAIN_SECONDS), "Cache-Control": "no-store"}
    return HttpResponse(render_to_string("503.html", context), status=503, headers=headers)
