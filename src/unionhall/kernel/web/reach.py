"""How to reach the union: each branch by telephone and at its door, for everybody, without signing in."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unionhall.kernel.places.atlas import Atlas
from unionhall.kernel.places.locate import current_atlas
from unionhall.kernel.places.models import Place
from unionhall.kernel.places.reach import Reach, reach_of, says_itself


@require_safe
def reach(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """One place, the union itself without a number, and those right below it."""
    atlas = current_atlas()
    places = sorted(atlas.places.values(), key=lambda place: place.path)
    here = atlas.first if pk is None else next((place for place in places if place.pk == pk), None)
    if here is None and pk is not None:
        raise Http404
    context = {
        "place": str(here) if here and pk else "",
        "facts": facts(reach_of(atlas.places, here.path)) if here else [],
        "below": [_line(atlas, each) for each in _beside(places, here)],
        "reach_url": reverse("reach") if pk else "",
    }
    return render(request, "places/reach.html", context)


def facts(known: Reach) -> list[dict[str, str]]:
    """The ways there are, the quickest first."""
    said = [
        {"label": _("When it is urgent"), "value": known.urgent},
        {"label": _("Telephone"), "value": known.telephone, "url": call(known.telephone)},
        {"label": _("Address"), "value": known.address},
        {"label": _("Opening hours"), "value": known.hours},
        {"label": _("How to reach it"), "value": known.contact},
    ]
    return [fact for fact in said if fact["value"]]


def call(telephone: str) -> str:
    """What a telephone dials; nothing for a line that has words or two numbers in it."""
    signs = telephone.translate(str.maketrans("", "", " -()./\u2010\u2011\u2013"))
    return f"tel:{signs}" if signs.removeprefix("+").isdecimal() and signs.isascii() else ""


def _beside(places: list[Place], here: Place | None) -> list[Place]:
    """The places below, and other roots; areas only with a way of their own."""
    if here is None:
        return []
    parents = {here.pk} if here.parent_id else {here.pk, None}
    below = [each for each in places if each.parent_id in parents and each.pk != here.pk]
    return [each for each in below if each.kind != Place.Kind.AREA or says_itself(each)]


def _line(atlas: Atlas, place: Place) -> dict[str, Any]:
    """What to do when it is urgent stands above, unless the place says something else."""
    known = reach_of(atlas.places, place.path)
    shown = facts(
        known if str(place.urgent) else Reach(known.telephone, known.address, known.hours, known.contact)
    )
    below = (each for each in atlas.places.values() if each.parent_id == place.pk)
    has_more = any(each.kind != Place.Kind.AREA or says_itself(each) for each in below)
    return {
        "name": str(place),
        "facts": shown,
        "url": reverse("reach_place", args=[place.pk]) if has_more else "",
    }
