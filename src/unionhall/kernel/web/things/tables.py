"""Things as a table: taken as a file, and brought in from one that is checked first."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from unionhall.kernel.sheets import writing
from unionhall.kernel.sheets.refusals import Unreadable
from unionhall.kernel.things.declaration import Things
from unionhall.kernel.web.things import bringing
from unionhall.kernel.web.things.bringing import Line
from unionhall.kernel.web.things.columns import columns_of
from unionhall.kernel.web.things.editing import for_editors
from unionhall.kernel.web.things.reading import about

LARGEST = 1024 * 1024  # bytes
HOLDS = 60 * 60  # seconds for which what was checked can be written
SHOWN = 100  # findings


class TableForm(forms.Form):
    """The file with the table."""

    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy(
            "A workbook of Excel, WPS or LibreOffice (.xlsx, .xls, .et, .ods) or CSV, up to 1 MB."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.et,.ods,.csv,.txt,text/csv"}),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("This file is empty. Choose another one."),
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("This file is larger than 1 MB. Divide it."))
        return file


@require_safe
@for_editors
def take(request: HttpRequest, things: Things, kind: str = "csv") -> HttpResponse:
    """All that the editor reads, the retired ones too, as a file."""
    if kind not in writing.TYPES:
        raise Http404
    rows = things.visible_to(request.user).order_by("code")
    try:
        return writing.response(bringing.table(things, rows), kind, things.name)
    except writing.TooLong:
        messages.error(request, _("A cell is too long for a workbook. Take the table as CSV."))
        return redirect(about(things)["urls"]["bring"])


@for_editors
def bring(request: HttpRequest, things: Things) -> HttpResponse:
    """Choose a file, see what it would write, and write it: the checked rows come back signed."""
    if "rows" in request.POST:
        return _write(request, things)
    form = TableForm(request.POST, request.FILES) if request.method == "POST" else TableForm()
    if not form.is_valid():
        return _page(request, things, form, status=422 if form.is_bound else 200)
    try:
        lines, ignored = bringing.read(form.cleaned_data["file"].file, things)
    except Unreadable as reason:
        form.add_error("file", str(reason))
        return _page(request, things, form, status=422)
    return _judged(request, things, lines, ignored)


def _judged(request: HttpRequest, things: Things, lines: list[Line], ignored: list[str]) -> HttpResponse:
    actor: Any = request.user
    outcome = bringing.judge(lines, things, actor)
    outcome.ignored = ignored
    checked = [(*wish.line[:2], wish.length) for wish in outcome.wishes]
    rows = signing.dumps([str(actor.uid), checked], salt=_salt(things), compress=True)
    status = 422 if outcome.findings else 200
    return _page(request, things, TableForm(), status=status, outcome=outcome, rows=rows)


def _write(request: HttpRequest, things: Things) -> HttpResponse:
    actor: Any = request.user
    try:
        whose, kept = signing.loads(request.POST["rows"], salt=_salt(things), max_age=HOLDS)
    except signing.BadSignature:
        whose, kept = "", []
    if whose != str(actor.uid):
        form = TableForm()
        messages.error(request, _("That was checked too long ago. Choose the file once more."))
        return _page(request, things, form, status=409)
    outcome = bringing.bring([Line(*row) for row in kept], things, actor)
    if outcome.findings:
        return _page(request, things, TableForm(), status=409, outcome=outcome)
    written = outcome.written
    messages.success(
        request,
        ngettext("%(count)s row is written.", "%(count)s rows are written.", written) % {"count": written},
    )
    return redirect(about(things)["urls"]["list"])


def _page(
    request: HttpRequest, things: Things, form: TableForm, *, status: int, **found: Any
) -> HttpResponse:
    heads = [column.head for column in columns_of(things)]
    if outcome := found.get("outcome"):
        found |= {"findings": outcome.findings[:SHOWN], "more": len(outcome.findings) > SHOWN}
        found["is_ready"] = not outcome.findings and bool(outcome.new + outcome.changed)
    return render(
        request,
        "web/things/bring.html",
        {**about(things), "form": form, "heads": heads, **found},
        status=status,
    )


def _salt(things: Things) -> str:
    return f"things.{things.model._meta.label}"
