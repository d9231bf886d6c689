"""Reading things: the list, and the page of one."""

from collections.abc import Callable
from functools import wraps
from itertools import groupby
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unionhall.kernel.places.models import Place
from unionhall.kernel.rooms import Room
from unionhall.kernel.sheets.writing import TYPES
from unionhall.kernel.things import content
from unionhall.kernel.things.declaration import Things, declared
from unionhall.kernel.things.models import Thing
from unionhall.kernel.things.wording import facts, label_of, said_in
from unionhall.kernel.web.things.filters import Filters

SIZE = 50


def for_readers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for who may read these things: the others sign in, or have no business here."""

    @wraps(view)
    def guarded(request: HttpRequest, things: Things, **arguments: Any) -> HttpResponse:
        if things.may_open(request.user):
            return view(request, things, **arguments)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied

    return guarded


@require_safe
@for_readers
def overview(request: HttpRequest, things: Things) -> HttpResponse:
    """Those that somebody reads, narrowed as they chose."""
    may_edit = things.may_edit(request.user)
    filters = Filters(request.GET, things=things, rows=things.visible_to(request.user), may_edit=may_edit)
    ordered = filters.found().order_by(*(things.model._meta.ordering or ("code",)))
    page = Paginator(ordered, SIZE).get_page(request.GET.get("page"))
    context = {
        **about(things),
        "filters": filters.form,
        "groups": _grouped(things, page.object_list),
        "is_narrowed": bool(request.GET),
        "may_edit": may_edit,
        "beside": lists(things.room, lambda each: each is not things and each.may_edit(request.user)),
        "pager": _pager(request, page),
    }
    return render(request, "web/things/list.html", context)


@require_safe
@for_readers
def show(request: HttpRequest, things: Things, code: str) -> HttpResponse:
    """One of them; 404 for a thing of a place that isn't the reader's."""
    thing = find(request, things, code)
    context = {
        **about(things),
        **page_of(things, thing),
        "may_edit": things.may_edit(request.user, *places_of(thing)),
    }
    return render(request, "web/things/page.html", context)


def find(request: HttpRequest, things: Things, code: str) -> Thing:
    """The thing with that code, for who may read it; Http404 for others."""
    found: Thing = get_object_or_404(things.visible_to(request.user), code=code)
    return found


def places_of(thing: Thing) -> list[Place]:
    """The place to which it belongs, if it does."""
    place = getattr(thing, "place", None)
    return [place] if place else []


def about(things: Things) -> dict[str, Any]:
    """What every page of these things knows of them."""
    start = f"{things.room.label}:{things.name}"
    addresses = {name: reverse(f"{start}_{name}") for name in ("new", "bring")}
    files = {kind: reverse(f"{start}_take", args=[kind]) for kind in TYPES}
    return {"things": things, "urls": {"list": reverse(start), **addresses, **files}}


def lists(room: Room, is_meant: Callable[[Things], bool]) -> list[dict[str, Any]]:
    """Those lists of a room's things that are meant, by title."""
    own = [things for things in declared() if things.model._meta.app_label == room.label and is_meant(things)]
    return [{"title": things.title, "url": reverse(f"{room.label}:{things.name}")} for things in own]


def page_of(things: Things, thing: Thing) -> dict[str, Any]:
    """What the page of a thing says, and where its other pages are."""
    start = f"{things.room.label}:{things.name}"
    addresses = {
        name: reverse(f"{start}_{name}", args=[thing.code]) for name in ("one", "edit", "history", "retire")
    }
    return {
        "thing": thing,
        "title": str(thing),
        "told_once": facts(thing, content.fixed(things.model)),
        "here": addresses,
        **shown(things, content.of(thing)),
    }


def shown(things: Things, row: Any) -> dict[str, Any]:
    """What a row of content says, for the template that the room chose."""
    columns = tuple(field for field in content.written(things.model) if field.name != "title")
    return {"shown": things.facts(row) if things.facts else {"facts": facts(row, columns)}}


def _grouped(things: Things, found: Any) -> list[dict[str, Any]]:
    def head(thing: Thing) -> str:
        return str(content.value(thing, things.grouped_by) or "") if things.grouped_by else ""

    return [
        {"title": title, "rows": [_row(things, each) for each in same]}
        for title, same in groupby(found, key=head)
    ]


def _row(things: Things, thing: Thing) -> dict[str, Any]:
    url = reverse(f"{things.room.label}:{things.name}_one", args=[thing.code])
    said = [_short(things, thing, name) for name in things.shows]
    return {
        "thing": thing,
        "url": url,
        "title": str(thing),
        "said": [thing.code, *filter(None, said)],
    }


def _short(things: Things, thing: Thing, name: str) -> str:
    """A column as a list says it: that something is so, or its label and what it is."""
    field, value = content.column(things.model, name), content.value(thing, name)
    if isinstance(value, bool):
        return label_of(field) if value else ""
    said = said_in(content.of(thing) if hasattr(content.of(thing), name) else thing, field)
    return _("{label}: {value}").format(label=label_of(field), value=said) if said else ""


def _pager(request: HttpRequest, page: Any) -> dict[str, str]:
    def at(number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    before = {"previous": at(page.previous_page_number())} if page.has_previous() else {}
    return before | ({"next": at(page.next_page_number())} if page.has_next() else {})
