"""Who speaks for the side that asked, as those of that side read it; nobody else reads anything here."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Guest
from unionhall.kernel.procedures.sentences import say_day
from unionhall.kernel.web.standing import Reader
from unionhall.rooms.mediation import procedure
from unionhall.rooms.mediation.apps import ASKING, CLAIMANT, SPEAKER
from unionhall.rooms.mediation.models import Backing


def section(matter: Matter, reader: Reader) -> dict[str, Any] | None:
    """Who speaks, who stands and whom one chose oneself, as soon as there are several; never how many did."""
    if not (matter.is_open and matter.capacity_of(reader.actor) in ASKING):
        return None
    count = len(procedure.asking(matter))
    if count == 1:
        return None
    is_guest, mine = isinstance(reader.actor, Guest), procedure.backing_of(matter, reader.actor)
    return {
        "template": "mediation/parts/speaker.html",
        "speaks": _who_speaks(matter, reader, mine),
        "missing": _missing(matter, count),
        "standing": _standing(matter, mine),
        "stands": mine.stands,
        "asks_name": is_guest and not mine.name,
        "is_in_office": matter.capacity_of(reader.actor) == SPEAKER,
        "url": reverse("mediation:guest_speaker")
        if is_guest
        else reverse("mediation:speaker", args=[matter.reference]),
    }


def _who_speaks(matter: Matter, reader: Reader, mine: Backing) -> str:
    if procedure.side_of(matter, reader.actor):
        return _("You speak for your side.")
    found = procedure.speaker(matter) or _opener(matter)
    if found is None:
        return _("Whoever asked for mediation speaks for you.")
    return _("%(name)s speaks for you.") % {"name": str(found)}


def _opener(matter: Matter) -> Backing | None:
    """Whoever asked, if they stand, so that their name may be shown."""
    parts = {each.capacity: each for each in procedure.asking(matter)}
    return next((each for each in procedure.standing(matter) if procedure.is_of(each, parts[CLAIMANT])), None)


def _standing(matter: Matter, mine: Backing) -> list[dict[str, Any]]:
    return [
        {
            "pk": each.pk,
            "name": _("%(name)s (you)") % {"name": str(each)} if each.pk == mine.pk else str(each),
            "is_chosen": each.pk == mine.chooses_id,
        }
        for each in procedure.standing(matter)
    ]


def _missing(matter: Matter, count: int) -> dict[str, Any] | None:
    """What stands against binding the side, by which rule, and until when there is time for it."""
    if not procedure.must_elect(matter):
        return None
    rule = procedure.elects_from(matter)
    assert rule
    return {"count": count, "least": rule.amount, "source": _(rule.source), "until": _until(matter)}


def _until(matter: Matter) -> str:
    """The last day of the time for an agreement, as long as it runs."""
    running = matter.deadlines.running().order_by("pk")
    days = (each.due_on for each in running if each.is_promise and each.due_on)
    return next((say_day(day) for day in days if day >= timezone.localdate()), "")
