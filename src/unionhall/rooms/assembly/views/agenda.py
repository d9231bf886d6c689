"""The agenda: as members read it, and the editor of whoever prepares the meeting."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.calendars import TYPE, calendar_of
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.clocks import say_there
from unionhall.kernel.procedures.refusals import NotNow
from unionhall.kernel.web.leading import SeeOther
from unionhall.kernel.web.moves import MoveForm, MoveView
from unionhall.rooms.assembly.meeting.dates import appointment
from unionhall.rooms.assembly.models import Item
from unionhall.rooms.assembly.models.motions import Subject
from unionhall.rooms.assembly.procedure import agenda as moves
from unionhall.rooms.assembly.views.finding import PREPARES, for_office, holds, meeting_of
from unionhall.rooms.assembly.views.showing import context

OF_ITEM = {"change": moves.change_item, "paper": moves.enclose, "take_out": moves.take_out_item}


@never_cache
@require_safe
@login_required
def agenda(request: HttpRequest, reference: str) -> HttpResponse:
    """The agenda with its papers, as every member of the place reads it."""
    matter, person = meeting_of(request, reference)
    shown = {**context(matter), **_head(matter), "prepares": holds(matter, person, PREPARES)}
    return render(request, "assembly/agenda.html", shown)


@never_cache
@login_required
def edit(request: HttpRequest, reference: str) -> HttpResponse:
    """The editor: add an item, or move one; each button is the move of that name."""
    matter, person = for_office(request, reference, PREPARES)
    _check_is_open(matter)
    move = moves.shift_item if "way" in request.POST else moves.write_item
    view = MoveView(move, matter, person)
    form = view.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and view.is_made(form):
        messages.success(request, _("The agenda is as you see it now."))
        return SeeOther(reverse("assembly:edit_agenda", args=[matter.reference]))
    return _editor(request, matter, person, form)


def _editor(request: HttpRequest, matter: Matter, person: Person, form: MoveForm) -> HttpResponse:
    is_shift = form.move is moves.shift_item
    add = MoveView(moves.write_item, matter, person).form() if is_shift else form
    faults = [words for each in form.errors.values() for words in each] if is_shift and form.is_bound else []
    add.initial = {"subject": Subject.OTHER, **add.initial}
    shown = {**context(matter), **_head(matter), "form": add}
    status = 422 if form.is_bound else 200
    return render(request, "assembly/edit_agenda.html", {**shown, "faults": faults}, status=status)


@never_cache
@login_required
def item(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """One item: change it, add a paper, take it out."""
    matter, person = for_office(request, reference, PREPARES)
    _check_is_open(matter)
    found = get_object_or_404(Item, meeting=matter, number=number)
    act = request.POST.get("act", "")
    if request.method == "POST" and act not in OF_ITEM:
        raise Http404
    forms = {name: _form(request, matter, person, found, name, is_sent=name == act) for name in OF_ITEM}
    if request.method == "POST" and forms[act][0].is_made(forms[act][1]):
        messages.success(request, _("The agenda is as you see it now."))
        return SeeOther(reverse("assembly:edit_agenda", args=[matter.reference]))
    shown = {
        **_head(matter),
        "item": found,
        **{f"{name}_form": form for name, (_view, form) in forms.items()},
        "can_be_taken_out": matter.state in moves.take_out_item.source,
    }
    return render(request, "assembly/item.html", shown, status=422 if act else 200)


def _form(
    request: HttpRequest, matter: Matter, person: Person, item: Item, name: str, *, is_sent: bool
) -> tuple[MoveView, MoveForm]:
    """The form of a move about this item, with it chosen."""
    view = MoveView(OF_ITEM[name], matter, person)
    sent = request.POST.copy()
    sent["item"] = str(item.pk)
    form = view.form(sent, request.FILES) if is_sent else view.form()
    said = {each: getattr(item, each) for each in ("name", "kind", "minutes", "presented_by")}
    subject = item.subject or Subject.OTHER
    form.initial = {**form.initial, "item": item.pk, "subject": subject, **said}
    form.fields["item"].widget = form.fields["item"].hidden_widget()
    return view, form


@never_cache
@require_safe
@login_required
def calendar(request: HttpRequest, reference: str) -> HttpResponse:
    """The meeting as a file for a calendar program."""
    matter, _person = meeting_of(request, reference)
    said = appointment(matter)
    content = calendar_of([said], said.title, method=said.method)
    answer = HttpResponse(content, content_type=f"{TYPE}; method={said.method}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{matter.reference}.ics"'
    return answer


def _check_is_open(matter: Matter) -> None:
    if matter.state not in moves.STILL:
        raise NotNow("write_item")


def _head(matter: Matter) -> dict[str, Any]:
    zone = matter.place.zone
    return {
        "matter": matter,
        "meeting": matter.meeting,
        "when": say_there(matter.meeting.starts_at, zone),
        "is_planned": matter.state == "planned",
    }
