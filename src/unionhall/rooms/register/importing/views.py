"""A register keeper's pages: choose a file, see what it would change, write it."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unionhall.kernel.people.models import Person
from unionhall.kernel.sheets.reading import Unreadable
from unionhall.kernel.sheets.writing import response
from unionhall.rooms.register.importing import uploading
from unionhall.rooms.register.importing.columns import TITLES, titles
from unionhall.rooms.register.importing.findings import rows_of
from unionhall.rooms.register.importing.forms import UploadForm
from unionhall.rooms.register.importing.models import Upload

SHOWN = 200  # findings of each sort on the page; all of them are in the file


def for_keepers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
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
    if request.method == "POST":
        try:
            uploading.write(uid, by=keeper)
        except Upload.DoesNotExist:
            raise Http404 from None
        return redirect("register:import_preview", uid)
    upload = _upload(keeper, uid)
    outcome = upload.report()
    context = {
        "upload": upload,
        "outcome": outcome,
        "errors": outcome.errors[:SHOWN],
        "remarks": outcome.remarks[:SHOWN],
        "more": max(len(outcome.errors), len(outcome.remarks)) > SHOWN,
        "is_about_members": upload.kind == Upload.Kind.MEMBERS,
    }
    return render(request, "register/importing/preview.html", context)


@require_safe
@for_keepers
def findings(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Everything that was found, as a file."""
    found = _upload(_keeper(request), uid).report().findings
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
    upload: Upload = get_object_or_404(Upload.objects.fresh(), uid=uid, keeper=keeper)
    return upload
