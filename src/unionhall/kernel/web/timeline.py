"""What happened in a matter, what was said last, and what became of each promise."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Deadline, Matter, Message
from unionhall.kernel.notices.rendering import sentences
from unionhall.kernel.procedures.declaration import procedure_of
from unionhall.kernel.procedures.journey import Stop
from unionhall.kernel.procedures.sentences import say_day, say_moment
from unionhall.kernel.web.reader import Reader
from unionhall.kernel.web.rows import due_of


def timeline(
    matter: Matter, reader: Reader, entries: list[Entry], messages: list[Message]
) -> list[dict[str, Any]]:
    """Everything that happened, the newest first; a party doesn't read what is internal."""
    texts = {each.number: each for each in messages}
    secret = {number for number, said in texts.items() if not said.is_for(reader.actor)}
    entries = [entry for entry in entries if entry.number not in secret]
    lines = []
    for entry, sentence in zip(entries, sentences(entries, reader.actor, [matter]), strict=True):
        said = texts.get(entry.number)
        hidden = said is not None and said.internal and reader.is_party
        local = entry.occurred_at.astimezone(matter.place.zone)
        lines.append(
            {
                "number": entry.number,
                "event": entry.event,
                "at": say_moment(local),
                "iso": local.isoformat(timespec="seconds"),
                "sentence": sentence,
                "text": said.text if said and not hidden else "",
                "who": _beside_words(said) if said and not hidden else "",
            }
        )
    return lines


def said_last(matter: Matter, timeline: list[dict[str, Any]], stops: list[Stop]) -> dict[str, Any] | None:
    """What was said last since the matter is where it is; of a closed one, what was said when it was closed.

    What a room says doesn't stand any more is left out.
    """
    since = stops[-1].number if stops else 0
    said = [line for line in timeline if line["number"] >= since and line["text"] and _stands(matter, line)]
    if not said:
        return None
    return said[0] if matter.is_open else said[-1]


def _stands(matter: Matter, line: dict[str, Any]) -> bool:
    """Whether what was said with a move still holds, as its declaration says."""
    move = procedure_of(matter).moves.get(line["event"].rpartition(".")[2])
    return not (move and move.text and move.text.stands) or move.text.stands(matter, line["number"])


def _beside_words(said: Message) -> str:
    """Whose eyes something is for, where not everybody's."""
    return _("internal") if said.internal else _("in confidence") if said.audience else ""


def promise(matter: Matter, deadline: Deadline, stops: list[Stop]) -> dict[str, Any]:
    """One promise: when it was made, and when it is due or how it ended."""
    zone = matter.place.zone
    title = _("Promised on %(day)s") % {"day": say_day(deadline.starts_at.astimezone(zone).date())}
    if deadline.met_at is None:
        return {"title": title, **due_of(matter, deadline, explained=True)}
    is_late = deadline.due_at is not None and deadline.met_at > deadline.due_at
    words = _("not kept: ended on %(day)s") if is_late else _("ended on %(day)s")
    if not is_late and procedure_of(matter).fulfils(_state_at(deadline.met_at, stops), matter.kind):
        words = _("kept on %(day)s")
    sentence = words % {"day": say_day(deadline.met_at.astimezone(zone).date())}
    return {"title": title, "tone": "late" if is_late else "calm", "sentence": sentence, "explanation": []}


def _state_at(moment: datetime, stops: list[Stop]) -> str:
    """The state in which the matter was from that moment on."""
    return next((stop.state for stop in reversed(stops) if stop.at <= moment), "")
