"""Where one is signed in."""

from datetime import UTC
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from unionhall.kernel.people import browsers, sessions, ways_in
from unionhall.kernel.people.models import Person, Session
from unionhall.kernel.people.session_store import row_key
from unionhall.kernel.procedures.sentences import say_day


@never_cache
@require_safe
@login_required
def signed_in(request: HttpRequest) -> HttpResponse:
    """One's own sessions, this one first; each is named by the key of its row, which opens nothing."""
    here = row_key(request.session.session_key)
    rows = sorted(_own(request), key=lambda row: row.session_key != here)
    return render(request, "account/signed_in.html", {"places": [_line(row, request) for row in rows]})


@require_POST
@login_required
def sign_out_there(request: HttpRequest, name: str) -> HttpResponse:
    """End one other session."""
    row = next((row for row in _own(request) if row.session_key == name), None)
    if row is None:
        raise Http404
    row.delete()
    return redirect("account_signed_in")


@require_POST
@login_required
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End whatever opens the hall for oneself, this session too."""
    ways_in.end_all(cast(Person, request.user).pk)
    request.session.flush()
    return redirect("account_login")


def _own(request: HttpRequest) -> list[Session]:
    person = cast(Person, request.user)
    running = Session.objects.filter(person_id=person.pk, expire_date__gt=timezone.now())
    return [row for row in running.order_by("-since") if sessions.is_valid(row, person)]


def _line(row: Session, request: HttpRequest) -> dict[str, Any]:
    since = row.since.astimezone(UTC).date() if row.since else None
    return {
        "browser": browsers.say(row.browser),
        "since": _("since %(moment)s") % {"moment": say_day(since)} if since else "",
        "iso": since.isoformat() if since else "",
        "is_here": row.session_key == row_key(request.session.session_key),
        "name": row.session_key,
    }
