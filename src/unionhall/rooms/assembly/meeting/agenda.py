"""The agenda of a meeting as a tree: items in their order, each below another or by itself.

The number of an item is given once and never again, and the log names the item by it; where it stands is
its `position` among those below the same item.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from unionhall.kernel.matters.models import File, Matter
from unionhall.rooms.assembly.models import Item, ItemPaper


@dataclass(frozen=True, slots=True)
class Line:
    """An item as the page has it: how deep it stands, and when its turn is meant to come.

    `is_first`, `is_last`: among those below the same item.
    """

    item: Item
    depth: int
    is_first: bool
    is_last: bool
    begins_at: datetime
    papers: list[File] = field(default_factory=list)


def lines(matter: Matter, *, papers: bool = True) -> list[Line]:
    """All items in their order, those below another right after it. Two queries, one without the papers."""
    below: dict[int | None, list[Item]] = defaultdict(list)
    items = Item.objects.filter(meeting=matter).select_related("parent", "motion", "joint")
    for item in items.order_by("position", "number"):
        below[item.parent_id].append(item)
    by_item = _papers(matter) if papers else {}
    return list(_walk(below, by_item, matter.meeting.starts_at))


def _walk(
    below: dict[int | None, list[Item]], papers: dict[int, list[File]], begins_at: datetime
) -> Iterator[Line]:
    stack = [(item, 0) for item in reversed(below[None])]
    while stack:
        item, depth = stack.pop()
        beside = below[item.parent_id]
        yield Line(item, depth, item == beside[0], item == beside[-1], begins_at, papers.get(item.pk, []))
        begins_at += timedelta(minutes=item.minutes)
        stack.extend((each, depth + 1) for each in reversed(below[item.pk]))


def _papers(matter: Matter) -> dict[int, list[File]]:
    found: dict[int, list[File]] = defaultdict(list)
    rows = ItemPaper.objects.filter(item__meeting=matter).select_related("file").order_by("pk")
    for row in rows:
        row.file.matter = matter
        found[row.item_id].append(row.file)
    return found


def last_number(matter: Matter) -> int:
    """The highest number that any item of this meeting has or had."""
    last = Item.objects.filter(meeting=matter).order_by("-number").values_list("number", flat=True).first()
    return max(last or 0, matter.meeting.last_item)


def next_position(matter: Matter, parent: Item | None) -> int:
    """Behind all that stand below that item."""
    last = Item.objects.filter(meeting=matter, parent=parent).order_by("-position").first()
    return last.position + 1 if last else 1


def shifted(matter: Matter, item: Item, way: str) -> list[Item]:
    """The items that stand elsewhere once this one goes `up`, `down`, `under` the one above it, or `out`.

    None of them is saved; nothing where it can't go there.
    """
    beside = list(Item.objects.filter(meeting=matter, parent=item.parent_id).order_by("position", "number"))
    at = beside.index(item)
    if way == "out":
        return _out(matter, item)
    if way == "under":
        return _under(matter, item, beside[at - 1]) if at else []
    to = at - 1 if way == "up" else at + 1
    if not 0 <= to < len(beside):
        return []
    beside.insert(to, beside.pop(at))
    return _in_order(beside)


def _under(matter: Matter, item: Item, parent: Item) -> list[Item]:
    item.parent, item.position = parent, next_position(matter, parent)
    return [item]


def _out(matter: Matter, item: Item) -> list[Item]:
    """Right behind the item below which it stood."""
    if item.parent is None:
        return []
    above = item.parent
    beside = list(Item.objects.filter(meeting=matter, parent=above.parent_id).order_by("position", "number"))
    item.parent_id = above.parent_id
    beside.insert(beside.index(above) + 1, item)
    return _in_order(beside)


def _in_order(beside: list[Item]) -> list[Item]:
    for position, each in enumerate(beside, 1):
        each.position = position
    return beside
