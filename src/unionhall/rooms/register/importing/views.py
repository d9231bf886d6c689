"""A register keeper's pages: choose a file, see what it would change, write it."""

from collections.abc import Callable
from functools import wraps
from itertools import islice
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unionhall.kernel.people.models import Person
from unionhall.kernel.sheets.refusals import Unreadable
from unionhall.kernel.sheets.writing import response, streamed
from unionhall.rooms.register.importing import uploading
from unionhall.rooms.register.importing.changes import What, shown, table_of
from unionhall.rooms.register.importing.columns import TITLES, titles
from unionhall.rooms.register.importing.findings import rows_of
from unionhall.rooms.register.importing.forms import ChoiceForm, UploadForm
from unionhall.rooms.register.importing.models import Upload

FIRST = 20  # rows of each kind on the preview; all of them are on their own pages
SHOWN = 200  # findings of each sort on the page; all of them are in the file


def for_keepers(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not uploading.kept_places(_keeper(request)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def choose(request: HttpRequest) -> HttpResponse:
    """Choose a file, and have it checked."""
    keeper = _keeper(request)
    is_sent = request.method == "POST"
    form = UploadForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        places=uploading.kept_places(keeper),
        initial={"kind": Upload.Kind.MEMBERS},
    )
    if form.is_valid():
        file = form.cleaned_data["file"]
        chosen = {name: form.cleaned_data[name] for name in ("kind", "place")}
        try:
            upload = uploading.check(file.file, file.name, **chosen, by=keeper)
            return redirect("register:import_preview", upload.uid)
        except Unreadable as reason:
            form.add_error("file", str(reason))
    context = {"form": form, "columns": _columns()}
    return render(request, "register/importing/choose.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def preview(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What the file would change, or has changed; sending the page writes it."""
    keeper = _keeper(request)
    upload = _upload(keeper, uid)
    if upload.is_undecided:
        return redirect("register:import_which", uid)
    if request.method == "POST":
        uploading.write(uid, by=keeper, gives_numbers="numbers" in request.POST)
        return redirect("register:import_preview", uid)
    outcome = upload.report()
    context = {
        "changes": [
            (what, upload.sheets.count_of(what), shown(islice(upload.changes(what), FIRST), upload.kind))
            for what in What
        ],
        "upload": upload,
        "outcome": outcome,
        "errors": outcome.errors[:SHOWN],
        "remarks": outcome.remarks[:SHOWN],
        "more": max(len(outcome.errors), len(outcome.remarks)) > SHOWN,
        "is_about_members": upload.kind == Upload.Kind.MEMBERS,
    }
    return render(request, "register/importing/preview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def which(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Say in which way a file is read rightly, by what one sees of each; said already, nothing happens."""
    upload = _upload(_keeper(request), uid)
    if not upload.is_undecided:
        return redirect("register:import_preview", uid)
    choices = upload.choices()
    sent = request.POST if request.method == "POST" else None
    form = ChoiceForm(sent, choices=[f"{_(', ').join(each.names)} · {each.label}" for each in choices])
    if form.is_valid():
        try:
            uploading.decide(upload.uid, form.cleaned_data["choice"], by=upload.keeper)
            return redirect("register:import_preview", upload.uid)
        except Unreadable as reason:
            form.add_error("choice", str(reason))
    context = {"upload": upload, "form": form, "is_about_sheets": choices[0].is_sheet}
    status = 422 if form.is_bound else 200
    return render(request, "register/importing/ask.html", context, status=status)


@require_safe
@for_keepers
def rows(request: HttpRequest, uid: UUID, what: str) -> HttpResponse:
    """One sheet of what the rows do, of those that are new, changed or ended."""
    upload = _upload(_keeper(request), uid)
    sheets = upload.sheets.filter(what=what).order_by("number")
    page = Paginator(sheets, 1).get_page(request.GET.get("page"))
    if not page.object_list:
        raise Http404
    context = {
        "upload": upload,
        "what": What(what),
        "changes": shown(page.object_list[0].changes(), upload.kind),
        "pager": {
            "previous": f"?page={page.previous_page_number()}" if page.has_previous() else "",
            "next": f"?page={page.next_page_number()}" if page.has_next() else "",
        },
    }
    return render(request, "register/importing/rows.html", context)


@require_safe
@for_keepers
def changes(request: HttpRequest, uid: UUID) -> StreamingHttpResponse:
    """Everything that the rows do, as a file, read sheet by sheet."""
    upload = _upload(_keeper(request), uid)
    return streamed(table_of(upload.changes(), upload.kind), "changes")


@require_safe
@for_keepers
def findings(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Everything that was found, as a file."""
    upload = _upload(_keeper(request), uid)
    found = [] if upload.is_undecided else upload.report().findings
    return response(rows_of(found), "csv", "findings")


@require_safe
@for_keepers
def sample(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty table with the columns that are read."""
    if kind not in TITLES:
        raise Http404
    return response([titles(kind)], "csv", kind)


def _columns() -> list[tuple[str, str, str]]:
    """Of each kind: its key, what it is called, and its columns."""
    return [(kind.value, str(kind.label), _(", ").join(titles(kind.value))) for kind in Upload.Kind]


def _keeper(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


def _upload(keeper: Person, uid: UUID) -> Upload:
    """What they brought, as long as they keep the register that it is for."""
    upload: Upload = get_object_or_404(Upload.objects.fresh(), uid=uid, keeper=keeper)
    if upload.place not in uploading.kept_places(keeper):
        raise Http404
    return upload
