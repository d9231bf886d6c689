"""What the page of a meeting says."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from unionhall.kernel.contract import Fact, Section, facts_of
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.clocks import say_there
from unionhall.kernel.web.reader import Reader
from unionhall.rooms.assembly.apps import PRESIDIUM, SECRETARY
from unionhall.rooms.assembly.models import Meeting
from unionhall.rooms.assembly.procedure.agenda import STILL


def facts(matter: Matter, reader: Reader) -> list[Fact]:
    """When and where, by the clock of the place, and who leads it, as numbers."""
    meeting: Meeting = matter.meeting
    zone = matter.place.zone
    labels = {each.name: each.verbose_name for each in Meeting._meta.concrete_fields}
    return facts_of(
        (
            (labels["starts_at"], say_there(meeting.starts_at, zone)),
            (labels["ends_at"], say_there(meeting.ends_at, zone)),
            (labels["where"], meeting.where),
            (_("Presidium"), _presidium(meeting)),
        )
    )


def sections(matter: Matter, reader: Reader) -> Sequence[Section]:
    """The ways to its agenda, to following it and, for who prepares it, to the editor."""
    if matter.kind != "meeting":
        return ()
    actor = reader.actor
    prepares = isinstance(actor, Person) and actor.office_over(matter.place_path, (PRESIDIUM, SECRETARY))
    says = {
        "reference": matter.reference,
        "items": matter.items.count(),
        "is_followed": matter.state in ("called", "sitting", "over", "reported"),
        "edits": bool(prepares) and matter.state in STILL,
    }
    return (Section("assembly/parts/on_matter.html", says),)


def _presidium(meeting: Meeting) -> str:
    if meeting.presidium is None:
        return ""
    return _("%(all)d members, %(frontline)d of them frontline workers, as the committee attests") % {
        "all": meeting.presidium,
        "frontline": meeting.frontline,
    }
