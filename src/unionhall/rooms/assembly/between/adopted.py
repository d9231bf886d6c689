"""Whether a congress adopted a matter: its log says so, and nobody by hand."""

from unionhall.kernel.matters.models import Matter
from unionhall.rooms.assembly.meeting.decided import BETWEEN
from unionhall.rooms.assembly.meeting.log import following
from unionhall.rooms.assembly.models import Log, Meeting
from unionhall.rooms.assembly.sitting.sitting import Decision, Outcome

OVER = ("over", "escalated", "reported")


def decisions(meeting: Matter) -> list[Decision]:
    """What was decided in a meeting so far, in order."""
    with following(Log.objects.get(pk=meeting.pk)) as sitting:
        return list(sitting.decisions)


def was_adopted(meeting: Matter, matter: Matter) -> bool:
    """Whether its last vote on the matter adopted it."""
    votes = [each for each in decisions(meeting) if matter.reference in each.vote.about.split(BETWEEN)]
    return bool(votes) and votes[-1].outcome == Outcome.ADOPTED


def next_congress(matter: Matter) -> Matter | None:
    """The first congress that began after a joint meeting settled the matter, once it is over."""
    decision = matter.jointdecision
    later = Matter.objects.filter(
        meeting__kind=Meeting.Kind.CONGRESS,
        meeting__starts_at__gte=decision.since,
        place=decision.authority.place_id,
        state__in=OVER,
    )
    found: Matter | None = later.select_related("meeting").order_by("meeting__starts_at", "pk").first()
    return found
