"""Whether a promise is kept, and by how many days it is late: by the day that was promised at first."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures.sentences import say_day

LATE, CALM = "late", "calm"


def days_late(matter: Matter, now: datetime) -> int:
    """Days since the day that was promised at first, until it was closed or until now; at least 0."""
    day = (matter.closed_at or now).astimezone(matter.place.zone).date()
    return max((day - matter.publicpromise.at_first).days, 0)


def say_kept(matter: Matter, now: datetime) -> tuple[str, str]:
    """The tone and the sentence; `matter` comes with its promise and its place."""
    late, promise = days_late(matter, now), matter.publicpromise
    if matter.state == "dropped":
        return CALM, _("Dropped, with a reason")
    if matter.state == "kept":
        return CALM, _kept_late(late) if late else _("Kept in time")
    if late:
        return LATE, ngettext("%(count)d day late", "%(count)d days late", late) % {"count": late}
    return CALM, _("Promised until %(day)s") % {"day": say_day(promise.until)}


def _kept_late(days: int) -> str:
    return ngettext("Kept, %(count)d day late", "Kept, %(count)d days late", days) % {"count": days}
