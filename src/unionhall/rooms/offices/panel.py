"""What the page of a proposal says beside the line, the timeline and the moves."""

from django.utils.translation import gettext as _

from unionhall.kernel.contract import Fact, facts_of
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Office
from unionhall.kernel.people.roles import all_roles
from unionhall.kernel.web.reader import Reader
from unionhall.rooms.offices.listing.held import say_days
from unionhall.rooms.offices.models import Appointment
from unionhall.rooms.offices.procedure.deciding import signers
from unionhall.rooms.offices.procedure.signing import UNSIGNED


def facts(matter: Matter, reader: Reader) -> list[Fact]:
    """Who is to hold which office, from when until when, and whose signatures there are."""
    people = Appointment.objects.select_related("person", "place", "proposed_by", "signed_by")
    appointment = people.get(matter=matter)
    role = all_roles().get(appointment.role)
    said = [
        (_("For whom"), _("You") if reader.is_party else appointment.person.name),
        (_("Office"), str(Office(role=appointment.role, place=appointment.place))),
        (_("What it is for"), role.may if role else ""),
        (_("Days"), say_days(Office(from_on=appointment.from_on, until_on=appointment.until_on))),
        (_("Proposed by"), appointment.proposed_by.name if appointment.proposed_by else ""),
        (_("Signed by"), appointment.signed_by.name if appointment.signed_by else _unsigned(matter)),
    ]
    return facts_of(said)


def _unsigned(matter: Matter) -> str:
    """Who may sign while it waits for it."""
    if matter.state not in UNSIGNED:
        return ""
    names = dict.fromkeys(office.person.name for office in signers(matter))
    if names:
        return _("nobody yet; may sign: %(names)s") % {"names": _(", ").join(names)}
    return _(
        "nobody yet, and there is no second officer here. Whoever runs the installation signs: "
        "unionhall offices sign %(reference)s"
    ) % {"reference": matter.reference}
