"""Writing a thing: a new one, another content, retired or brought back."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unionhall.kernel.things import changing
from unionhall.kernel.things.declaration import Things
from unionhall.kernel.things.history import since
from unionhall.kernel.things.models import Thing
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
    sent = request.POST if request.method == "POST" else None
    form = form_of(things)(sent, things=things, thing=thing, actor=request.user)
    status, is_done = 200, sent is not None and not form.is_unsent
    if sent is not None and is_done:
        status = _status(form, is_preview="preview" in sent)
        if status == 302:
            messages.success(request, _("It is written."))
            return redirect(about(things)["urls"]["list"])
    context = {**about(things), "form": form, "thing": thing, "theirs": _theirs(form, status)}
    context |= page_of(things, thing) if thing else {}
    if is_done and status == 200:
        draft = form.draft()
        context |= {"preview": shown(things, draft)["shown"], "preview_title": draft}
    return render(request, "web/things/edit.html", context, status=status)


def _status(form: ThingForm, *, is_preview: bool) -> int:
    """Write what a form says, if it is right and no preview; with what to answer."""
    if not form.is_valid():
        return 302 if _was_sent(form) else 422
    if is_preview:
        return 200
    try:
        _keep(form)
    except changing.CodeTaken as taken:
        form.add_error("code", str(taken.message))
        return 422
    except changing.Meanwhile as refusal:
        form.add_error(None, str(refusal.message))
        return 409
    return 302


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


def _theirs(form: ThingForm, status: int) -> list[Any]:
    """What somebody else changed while the form was open; sent once more, the form is newer than that."""
    if status != 409 or form.thing is None:
        return []
    return since(form.thing, form.look_again())
