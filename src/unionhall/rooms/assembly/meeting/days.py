"""The day of a meeting: called in time before it, and begun not before it."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures.asks import Wrong
from unionhall.kernel.procedures.limits import rule_for
from unionhall.kernel.procedures.sentences import say_day

NOTICE = "assembly.notice"


def in_time(matter: Matter) -> None:
    """Refuse what leaves less time to read the papers than the rules give. Raises Wrong."""
    rule = rule_for(matter, NOTICE)
    earliest = timezone.now() + timedelta(days=rule.amount)
    if matter.meeting.starts_at < earliest:
        told = {"days": rule.amount, "source": rule.source}
        raise Wrong(
            _("Delegates have %(days)d days to read the papers (%(source)s). Give it a later day.") % told
        )


def has_come(matter: Matter) -> None:
    """Refuse to begin it before its day, by the calendar of its place. Raises Wrong."""
    day = timezone.localdate(matter.meeting.starts_at, matter.place.zone)
    if timezone.localdate(timezone=matter.place.zone) < day:
        told: dict[str, Any] = {"day": say_day(day)}
        raise Wrong(_("It is called for %(day)s. Begin it on that day, or give it another one.") % told)
