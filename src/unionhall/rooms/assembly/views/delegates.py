"""Bringing in a list of delegates: choose a file, see what it would write, and write it."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from unionhall.kernel.people.looking_up import TooManyLookUps
from unionhall.kernel.people.models import Person
from unionhall.kernel.sheets.refusals import Unreadable
from unionhall.kernel.web.things.tables import TableForm
from unionhall.rooms.assembly.apps import PRESIDIUM, SECRETARY
from unionhall.rooms.assembly.delegates import bringing, lists
from unionhall.rooms.assembly.delegates.bringing import Find, Outcome
from unionhall.rooms.assembly.delegates.lists import Line
from unionhall.rooms.assembly.models import Term
from unionhall.rooms.assembly.things import terms

SALT = "assembly.delegates"
HOLDS = 60 * 60  # seconds for which what was checked can be written
SHOWN = 100  # findings
COLUMNS = {
    "number": gettext_lazy("Member number"),
    "constituency": gettext_lazy("Constituency"),
    "seat": gettext_lazy("Seat"),
    "name": gettext_lazy("Name"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def bring(request: HttpRequest, code: str) -> HttpResponse:
    """The checked rows come back signed, so that nobody can put others in."""
    person = cast(Person, request.user)
    term = get_object_or_404(terms.visible_to(person).select_related("place"), code=code)
    office = person.office_over(term.place.path, (PRESIDIUM, SECRETARY))
    if office is None:
        raise PermissionDenied
    find = bringing.found_by(person, office)
    if "rows" in request.POST:
        return _write(request, term, person, find)
    form = TableForm(request.POST, request.FILES) if request.method == "POST" else TableForm()
    if not form.is_valid():
        return _page(request, term, form)
    try:
        rows, ignored = lists.read(form.cleaned_data["file"].file)
        outcome = bringing.judge(rows, term, find)
    except (Unreadable, TooManyLookUps) as reason:
        form.add_error("file", str(getattr(reason, "message", reason)))
        return _page(request, term, form)
    signed = signing.dumps([str(person.uid), term.code, rows], salt=SALT, compress=True)
    return _page(request, term, TableForm(), outcome=outcome, ignored=ignored, rows=signed)


def _write(request: HttpRequest, term: Term, person: Person, find: Find) -> HttpResponse:
    try:
        whose, code, kept = signing.loads(request.POST["rows"], salt=SALT, max_age=HOLDS)
    except signing.BadSignature:
        whose, code, kept = "", "", []
    if (whose, code) != (str(person.uid), term.code):
        messages.error(request, _("That was checked too long ago. Choose the file once more."))
        return redirect("assembly:seats_bring", term.code)
    outcome = bringing.bring([Line(*row) for row in kept], term, find, actor=person)
    if outcome.findings:
        return _page(request, term, TableForm(), outcome=outcome)
    words = ngettext("%(count)d seat was filled.", "%(count)d seats were filled.", outcome.written)
    messages.success(request, words % {"count": outcome.written})
    return redirect("assembly:seats")


def _page(
    request: HttpRequest, term: Term, form: TableForm, *, outcome: Outcome | None = None, **found: Any
) -> HttpResponse:
    findings = outcome.findings if outcome else []
    context = {
        "form": form,
        "term": str(term),
        "outcome": outcome,
        "findings": [(each.row, COLUMNS[each.column], each.words) for each in findings[:SHOWN]],
        "more": max(0, len(findings) - SHOWN),
        "is_ready": bool(outcome and outcome.wishes and not findings),
        **found,
    }
    return render(request, "assembly/bring.html", context, status=422 if form.is_bound or findings else 200)
