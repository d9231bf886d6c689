"""The coverage page: every service area with who answers for it, and plainly where nobody does."""

from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from unionhall.kernel.places.models import Place
from unionhall.kernel.web.answers import Answers


@require_safe
@login_required
def coverage(request: HttpRequest) -> HttpResponse:
    """All open areas by branch, in two queries."""
    answers = Answers.today()
    areas = list(Place.objects.open().areas().select_related("parent"))
    branches = [
        _branch(parent, [area_line(area, answers) for area in below])
        for parent, below in groupby(areas, key=lambda area: area.parent)
    ]
    without = sum(not area["people"] for branch in branches for area in branch["areas"])
    return render(request, "places/coverage.html", {"branches": branches, "nobody": _nobody(without)})


def area_line(area: Place, answers: Answers) -> dict[str, Any]:
    """One area of the list: its name, who answers, and who does instead where nobody is."""
    return {
        "name": str(area),
        "url": reverse("place", args=[area.pk]),
        "people": answers.nearby(area),
        "above": answers.above(area),
    }


def _branch(parent: Place | None, areas: list[dict[str, Any]]) -> dict[str, Any]:
    assert parent is not None  # the database lets no area stand alone
    return {"name": str(parent), "url": reverse("place", args=[parent.pk]), "areas": areas}


def _nobody(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(count)s area has nobody who answers for it.",
        "%(count)s areas have nobody who answers for them.",
        count,
    ) % {"count": count}
