"""Which motions and joint decisions an item decides, and whether one of them is being voted on."""

from django.db.models import Q

from unionhall.kernel.matters.models import Matter
from unionhall.rooms.assembly.meeting.log import following
from unionhall.rooms.assembly.models import Amendment, Item, Log
from unionhall.rooms.assembly.sitting.sitting import Vote

BETWEEN, OF = " ", "/"  # in what a vote is about: references, and an amendment's number behind one


def motions_of(item: Item) -> list[Matter]:
    """The motions that its vote decides, the item's own first.

    Of a block only those that are still on the agenda, as long as any is: one that was withdrawn keeps no
    other from its vote.
    """
    found = [each.motion for each in item.bundle.select_related("motion__place").order_by("pk")]
    if item.motion is not None:
        found = [item.motion, *found]
    return [each for each in found if each.state == "on_agenda"] or found


def items_of(matter: Matter) -> list[Item]:
    """Where a motion or a joint decision stands on agendas, the newest last."""
    found = Item.objects.filter(Q(motion=matter) | Q(bundle__motion=matter) | Q(joint=matter))
    return list(found.select_related("meeting").distinct().order_by("pk"))


def about(item: Item, amendment: Amendment | None = None) -> str:
    """What a vote on it is about, as the log has it; of an amendment, its own motion with its number."""
    if amendment is not None:
        return f"{amendment.matter.reference}{OF}{amendment.number}"
    joint = [item.joint] if item.joint is not None else []
    return BETWEEN.join(each.reference for each in (*motions_of(item), *joint))


def is_being_decided(matter: Matter) -> bool:
    """Whether a vote on it is open, or closed and still to be counted."""
    return any(_names(vote, matter) for item in items_of(matter) for vote in undecided(item.meeting_id))


def undecided(meeting: int) -> list[Vote]:
    """The votes of a meeting, by its number, that are open, or closed and still to be counted."""
    found = Log.objects.filter(pk=meeting).first()
    if found is None:
        return []
    with following(found) as sitting:
        return [*([sitting.vote] if sitting.vote else []), *sitting.counting.values()]


def _names(vote: Vote, matter: Matter) -> bool:
    return matter.reference in {each.partition(OF)[0] for each in vote.about.split(BETWEEN)}
