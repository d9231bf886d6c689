"""Changing the catalogue, by a coordinator of the union or federation."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures.sentences import say_moment
from unionhall.kernel.rooms import room
from unionhall.rooms.desk.catalogue import bring_back, publish
from unionhall.rooms.desk.catalogue import retire as retire_service
from unionhall.rooms.desk.forms import catalogue as forms
from unionhall.rooms.desk.models import Service, ServiceVersion
from unionhall.rooms.desk.views import preview

HIGH = (Place.Kind.FEDERATION, Place.Kind.UNION)


def may_edit(person: object) -> bool:
    """Whether somebody coordinates the desk at a union or federation."""
    return isinstance(person, Person) and any(
        office.role in room("desk").coordinated_by and office.place.kind in HIGH
        for office in person.current_offices
    )


def for_editors(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_edit(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@for_editors
def overview(request: HttpRequest) -> HttpResponse:
    """Every service, also the retired ones."""
    services = Service.objects.select_related("window", "current").order_by("window__order", "pk")
    return render(request, "desk/catalogue.html", {"services": services})


@for_editors
def new(request: HttpRequest) -> HttpResponse:
    """Add a service."""
    return _edit(request, None)


@for_editors
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Write a new version; requests that run keep the one they began with."""
    return _edit(request, get_object_or_404(Service.objects.select_related("current"), code=code))


@require_safe
@for_editors
def history(request: HttpRequest, code: str) -> HttpResponse:
    """Every version that was ever on offer, by whom and since when."""
    service = get_object_or_404(Service.objects.select_related("current"), code=code)
    versions = [
        {**preview.page_of(version), "made": _made(version)}
        for version in service.versions.select_related("made_by", "service").order_by("-number")
    ]
    return render(request, "desk/history.html", {"service": service, "versions": versions})


@require_POST
@for_editors
def retire(request: HttpRequest, code: str) -> HttpResponse:
    """Bring a service back, or take it off the catalogue once the coordinator is `sure`."""
    service = get_object_or_404(Service.objects.select_related("current"), code=code)
    if service.retired_on:
        bring_back(service)
        messages.success(request, _("It is on offer again."))
    elif "sure" not in request.POST:
        return render(request, "desk/retire.html", {"service": service})
    else:
        retire_service(service)
        messages.success(request, _("It takes no new requests. Running ones go on as they began."))
    return redirect("desk:catalogue")


def _edit(request: HttpRequest, service: Service | None) -> HttpResponse:
    current = service.current if service else None
    sent = request.POST if request.method == "POST" else None
    papers, questions = forms.rows_of(current)
    form_class = forms.ServiceForm if service else forms.NewServiceForm
    initial = form_class.initial_of(current) if current else {"amount": 5, "level": Place.Kind.AREA}
    form = form_class(sent, initial=initial)
    rows = (
        forms.PaperRows(sent, initial=papers, prefix="paper"),
        forms.QuestionRows(sent, initial=questions, prefix="question"),
    )
    is_valid = sent is not None and all([form.is_valid(), *(each.is_valid() for each in rows)])
    content = _content(form, *rows) if is_valid else {}
    if is_valid and "publish" in request.POST:
        _publish(service, content, request)
        messages.success(
            request, _("The new version is on offer. Running requests keep the one they began with.")
        )
        return redirect("desk:catalogue")
    context: dict[str, Any] = {"service": service, "form": form, "papers": rows[0], "questions": rows[1]}
    if is_valid:
        context |= {"preview": preview.page_of(preview.draft_of(service, content))}
    return render(request, "desk/edit.html", context, status=422 if sent and not is_valid else 200)


def _content(form: Any, papers: Any, questions: Any) -> dict[str, Any]:
    return {
        **form.cleaned_data,
        "papers": forms.papers_of(papers),
        "questions": forms.questions_of(questions),
    }


def _publish(service: Service | None, content: dict[str, Any], request: HttpRequest) -> None:
    assert isinstance(request.user, Person)
    code, window = content.pop("code", None), content.pop("window", None)
    with transaction.atomic():
        publish(service or Service.objects.create(code=code, window=window), by=request.user, **content)


def _made(version: ServiceVersion) -> str:
    root = Place.objects.filter(parent=None).order_by("path").first()
    at = say_moment(version.made_at.astimezone(root.zone) if root else version.made_at)
    by = version.made_by.name if version.made_by else _("the starter catalogue")
    return _("Version %(number)s, %(at)s, by %(by)s") % {"number": version.number, "at": at, "by": by}
