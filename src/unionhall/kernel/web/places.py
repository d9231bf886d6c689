"""The page of a place: who answers here, how to reach it, and what belongs to it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unionhall.kernel.ordering import in_order
from unionhall.kernel.places.locate import current_atlas
from unionhall.kernel.places.models import Place, Street
from unionhall.kernel.places.reach import reach_of
from unionhall.kernel.web import reach
from unionhall.kernel.web.answers import Answers
from unionhall.kernel.web.coverage import area_line


@require_safe
@login_required
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One place that is open."""
    place = get_object_or_404(Place.objects.open().select_related("parent"), pk=pk)
    answers = Answers.today()
    below = Place.objects.open().children_of(place)
    context = {
        "name": str(place),
        "kind": place.get_kind_display(),
        "parent": _link(place.parent) if place.parent else None,
        "people": answers.nearby(place),
        "above": answers.above(place),
        "facts": _facts(place),
        "covers": _covers(place),
        "areas": [area_line(each, answers) for each in below],
    }
    return render(request, "places/place.html", {"place": context})


def _link(place: Place) -> dict[str, str]:
    return {"name": str(place), "url": reverse("place", args=[place.pk])}


def _facts(place: Place) -> list[dict[str, str]]:
    return reach.facts(reach_of(current_atlas().places, place.path))


def _covers(place: Place) -> list[str]:
    buildings = place.buildings.values_list("name", flat=True)
    streets = in_order(place.streets.order_by("from_number"), place.order)
    return [*in_order(buildings, place.order), *map(street_in_words, streets)]


def street_in_words(street: Street) -> str:
    """Such as "Canal Street, numbers 1 to 99, odd numbers"."""
    parts = [street.name]
    low, high = street.from_number, street.to_number
    if low is not None and high is not None:
        parts.append(_("numbers %(low)s to %(high)s") % {"low": low, "high": high})
    elif low is not None:
        parts.append(_("from number %(low)s") % {"low": low})
    elif high is not None:
        parts.append(_("up to number %(high)s") % {"high": high})
    if street.parity != Street.Parity.ALL:
        parts.append(street.get_parity_display())
    return _(", ").join(parts)
