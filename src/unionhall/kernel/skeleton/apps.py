from django.utils.translation import gettext_lazy as _

from unionhall.kernel.rooms import (
    # only plain
    Circle,
    # both
    Door,
    Room,
)


class SkeletonRoom(Room):
    """What this room is for, in one sentence."""

    name = "unionhall.rooms.skeleton"
    label = "skeleton"
    title = _("Skeleton")
    summary = _("Say here what a member finds behind this door.")
    doors = (Door("front", title, summary, "skeleton 房间 房間"),)  # what people call it, in every language
    icon = "door"
    letter = "skeleton"[:3].upper()  # begins its references; no other room may have it
    handled_by = ("steward", "volunteer", "caseworker")
    keeps = {"skeleton.keep": _("Words, files and people of what is over")}
    # only plain
    opens = {"plan": Circle.MEMBERS}
    # only sealed
    sealed = True
