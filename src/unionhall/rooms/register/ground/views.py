"""The pages on which a coordinator or register keeper writes what belongs to a place."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.notices.rendering import sentences
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.locate import locate
from unionhall.kernel.places.models import Boundary, Place
from unionhall.kernel.procedures.sentences import say_moment
from unionhall.kernel.things.changing import Meanwhile
from unionhall.kernel.web.lines import BUTTON
from unionhall.rooms.register.ground import writing
from unionhall.rooms.register.ground.answering import answer, in_words
from unionhall.rooms.register.ground.forms import GroundForm, OutlineForm, TakeAwayForm, TryForm
from unionhall.rooms.register.ground.shared import shared_with
from unionhall.rooms.register.importing.drawing import outlined, usual_map
from unionhall.rooms.register.models import Ground

ON_A_PAGE, ACTS_SHOWN = 100, 10
GET_OR_POST = ["GET", "HEAD", "POST"]
BUTTONS = {"write", "try", BUTTON}  # without one of them nothing was sent that could take streets away


def edited_places(person: Person) -> Q:
    """The open places of which the person may write what belongs to them; falsy where there is none."""
    reached = [office.place.path for office in person.current_offices if office.role in writing.EDITORS]
    below = Q()
    for path in reached:
        below |= Q(path__startswith=path)
    return below


def for_editors(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For who writes some place; with the place that the address names, 404 for one of others."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, pk: int | None = None) -> HttpResponse:
        below = edited_places(cast(Person, request.user))
        if not below:
            raise PermissionDenied
        if pk is None:
            return view(request, below)
        found = Place.objects.open().filter(below, pk=pk).prefetch_related("streets", "buildings")
        place = found.first()
        if place is None:
            raise Http404
        return view(request, place)

    return guarded


@require_http_methods(GET_OR_POST)
@for_editors
def places(request: HttpRequest, below: Q) -> HttpResponse:
    """The places that one may write, how much belongs to each, and where an address belongs."""
    form = TryForm(request.POST if request.method == "POST" else None)
    found = locate(address=form.cleaned_data["address"]) if form.is_valid() else None
    page = Paginator(_counted(below), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "answer": answer(found) if found else None,
        "places": page.object_list,
        "pager": {
            "previous": f"?page={page.previous_page_number()}" if page.has_previous() else "",
            "next": f"?page={page.next_page_number()}" if page.has_next() else "",
        },
    }
    status = 422 if form.errors else 200
    return render(request, "register/ground/places.html", context, status=status)


@require_http_methods(GET_OR_POST)
@for_editors
def edit(request: HttpRequest, place: Place) -> HttpResponse:
    """Its streets and buildings; an address is tried on what is typed, before it is written."""
    sent = request.POST if BUTTONS.intersection(request.POST) else None
    form = GroundForm(sent, place=place, seen=writing.length_of(place))
    is_sent = sent is not None and not form.is_unsent
    found, status, theirs = None, 422 if is_sent else 200, None
    if is_sent and form.is_valid():
        actor, said = cast(Person, request.user), form.cleaned_data
        try:
            if form.is_trial:
                found, status = writing.trial(lambda: _write(form, place, actor), said["address"]), 200
            else:
                _write(form, place, actor)
                messages.success(request, _("It is written."))
                return redirect("register:ground_place", place.pk)
        except Meanwhile as late:
            form.refuse_late(late, writing.length_of(place))
            theirs, status = _kept_now(place), 409
    context = {"form": form, "answer": answer(found) if found else None, "theirs": theirs, **_about(place)}
    return render(request, "register/ground/edit.html", context, status=status)


@require_http_methods(GET_OR_POST)
@for_editors
def outline(request: HttpRequest, place: Place) -> HttpResponse:
    """Its outline, from a file."""
    is_sent = request.method == "POST"
    kept = Boundary.objects.filter(place=place).first()
    begun = {"seen": writing.length_of(place), "drawn_on": kept.drawn_on if kept else usual_map(place)}
    form = OutlineForm(request.POST, request.FILES) if is_sent else OutlineForm(initial=begun)
    status = 422 if is_sent else 200
    try:
        is_drawn = is_sent and form.is_valid() and _draw(form, place, cast(Person, request.user))
    except Meanwhile as late:
        form.refuse_late(late, writing.length_of(place))
        kept, is_drawn, status = Boundary.objects.filter(place=place).first(), False, 409
    if is_drawn:
        messages.success(request, _("The outline is drawn."))
        return redirect("register:ground_place", place.pk)
    context = {"form": form, "kept": kept, **_about(place)}
    return render(request, "register/ground/outline.html", context, status=status)


@require_http_methods(GET_OR_POST)
@for_editors
def take_away(request: HttpRequest, place: Place) -> HttpResponse:
    """Take its outline away, once somebody is sure."""
    sent = request.POST if request.method == "POST" else None
    form = TakeAwayForm(sent, initial={"seen": writing.length_of(place)})
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            writing.take_away(place, actor=cast(Person, request.user), seen=form.cleaned_data["seen"] or 0)
        except Meanwhile as late:
            form.refuse_late(late, writing.length_of(place))
            status = 409
        else:
            messages.success(request, _("The outline is gone."))
            return redirect("register:ground_place", place.pk)
    return render(request, "register/ground/take_away.html", {"form": form, **_about(place)}, status=status)


def _counted(below: Q) -> Any:
    drawn = Exists(Boundary.objects.filter(place=OuterRef("pk")))
    return (
        Place.objects.open()
        .filter(below)
        .annotate(
            street_count=Count("streets", distinct=True),
            building_count=Count("buildings", distinct=True),
            is_drawn=drawn,
        )
        .order_by("path")
    )


def _write(form: GroundForm, place: Place, actor: Person) -> None:
    said = form.cleaned_data
    writing.write(place, form.stretches(), said["buildings"], actor=actor, seen=said["seen"] or 0)


def _draw(form: OutlineForm, place: Place, actor: Person) -> bool:
    """Whether it was drawn; raises Meanwhile."""
    said = form.cleaned_data
    try:
        boundary = outlined(place, said["file"].read(), said["drawn_on"])
        writing.draw(boundary, actor=actor, seen=said["seen"] or 0)
    except ValidationError as wrong:
        form.refuse(wrong)
    return form.is_valid()


def _kept_now(place: Place) -> list[str]:
    """What belongs to it by now, which the page had not when it was opened."""
    now = Place.objects.prefetch_related("streets", "buildings").get(pk=place.pk)
    return [*map(in_words, writing.streets_of(now)), *writing.buildings_of(now)]


def _about(place: Place) -> dict[str, Any]:
    streams = Ground.objects.filter(place=place).values("stream")
    acts = list(Entry.objects.filter(stream__in=streams).order_by("-number")[:ACTS_SHOWN])
    return {
        "place": place,
        "is_drawn": Boundary.objects.filter(place=place).exists(),
        "shared": shared_with(place),
        "acts": [
            (say_moment(act.occurred_at.astimezone(place.zone)), said)
            for act, said in zip(acts, sentences(acts, matters=()), strict=True)
        ],
    }
