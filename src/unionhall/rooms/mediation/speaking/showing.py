"""Who speaks for the side that asked, as those of that side read it; nobody else reads anything here."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.kernel.contract import Section
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Guest
from unionhall.kernel.procedures.sentences import say_day
from unionhall.kernel.web.reader import Reader
from unionhall.rooms.mediation.apps import ASKING, SPEAKER
from unionhall.rooms.mediation.models import Backing
from unionhall.rooms.mediation.procedure import sides
from unionhall.rooms.mediation.procedure.backing import Side, backing_of


def section(matter: Matter, reader: Reader) -> Section | None:
    """Who speaks, who stands and whom one chose oneself, as soon as there are several; never how many did."""
    if not (matter.is_open and matter.capacity_of(reader.actor) in ASKING):
        return None
    side = Side(matter)
    if len(side.parts) == 1:
        return None
    is_guest, mine = isinstance(reader.actor, Guest), backing_of(matter, reader.actor)
    address = "mediation:guest_speaker" if is_guest else "mediation:speaker"
    says = {
        "speaks": _who_speaks(side, reader),
        "missing": _missing(side) if side.must_elect else None,
        "standing": [_named(each, mine) for each in side.standing],
        "stands": mine.stands,
        "has_voice": not is_guest,
        "asks_name": is_guest and not mine.name,
        "is_in_office": matter.capacity_of(reader.actor) == SPEAKER,
        "url": reverse(address, args=[] if is_guest else [matter.reference]),
    }
    return Section("mediation/parts/speaker.html", says)


def _who_speaks(side: Side, reader: Reader) -> str:
    """A name only of somebody who stands; whoever asked may not, and speaks all the same."""
    if sides.side_of(side.matter, reader.actor):
        return _("You speak for your side.")
    found = side.stood_by(side.speaking)
    if found is None:
        return _("Whoever asked for mediation speaks for you.")
    return _("%(name)s speaks for you.") % {"name": str(found)}


def _named(backing: Backing, mine: Backing) -> dict[str, Any]:
    is_mine = backing.pk == mine.pk
    name = _("%(name)s (you)") % {"name": str(backing)} if is_mine else str(backing)
    return {"pk": backing.pk, "name": name, "is_chosen": backing.pk == mine.chooses_id}


def _missing(side: Side) -> dict[str, Any]:
    """What stands against binding the side, by which rule, and until when there is time for it."""
    assert side.rule
    least, source = side.rule.amount, _(side.rule.source)
    return {"count": len(side.parts), "least": least, "source": source, "until": _until(side.matter)}


def _until(matter: Matter) -> str:
    """The last day of the time for an agreement, as long as it runs."""
    running = matter.deadlines.running().order_by("pk")
    days = (each.due_on for each in running if each.is_promise and each.due_on)
    return next((say_day(day) for day in days if day >= timezone.localdate()), "")
