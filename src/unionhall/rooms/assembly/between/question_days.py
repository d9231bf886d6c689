"""The question days for which something can be asked now."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.places.tree import lineage
from unionhall.kernel.procedures.limits import rule_for
from unionhall.kernel.procedures.sentences import say_day
from unionhall.rooms.assembly.models import Meeting

WITHIN = "assembly.question_answer"


def coming(*paths: str) -> list[Matter]:
    """Those at the places with these paths and above them that have not begun, the next one first."""
    above = {each for path in paths for each in lineage(path)}
    found = Matter.objects.filter(
        place_path__in=above,
        state__in=("planned", "called"),
        meeting__kind=Meeting.Kind.QUESTION_DAY,
        meeting__starts_at__gt=timezone.now(),
    )
    return list(found.select_related("meeting__series", "place").order_by("meeting__starts_at"))


def named(matters: list[Matter]) -> Iterator[tuple[Matter, Any]]:
    """Each with its name and day."""
    for matter in matters:
        words = {"name": matter.meeting.title, "day": say_day(day_of(matter))}
        yield matter, _("%(name)s, %(day)s") % words


def day_of(matter: Matter) -> date:
    """Its day by the clock of its place."""
    return matter.meeting.starts_at.astimezone(matter.place.zone).date()


def answered_by(question: Matter, day: Matter) -> date:
    """Until when what is asked for that day is answered."""
    return day_of(day) + timedelta(days=rule_for(question, WITHIN).amount)
