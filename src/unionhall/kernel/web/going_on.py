"""Going on with an ask that was begun, on this device or another, and throwing it away."""

from collections.abc import Iterable
from typing import Any, TypedDict, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.kernel.drafts import begun
from unionhall.kernel.drafts.models import Kept
from unionhall.kernel.people.models import Person
from unionhall.kernel.web.drafting import kept


class Line(TypedDict):
    title: Any
    words: str
    sealed: bool
    url: str
    kept: str
    throw_url: str


def lines(lying: Iterable[Kept], person: Person) -> list[Line]:
    """What the person began to ask, among what they keep, for their own lists."""
    return [_line(each) for each in begun.among(lying, person)]


@login_required
def throw(request: HttpRequest, name: UUID) -> HttpResponse:
    """Ask once, naming it, and throw it away; 404 for whatever is not one's own."""
    person = cast(Person, request.user)
    found = begun.find(person, name)
    if found is None:
        raise Http404
    if request.method != "POST":
        return render(request, "web/throw.html", {"line": _line(found)})
    begun.throw(found)
    messages.info(request, _("The draft “{title}” is thrown away.").format(title=found.title))
    return redirect("mine")


def _line(each: begun.Begun) -> Line:
    return Line(
        title=each.title,
        words=each.words,
        sealed=each.is_sealed,
        url=each.address,
        kept=kept(each.at),
        throw_url=reverse("mine_throw", args=[each.name]),
    )
