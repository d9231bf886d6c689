"""What the pages of a meeting say of where it stands."""

from typing import Any
from uuid import uuid4

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.web.context import name
from unionhall.rooms.assembly.meeting import agenda
from unionhall.rooms.assembly.meeting.log import as_it_stands
from unionhall.rooms.assembly.meeting.standing import Speaker, Standing, standing
from unionhall.rooms.assembly.models import Log
from unionhall.rooms.assembly.showing import results
from unionhall.rooms.assembly.showing.votes import open_vote
from unionhall.rooms.assembly.sitting.sitting import Stage
from unionhall.rooms.assembly.sitting.speakers import Why

LAST = 5  # decisions
TEMPLATES = {"live": "assembly/parts/now.html", "projector": "assembly/parts/hall.html"}
STAGES: dict[Stage, Any] = {
    Stage.CALLED: gettext_lazy("The meeting has not begun."),
    Stage.SITTING: gettext_lazy("The meeting is sitting."),
    Stage.BREAK: gettext_lazy("There is a break."),
    Stage.CLOSED: gettext_lazy("The meeting is over."),
}
WHY: dict[Why, Any] = {
    Why.SPEECH: gettext_lazy("Speech"),
    Why.REPLY: gettext_lazy("Reply"),
    Why.ORDER: gettext_lazy("Point of order"),
}


def fragment(matter: Matter, view: str) -> str:
    """The part of a view that follows by itself, the same for every reader of a language."""
    return render_to_string(TEMPLATES[view], context(matter))


def context(matter: Matter) -> dict[str, Any]:
    """What `parts/now.html` and `parts/hall.html` know."""
    log = Log.objects.get(pk=matter.pk)
    now = standing(matter, log)
    zone = matter.place.zone
    lines = [_line(each, now, zone) for each in agenda.lines(matter)]
    return {
        "hall_name": name(),
        "meeting": {"title": matter.meeting.title, "reference": matter.reference},
        "stage": STAGES[now.stage],
        "is_sitting": now.stage == Stage.SITTING,
        "has_begun": now.stage != Stage.CALLED,
        "quorum": quorum(now),
        "has_quorum": now.has_quorum,
        "lines": lines,
        "item": next((each for each in lines if each["is_now"]), None),
        "next": next((each for each in lines if not (each["is_now"] or each["is_done"])), None),
        "speaker": _said(now.now) if now.now else None,
        "since": now.since,
        "since_there": now.since.astimezone(zone).strftime("%H:%M") if now.since else "",
        "waiting": [_said(each) for each in now.waiting],
        "more": now.more,
        "decisions": results.decisions(matter, as_it_stands(log))[:LAST],
        "vote": open_vote(matter, None),
        "votes_url": reverse("assembly:votes", args=[matter.reference]),
        "standing": now,
        "new_key": uuid4,
    }


def quorum(now: Standing) -> str:
    """How many are there of how many, and what follows."""
    if now.stage == Stage.CALLED:
        return ""
    told = {"present": now.present, "seats": now.seats, "needed": now.needed}
    if now.has_quorum:
        words = _("%(present)d of %(seats)d delegates are present, %(needed)d are needed: there is a quorum.")
    else:
        words = _(
            "%(present)d of %(seats)d delegates are present, %(needed)d are needed: there is no quorum, so "
            "nothing can be decided."
        )
    return words % told


def _line(line: agenda.Line, now: Standing, zone: Any) -> dict[str, Any]:
    number = line.item.number
    minutes = line.item.minutes
    return {
        "item": line.item,
        "number": number,
        "depth": min(line.depth, 4),
        "is_now": number == now.item,
        "is_done": number in now.done,
        "at": line.begins_at.astimezone(zone).strftime("%H:%M"),
        "minutes": ngettext("%(number)d minute", "%(number)d minutes", minutes) % {"number": minutes},
        "papers": line.papers,
        "line": line,
    }


def _said(speaker: Speaker) -> dict[str, Any]:
    return {
        "seat": speaker.seat,
        "name": speaker.name,
        "group": speaker.group,
        "why": WHY[speaker.why],
        "is_order": speaker.why == Why.ORDER,
        "minutes": speaker.minutes,
        "seconds": speaker.minutes * 60,
    }
