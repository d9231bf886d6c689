"""What a reader may do with a matter: the one step at the top of its page, and what stands beside it."""

from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _

from unionhall.kernel.contract import Panel
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures.declaration import Move, procedure_of
from unionhall.kernel.rooms import room
from unionhall.kernel.web.reader import Reader

STYLES = ("main", "plain", "danger", "rare")


def acts(matter: Matter, reader: Reader) -> dict[str, list[dict[str, Any]]]:
    """The steps of the page: what one mostly does comes first, what ends a matter last, the rare ones apart.

    Only the first of style "main" stands at the top of the page.
    """
    possible = procedure_of(matter).possible(matter, reader.actor)
    styled = [(move, move.style_for(matter, reader.actor)) for move in possible]
    in_order = sorted(styled, key=lambda step: STYLES.index(step[1]))
    first = [step for step in in_order[:1] if step[1] == "main"]
    rest = [step for step in in_order[len(first) :] if step[1] != "rare"]
    return {
        "main_move": [*_leading_on(matter, reader), *(_act(*step, reader) for step in first)],
        "moves": [_act(*step, reader) for step in rest],
        "rare_moves": [_act(*step, reader) for step in in_order if step[1] == "rare"],
    }


def _act(move: Move, style: str, reader: Reader) -> dict[str, Any]:
    """The move as a step on the page; one that needs no page of its own comes with the key of its form."""
    key = uuid4() if is_one_click(move) else None
    return {
        "name": move.name,
        "title": move.title,
        "url": reader.act_url(move),
        "style": "plain" if style == "rare" else style,
        "hint": _(move.purpose),
        "key": key,
    }


def _leading_on(matter: Matter, reader: Reader) -> list[dict[str, Any]]:
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
    """Whether the move asks nothing and loses nothing for good, so that the page makes it at once."""
    return not (move.is_asking or move.lost) and move.style in ("main", "plain")
