"""Writing a thing: a new one, another content, retired or brought back."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unionhall.kernel.things import changing
from unionhall.kernel.things.declaration import Things
from unionhall.kernel.things.history import since
from unionhall.kernel.things.models import Thing
from unionhall.kernel.web.faults import faults_of
from unionhall.kernel.web.read_again import ReadAgain, asked, said, taken
from unionhall.kernel.web.things.forms import ThingForm, form_of
from unionhall.kernel.web.things.reading import about, find, page_of, places_of, shown


def for_editors(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for who writes these things, with the one that the address names if it names any."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, things: Things, code: str = "", **more: Any) -> HttpResponse:
        if not things.may_open(request.user) or not (code or things.may_edit(request.user)):
            raise PermissionDenied
        thing = find(request, things, code) if code else None
        if thing and not things.may_edit(request.user, *places_of(thing)):
            raise PermissionDenied
        return view(request, things, *((thing,) if thing else ()), **more)

    return guarded


@for_editors
def add(request: HttpRequest, things: Things) -> HttpResponse:
    """A new one."""
    return _write(request, things, None)


@for_editors
def edit(request: HttpRequest, things: Things, thing: Thing) -> HttpResponse:
    """Let it say something else."""
    return _write(request, things, thing)


@require_POST
@for_editors
def retire(request: HttpRequest, things: Things, thing: Thing) -> HttpResponse:
    """Bring it back, or retire it once its editor is `sure`."""
    actor: Any = request.user
    if thing.retired_on:
        changing.bring_back(thing, actor=actor)
        messages.success(request, _("It is there again."))
    elif "sure" not in request.POST:
        return render(request, "web/things/retire.html", {**about(things), **page_of(things, thing)})
    else:
        changing.retire(thing, actor=actor)
        messages.success(request, _("It is retired. What began with it goes on."))
    return redirect(about(things)["urls"]["list"])


def _write(request: HttpRequest, things: Things, thing: Thing | None) -> HttpResponse:
    person: Any = request.user
    form = asked(
        request, lambda sent: form_of(things)(sent, things=things, thing=thing, actor=person), by=person
    )
    if request.method == "POST":
        is_to_keep = not (form.is_unsent or "preview" in form.data)
        if is_to_keep and _is_kept(form):
            taken(request, by=person)
            messages.success(request, _("It is written."))
            return redirect(about(things)["urls"]["list"])
        if led := ReadAgain(said(request.POST), faults_of(form)).lead(request, by=person):
            return led
    return _page(request, things, thing, form)


def _page(request: HttpRequest, things: Things, thing: Thing | None, form: ThingForm) -> HttpResponse:
    """The form as it was left: with its preview, with what is wrong, or with what somebody else changed."""
    status = 200 if not form.is_refused or form.is_valid() else 422
    theirs = _theirs(form)
    context = {**about(things), "form": form, "thing": thing, "theirs": theirs}
    context |= page_of(things, thing) if thing else {}
    if form.is_bound and form.is_valid() and "preview" in form.data:
        draft = form.draft()
        context |= {"preview": shown(things, draft)["shown"], "preview_title": draft}
    return render(request, "web/things/edit.html", context, status=409 if theirs else status)


def _is_kept(form: ThingForm) -> bool:
    """Write what a form says, if it is right; else it says what is wrong."""
    if not form.is_valid():
        return _was_sent(form)
    try:
        _keep(form)
    except changing.CodeTaken as taken:
        form.add_error("code", str(taken.message))
    except changing.Meanwhile as refusal:
        form.add_error(None, str(refusal.message))
    return not form.errors


def _was_sent(form: ThingForm) -> bool:
    """Whether the same form added its thing already, whose code is taken since, as after a double click."""
    return form.thing is None and changing.was_added(form.cleaned_data.get("key"), actor=form.actor)


def _keep(form: ThingForm) -> None:
    said, key = form.content(), form.cleaned_data["key"]
    if form.thing is None:
        code = said.pop("code", "")
        changing.add(form.things.model, code, said, actor=form.actor, key=key)
    else:
        seen = form.cleaned_data["seen"] or 0
        changing.change(form.thing, said, actor=form.actor, seen=seen, key=key)


def _theirs(form: ThingForm) -> list[Any]:
    """What somebody else changed while the form was open; sent once more, the form is newer than that."""
    if form.thing is None or not form.is_refused or {*form.errors} != {NON_FIELD_ERRORS}:
        return []
    is_newest = form.cleaned_data.get("seen") == form.thing.journal_length
    return [] if is_newest else since(form.thing, form.look_again())
