"""The coverage page: every service area with who answers for it, and plainly where nobody does."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any, NamedTuple, cast

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.querysets import reach, serves
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.locate import current_atlas
from unionhall.kernel.places.models import Place
from unionhall.kernel.places.tree import lineage
from unionhall.kernel.web.answers import Answers
from unionhall.kernel.web.offers import proposing_at
from unionhall.kernel.web.waiting import waiting_of


class Load(NamedTuple):
    """How many matters are open, and how many of them are late."""

    waiting: int
    late: int

    def words(self) -> str:
        said = ngettext("%(count)s open", "%(count)s open", self.waiting) % {"count": self.waiting}
        if not self.late:
            return said
        return _("%(open)s, %(late)s of them late") % {"open": said, "late": self.late}


@require_safe
@login_required
def coverage(request: HttpRequest) -> HttpResponse:
    """All open areas by branch; for officers what is open there and theirs to see."""
    person = cast(Person, request.user)
    answers, loads = Answers.today(), _loads(person)
    places = current_atlas(waiting_of(request, person).edition).places
    areas = (places[path] for path in sorted(places) if places[path].kind == Place.Kind.AREA)
    found = sorted(((_open_above(area, places), area) for area in areas), key=lambda pair: pair[0])
    branches = [
        _branch(places[above], [_line(area, answers, person, loads) for _above, area in below])
        for above, below in groupby(found, key=lambda pair: pair[0])
    ]
    without = sum(not area["people"] for branch in branches for area in branch["areas"])
    return render(request, "places/coverage.html", {"branches": branches, "nobody": _nobody(without)})


def _open_above(area: Place, places: Mapping[str, Place]) -> str:
    """The path of the nearest open place above it, as its branch may be closed; its own where all are."""
    return next((path for path in reversed(lineage(area.path)[:-1]) if path in places), area.path)


def area_line(area: Place, answers: Answers) -> dict[str, Any]:
    """One area of the list: its name, who answers, and who does instead where nobody is."""
    return {
        "name": str(area),
        "url": reverse("place", args=[area.pk]),
        "people": answers.nearby(area),
        "above": answers.above(area),
    }


def _line(area: Place, answers: Answers, person: Person, loads: Mapping[str, Load]) -> dict[str, Any]:
    """The same with how much is open there, and where to propose somebody where nobody is."""
    line = area_line(area, answers)
    load = loads.get(area.path)
    propose = "" if line["people"] else proposing_at(person, area)
    return {**line, "load": load.words() if load else "", "propose": propose}


def _loads(person: Person) -> dict[str, Load]:
    """How much is open in each area of what the person may open through an office; nothing for others.

    They can open each of these matters, so that no small number hides anything from them.
    """
    if not any(serves(office) for office in person.current_offices):
        return {}
    theirs = Matter.objects.open().filter(reach(person)).exclude(recusals__person=person)
    is_late = Q(due_at__lt=timezone.now())
    counted = theirs.values("place_path").annotate(count=Count("pk"), late=Count("pk", filter=is_late))
    return {each["place_path"]: Load(each["count"], each["late"]) for each in counted.order_by()}


def _branch(parent: Place, areas: list[dict[str, Any]]) -> dict[str, Any]:
    return {"name": str(parent), "url": reverse("place", args=[parent.pk]), "areas": areas}


def _nobody(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(count)s area has nobody who answers for it.",
        "%(count)s areas have nobody who answers for them.",
        count,
    ) % {"count": count}
