"""What a token may be good for: reading, and acting in a room. Rooms need not declare anything."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.rooms import rooms

READ = "read:matters"


def act(label: str) -> str:
    """The scope to act in the room with that label."""
    return f"act:{label}"


def scopes() -> dict[str, Any]:
    """Every scope with what it lets a program do, in words to the person."""
    acting = {act(room.label): format_lazy(_("Act for you: {room}"), room=room.title) for room in rooms()}
    return {READ: _("Read what you can read: your own matters and those you work on"), **acting}
