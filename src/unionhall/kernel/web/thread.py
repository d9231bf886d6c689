"""What lies before somebody who writes: what was said to them last, and what happened before."""

from collections.abc import Sequence
from typing import Any

from unionhall.database.questions import ask
from unionhall.kernel.contract import Fact
from unionhall.kernel.journal.models import ENTRIES, Entry
from unionhall.kernel.matters.asked import MESSAGES
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Guest, uid_of
from unionhall.kernel.places.locate import EDITION
from unionhall.kernel.procedures.journey import journey
from unionhall.kernel.web.reader import Reader
from unionhall.kernel.web.standing import facts, take_place
from unionhall.kernel.web.timeline import said_last, timeline

LATEST = 6  # entries that stand open beside the box; the others are folded


def thread(matter: Matter, reader: Reader) -> dict[str, Any]:
    """The context of `web/parts/thread.html`: no more than this reader sees on the matter's page."""
    entries, messages, editions = ask(ENTRIES(stream=matter.stream), MESSAGES(matter=matter.pk), EDITION())
    for each in messages:
        each.matter = matter
    take_place(matter, editions)
    lines = timeline(matter, reader, entries, messages)
    own = {entry.number for entry in entries if _is_own(entry, reader)}
    to_reader = [line for line in lines if line["number"] not in own]
    shown = facts(matter, reader)
    return {
        "said": said_last(matter, to_reader, journey(matter, reversed(entries))) or _request(shown),
        "facts": shown,
        "latest": lines[:LATEST],
        "earlier": lines[LATEST:],
    }


def _is_own(entry: Entry, reader: Reader) -> bool:
    """Whether this reader did it; of a guest the journal knows no more than their side."""
    if isinstance(reader.actor, Guest):
        return entry.actor is None and entry.payload.get("side") == reader.matter.capacity_of(reader.actor)
    return entry.actor == uid_of(reader.actor)


def _request(shown: Sequence[Fact]) -> dict[str, Any] | None:
    """The request itself, where nothing was said about it yet."""
    return next(({"sentence": each.label, "text": each.value} for each in shown if each.own_words), None)
