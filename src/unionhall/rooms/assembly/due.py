"""What waits for somebody in the assembly today, and what a member may look at: a congress that sits."""

from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.kernel.contract import Coming
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.tree import lineage
from unionhall.kernel.procedures.sentences import say_day
from unionhall.rooms.assembly.between import reporting
from unionhall.rooms.assembly.between.adopted import OVER
from unionhall.rooms.assembly.models import Meeting

LATELY = timedelta(days=14)

# Reports back that somebody owes, as `reporting.missing` finds them, for the navigation of every page.
COUNT = """
    SELECT count(*) FROM assembly_mandate mandate
    JOIN assembly_meeting meeting ON meeting.term_id = mandate.term_id AND meeting.kind = 'congress'
        AND meeting.ends_at > %(now)s - interval '60 days'
    JOIN matters_matter matter ON matter.id = meeting.matter_id
        AND matter.state IN ('over', 'escalated', 'reported')
    WHERE mandate.person_id = %(person)s AND mandate.standing_by IS NULL
        AND mandate.from_on <= CAST(%(now)s AS date)
        AND (mandate.until_on IS NULL OR mandate.until_on >= CAST(%(now)s AS date))
        AND NOT EXISTS (
            SELECT FROM assembly_reportback report
            WHERE report.meeting_id = matter.id AND report.mandate_id = mandate.id
        )
"""


def this_week(person: Person, until: datetime) -> list[Coming]:
    """Reports that a delegate owes, then one line on the congress that sits or was lately."""
    if not _is_any():
        return []
    owed = [
        Coming(
            _("Report back: %(title)s") % {"title": each.meeting.meeting.title},
            _("to those who elected you, until %(day)s") % {"day": say_day(each.until)},
            datetime.combine(each.until, time.max, each.meeting.place.zone),
            reverse("assembly:report_back", args=[each.meeting.reference]),
            _("Assembly"),
        )
        for each in reporting.missing(person)
    ]
    return [*owed, *_session(person)]


def _is_any() -> bool:
    """Whether a congress sits or was over lately: without one a front door asks no more."""
    held = Meeting.objects.filter(kind=Meeting.Kind.CONGRESS, matter__state__in=("sitting", *OVER))
    return held.filter(starts_at__gt=timezone.now() - reporting.ASKED_FOR).exists()


def _session(person: Person) -> list[Coming]:
    above = {path for place in person.own_places() for path in lineage(place.path)}
    latest = Matter.objects.filter(
        place_path__in=above,
        state__in=("sitting", *OVER),
        meeting__kind=Meeting.Kind.CONGRESS,
        meeting__starts_at__gt=timezone.now() - LATELY,
    )
    matter = latest.select_related("meeting").order_by("-meeting__starts_at").first()
    if matter is None:
        return []
    name = {"name": matter.meeting.title}
    if matter.state == "sitting":
        live = reverse("assembly:live", args=[matter.reference])
        begun = matter.meeting.starts_at
        return [Coming(_("Sitting now: %(name)s") % name, _("Follow it here."), begun, live, _("Assembly"))]
    said, ended = _("What your delegate said and voted, and what was promised."), matter.meeting.ends_at
    return [Coming(_("What came of: %(name)s") % name, said, ended, reverse("assembly:mine"), _("Assembly"))]
