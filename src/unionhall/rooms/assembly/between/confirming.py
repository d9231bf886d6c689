"""After a congress the hall confirms what it adopted of joint decisions, and lets the rest lapse."""

from django.utils.translation import gettext as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import HALL
from unionhall.rooms.assembly.between.adopted import next_congress, was_adopted
from unionhall.rooms.assembly.meeting.decided import is_being_decided
from unionhall.rooms.assembly.procedure import joint


def settle_all() -> int:
    """Settle every provisional decision whose next congress is over; how many were confirmed or lapsed."""
    waiting = Matter.objects.open().filter(room="assembly", kind="joint_decision", state="provisional")
    found = waiting.select_related("jointdecision__authority", "place")
    return sum(_settle(matter) for matter in found)


def _settle(matter: Matter) -> bool:
    congress = next_congress(matter)
    if congress is None or is_being_decided(matter):
        return False
    if was_adopted(congress, matter):
        joint.confirm_joint(matter, actor=HALL, congress=congress)
    else:
        reason = _("The congress was over without a vote that confirmed it.")
        joint.lapse_joint(matter, actor=HALL, congress=congress, text=reason)
    return True
