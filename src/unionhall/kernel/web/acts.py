"""What a reader may do with a matter: the one step at the top of its page, and what stands beside it."""

from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _

from unionhall.kernel.contract import Panel
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures.declaration import Move
from unionhall.kernel.rooms import room
from unionhall.kernel.web.reader import Reader

STYLES = ("main", "plain", "danger", "rare")


def in_order(moves: list[Move]) -> list[Move]:
    """What one mostly does comes first, what ends a matter last."""
    return sorted(moves, key=lambda move: STYLES.index(move.style))


def beside(possible: list[Move]) -> list[Move]:
    """What stands beside the page: not the first main step, which stands at its top, nor the rare ones."""
    rest = possible[1:] if possible and possible[0].style == "main" else possible
    return [move for move in rest if move.style != "rare"]


def act(move: Move, reader: Reader) -> dict[str, Any]:
    """The move as a step on the page; one that needs no page of its own comes with the key of its form."""
    style = "danger" if move.style == "danger" else "main" if move.style == "main" else "plain"
    key = uuid4() if is_one_click(move) else None
    return {
        "title": move.title,
        "url": reader.act_url(move),
        "style": style,
        "hint": _(move.purpose),
        "key": key,
    }


def leading_on(matter: Matter, reader: Reader) -> list[dict[str, Any]]:
    """A way into another room, where the matter's own room knows one."""
    panel = Panel.of(room(matter.room))
    found = panel.leads_on(matter, reader) if panel else None
    if found is None:
        return []
    title, url = found
    said = _("Go on in %(room)s") % {"room": title}
    hint = _("You decide. What you write there is another matter, and this one doesn't name it.")
    return [{"title": said, "url": url, "style": "main", "hint": hint, "key": None}]


def is_one_click(move: Move) -> bool:
    """Whether the move asks nothing and needs no second thought, so that the page makes it at once."""
    return not move.asks and move.style in ("main", "plain")
