"""Which motions an item decides, and whether one of them is being voted on."""

from collections.abc import Iterator

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


def items_of(motion: Matter) -> list[Item]:
    """Where it stands on agendas, the newest last."""
    found = Item.objects.filter(Q(motion=motion) | Q(bundle__motion=motion))
    return list(found.select_related("meeting").distinct().order_by("pk"))


def about(item: Item, amendment: int | None = None) -> str:
    """What a vote on it is about, as the log has it; of an amendment, the one motion with its number."""
    references = [motion.reference for motion in motions_of(item)]
    if amendment is not None:
        return f"{references[0]}{OF}{amendment}"
    return BETWEEN.join(references)


def is_being_decided(motion: Matter) -> bool:
    """Whether a vote on it is open, or closed and still to be counted."""
    return any(_names(vote, motion) for item in items_of(motion) for vote in _undecided(item))


def _undecided(item: Item) -> Iterator[Vote]:
    with following(Log.objects.get(pk=item.meeting_id)) as sitting:
        yield from [*([sitting.vote] if sitting.vote else []), *sitting.counting.values()]


def _names(vote: Vote, motion: Matter) -> bool:
    return motion.reference in {each.partition(OF)[0] for each in vote.about.split(BETWEEN)}
