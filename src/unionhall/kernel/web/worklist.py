"""The worklist: what a handler must do now, across all rooms, the soonest due first."""

from collections.abc import Iterable
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from unionhall.database.questions import Gap, Question, ask
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.named import MOST_LISTS, NamedList
from unionhall.kernel.matters.querysets import reach, serves
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy import reading
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.procedures.declaration import procedure_of
from unionhall.kernel.rooms import rooms
from unionhall.kernel.web.fields import ShortSelect
from unionhall.kernel.web.narrowing import LONGEST, narrowed
from unionhall.kernel.web.paging import SIZE, by_columns, by_due
from unionhall.kernel.web.rows import rows

SORTS: dict[str, tuple[str, ...]] = {
    "place": ("place_path", "pk"),
    "service": ("room", "kind", "pk"),
    "asked": ("opened_at", "pk"),
    "-asked": ("-opened_at", "-pk"),
}


def steps(matters: Iterable[Matter]) -> list[dict[str, Any]]:
    """The moves that can be made for several of these at once."""
    known = {id(procedure): procedure for procedure in map(procedure_of, matters)}
    moves = [move for each in known.values() for move in each.moves.values() if move.for_many]
    return [{"event": move.event, "title": move.title} for move in moves]


class Filters(forms.Form):
    """What the worklist shows. What can't be read falls back to everything of one's own."""

    q = forms.CharField(
        label=_("Reference, words, service or place"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    whose = forms.ChoiceField(
        label=_("Whose"),
        required=False,
        choices=[("", _("Mine")), ("place", _("All where I answer"))],
        widget=ShortSelect,
    )
    room = forms.ChoiceField(label=_("Room"), required=False, widget=ShortSelect)
    late = forms.ChoiceField(
        label=_("When"),
        required=False,
        choices=[("", _("All")), ("late", _("Late only"))],
        widget=ShortSelect,
    )
    sort = forms.ChoiceField(
        required=False, choices=[(name, name) for name in SORTS], widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("All rooms")), *((room.label, room.title) for room in rooms())]
        cast(forms.ChoiceField, self.fields["room"]).choices = choices
        if not self.data.get("sort"):
            del self.fields["sort"]  # a hidden field that says nothing takes as long as two rows

    def address(self, *, kept: bool = False) -> str:
        """What was chosen, as it stands behind the worklist's address; `kept`: without words looked for."""
        names = (name for name in self.fields if not (kept and name == "q"))
        return urlencode({name: value for name in names if (value := self.chosen(name))})

    def chosen(self, name: str) -> str:
        return self.cleaned_data.get(name) or "" if self.is_valid() or hasattr(self, "cleaned_data") else ""


def has_worklist(person: Person) -> bool:
    """Whether one of the person's offices serves a room, or an open matter is in their hands."""
    return serves_a_room(person) or Matter.objects.open().handled_by(person).exists()


def serves_a_room(person: Person) -> bool:
    return any(serves(office) for office in person.current_offices)


@require_safe
@login_required
def worklist(request: HttpRequest) -> HttpResponse:
    """Twenty-five lines a page, filtered by room, place and lateness."""
    person = cast(Person, request.user)
    lists = _named_lists(person)
    if not has_worklist(person):
        raise PermissionDenied
    filters = Filters(request.GET)
    found = _filtered(person, filters)
    if asked := filters.chosen("q"):
        found = narrowed(found, asked)
        _note_search(request, person)
    is_own = not filters.chosen("whose")
    columns = SORTS.get(filters.chosen("sort"))
    shown, pager = by_columns(request, found, columns, SIZE) if columns else by_due(request, found, SIZE)
    offered = [] if "after" in request.GET or asked else list(Matter.objects.open().offered_to(person))
    context = {
        "filters": filters,
        "rows": rows(shown, reader=person),
        "offered": rows(offered, reader=person),
        "is_own": is_own,
        "heads": heads(request, filters.chosen("sort"), is_own=is_own),
        "plain_heads": plain_heads(is_own=False) if offered else [],
        "steps": steps(shown),
        "lists": lists,
        "here": filters.address(kept=True),
        "narrowed": filters.address(),
        "may_name": len(lists) < MOST_LISTS,
        "pager": pager,
    }
    return render(request, "web/worklist.html", context)


NAMED = Question(lambda: NamedList.objects.filter(person=Gap("person")).order_by("title"))


def _named_lists(person: Person) -> list[NamedList]:
    """The person's own, asked along with their offices, which decide what else they see."""
    *offices, lists = ask(*person.asks_offices(), NAMED(person=person.pk))
    if offices:
        (person.current_offices,) = offices
    return lists


def heads(request: HttpRequest, sort: str, *, is_own: bool) -> list[dict[str, Any]]:
    """The heads of the columns; those one can sort by with their addresses and how they are sorted."""
    kept = {name: value for name, value in request.GET.items() if name not in ("after", "sort") and value}
    now = sort or "due"
    turned = "-asked" if now == "asked" else "asked"
    leads = {"service": "service", "place": "place", "asked": turned, "due": ""}
    found = plain_heads(is_own=is_own)
    for head in found:
        if (to := leads.get(head["name"])) is not None:
            head["url"] = "?" + urlencode(kept | ({"sort": to} if to else {}))
        if head["name"] == now.lstrip("-"):
            head["sorted"] = "descending" if now.startswith("-") else "ascending"
    return found


def plain_heads(*, is_own: bool) -> list[dict[str, Any]]:
    """The heads of a list that isn't sorted otherwise; whose list it is need not be said of one's own."""
    titles = [
        ("service", _("Service")),
        ("place", _("Place")),
        ("asked", _("Asked")),
        ("where", _("Where it stands")),
        ("due", _("Due")),
        *(() if is_own else [("who", _("Handler"))]),
    ]
    return [{"name": name, "title": title, "url": "", "sorted": ""} for name, title in titles]


def _note_search(request: HttpRequest, person: Person) -> None:
    """That there was a search is written down, once for all its pages; what was looked for is not."""
    if "after" not in request.GET:
        reading.record(reader=person.uid, purpose=Access.Purpose.SEARCH, what="worklist")


def _filtered(person: Person, filters: Filters) -> QuerySet[Any]:
    matters = Matter.objects.open()
    if filters.chosen("whose") == "place":
        matters = matters.filter(reach(person)).exclude(recusals__person=person)
    else:
        matters = matters.handled_by(person)
    if label := filters.chosen("room"):
        matters = matters.filter(room=label)
    if filters.chosen("late"):
        matters = matters.filter(due_at__lt=timezone.now())
    return matters
