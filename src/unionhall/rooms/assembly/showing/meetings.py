"""What the page of a meeting says, and where it leads."""

from django.utils.translation import gettext as _

from unionhall.kernel.contract import Fact, Section, facts_of
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures.clocks import say_there
from unionhall.kernel.web.reader import Reader
from unionhall.rooms.assembly.models import Meeting
from unionhall.rooms.assembly.procedure.agenda import STILL
from unionhall.rooms.assembly.procedure.meetings import prepares

FOLLOWED = ("called", "sitting", "over", "escalated", "reported")
SAT = FOLLOWED[1:]


def facts(matter: Matter, reader: Reader) -> list[Fact]:
    """Of which kind, when and where, by the clock of the place, and who leads it, as numbers."""
    meeting: Meeting = matter.meeting
    zone = matter.place.zone
    labels = {each.name: each.verbose_name for each in Meeting._meta.concrete_fields}
    return facts_of(
        (
            (labels["kind"], meeting.get_kind_display()),
            (labels["starts_at"], say_there(meeting.starts_at, zone)),
            (labels["ends_at"], say_there(meeting.ends_at, zone)),
            (labels["where"], meeting.where),
            (_("Presidium"), _presidium(meeting)),
        )
    )


def sections(matter: Matter, reader: Reader) -> list[Section]:
    """The ways to its agenda, to following it, to its minutes and, for who prepares it, to the editor."""
    says = {
        "reference": matter.reference,
        "items": matter.items.count(),
        "is_followed": matter.state in FOLLOWED,
        "has_minutes": matter.state in SAT,
        "edits": prepares(matter, reader.actor) and matter.state in STILL,
    }
    return [Section("assembly/parts/on_matter.html", says)]


def _presidium(meeting: Meeting) -> str:
    if meeting.presidium is None:
        return ""
    return _("%(all)d members, %(frontline)d of them frontline workers, as the committee attests") % {
        "all": meeting.presidium,
        "frontline": meeting.frontline,
    }
