"""Which motions and joint decisions an item decides, and whether one of them is being voted on."""

from django.db.models import Q

from unionhall.kernel.matters.models import Matter
from unionhall.rooms.assembly.meeting.log import following
from unionhall.rooms.assembly.models import Item, Log
from unionhall.rooms.assembly.sitting.sitting import Vote

BETWEEN, OF = " ", "/"  # in what a vote is about: references, and an amendment's number behind one


def motions_of(item: Item) -> list[Matter]:
    """The motions that its vote decides, the item's own first."""
    beside = [each.motion for each in item.bundle.select_related("motion__place").order_by("pk")]
    return [item.motion, *beside] if item.motion is not None else beside


def items_of(matter: Matter) -> list[Item]:
    """Where a motion or a joint decision stands on agendas, the newest last."""
    found = Item.objects.filter(Q(motion=matter) | Q(bundle__motion=matter) | Q(joint=matter))
    return list(found.select_related("meeting").distinct().order_by("pk"))


def about(item: Item, amendment: int | None = None) -> str:
    """What a vote on it is about, as the log has it; of an amendment, the one motion with its number."""
    joint = [item.joint] if item.joint is not None else []
    references = [each.reference for each in (*motions_of(item), *joint)]
    if amendment is not None:
        return f"{references[0]}{OF}{amendment}"
    return BETWEEN.join(references)


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
