"""What the hall keeps of people, what for, who reads it and until when: for everybody, without signing in."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from unionhall.kernel.places.locate import current_atlas
from unionhall.kernel.privacy.columns import holdings, order
from unionhall.kernel.privacy.forbidden import REASONS
from unionhall.kernel.procedures.packs import pack
from unionhall.kernel.procedures.rules import GENERIC, UnknownRule
from unionhall.kernel.rooms import parts
from unionhall.kernel.web import offers

YEAR, OWN = 365, "own"


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """The register of personal fields as a page: a sentence for each thing held, the rest unfolds."""
    return render(request, "web/privacy.html", {**record(), "asking": offers.about_privacy()})


def record_of_processing(union: str) -> str:
    """The same as a document that prints well (GDPR art. 30, PIPL art. 55), in the present language."""
    return render_to_string("web/record.html", {**record(), "union": union, "today": timezone.localdate()})


def record() -> dict[str, Any]:
    """What is held, what is never asked, and the times after which it is erased."""
    return {"holdings": sorted(holdings(), key=order), "never": [*REASONS.values()], "times": [*_times()]}


def _times() -> Iterator[dict[str, Any]]:
    """What each room erases after which time, by the rules of the union's root."""
    roots = (place for place in current_atlas().places.values() if place.parent_id is None)
    root = min(roots, key=lambda place: place.path, default=None)
    rules, today = pack(root.pack if root else GENERIC), timezone.localdate()
    for room in parts():
        for key, what in room.keeps.items():
            try:
                rule = rules.get(key, on=today)
            except UnknownRule:
                continue
            source = "" if rule.source_kind == OWN else rule.source
            yield {"room": room.title, "what": what, "time": _say(rule.amount), "source": source}


def _say(days: int) -> str:
    years, rest = divmod(days, YEAR)
    if rest:
        return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
    return ngettext("%(count)d year", "%(count)d years", years) % {"count": years}
