"""What the page of a matter says, for a person who signed in and for a guest with a receipt alike."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import uuid4

from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Deadline, File, Matter, Message
from unionhall.kernel.notices.rendering import sentences
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.places.locate import current_atlas
from unionhall.kernel.procedures.declaration import Move, procedure_of
from unionhall.kernel.procedures.journey import Stop, journey
from unionhall.kernel.procedures.next_steps import next_step
from unionhall.kernel.procedures.sentences import say_day, say_moment
from unionhall.kernel.procedures.stations import stations
from unionhall.kernel.rooms import room
from unionhall.kernel.web.rows import NOTHING_DUE, detail_models, due_of, limit_shown, standing_of

STYLES = ("main", "plain", "danger", "rare")


@dataclass
class Reader:
    """Who reads a matter, and through which office, if not as a party."""

    actor: Actor
    matter: Matter

    def __post_init__(self) -> None:
        self.actor = self.matter.known_as(self.actor)

    @cached_property
    def is_party(self) -> bool:
        """A party, and every guest, reads as a member and never sees what is internal."""
        return not isinstance(self.actor, Person) or self.actor.pk in self.matter.party_ids

    @cached_property
    def office(self) -> Office | None:
        if self.is_party or not isinstance(self.actor, Person):
            return None
        declared = room(self.matter.room)
        roles = {*declared.handled_by, *declared.coordinated_by}
        reaching = [each for each in self.actor.current_offices if each.reaches(self.matter.place_path)]
        served = [each for each in reaching if each.role in roles]
        if not served and self.actor.pk == self.matter.handler_id:
            served = reaching
        return max(served, key=lambda each: len(each.place.path), default=None)

    def file_url(self, file: File) -> str:
        return reverse("file", args=[file.uid])

    def act_url(self, move: Move) -> str:
        return reverse("matter_move", args=[self.matter.reference, move.name.replace("_", "-")])


def matter_page(matter: Matter, reader: Reader) -> dict[str, Any]:
    """The context of `web/matter.html`."""
    matter.place = current_atlas().places.get(matter.place_path) or matter.place
    limits = list(matter.deadlines.order_by("pk"))
    running = [each for each in limits if each.met_at is None]
    step = next_step(matter, reader.actor, is_party=reader.is_party)
    first = limit_shown(matter, running, is_party=reader.is_party, step=step)
    due = due_of(matter, first, explained=True, step=step) if first else NOTHING_DUE
    procedure = procedure_of(matter)
    entries = list(Entry.objects.filter(stream=matter.stream).order_by("-number"))
    stops = journey(matter, reversed(entries))
    timeline = _timeline(matter, reader, entries)
    possible = _in_order(procedure.possible(matter, reader.actor))
    return {
        "matter": _head(matter),
        "stations": stations(
            matter,
            **_days(matter, running),
            is_party=reader.is_party,
            been={procedure.start, *(stop.state for stop in stops)},
        ),
        "standing": standing_of(procedure.states[matter.state], is_party=reader.is_party),
        "due": due,
        "caution": _caution(matter, reader),
        "handler": _handler(matter),
        "next_step": step.says,
        "main_move": [
            *_leading_on(matter, reader),
            *(_act(move, reader) for move in possible[:1] if move.style == "main"),
        ],
        "moves": [_act(move, reader) for move in _beside(possible)],
        "rare_moves": [_act(move, reader) for move in possible if move.style == "rare"],
        "facts": facts(matter, reader),
        "sections": sections(matter, reader),
        "files": files_of(matter, reader),
        "timeline": timeline,
        "said": _said(matter, timeline, stops),
        "deadlines": [_promise(matter, each, stops) for each in limits if each.is_promise],
        "parties": [] if reader.is_party else _parties(matter),
    }


def erased_page(matter: Matter) -> dict[str, Any]:
    """The context of `web/erased.html`: what is left of a matter, and since when."""
    matter.place = current_atlas().places.get(matter.place_path) or matter.place
    assert matter.erased_at
    assert matter.closed_at
    days = {"closed": matter.closed_at, "erased": matter.erased_at}
    return {
        "matter": _head(matter),
        **{name: say_day(moment.astimezone(matter.place.zone).date()) for name, moment in days.items()},
    }


def _head(matter: Matter) -> dict[str, Any]:
    declared = room(matter.room)
    return {
        "reference": matter.reference,
        "title": _title(matter),
        "room": declared.title,
        "place": str(matter.place),
        "url": reverse("matter", args=[matter.reference]),
        "sealed": matter.sealed,
    }


def _title(matter: Matter) -> Any:
    details = (getattr(matter, model.accessor(), None) for model in detail_models(matter.room))
    return next((detail.title for detail in details if detail), matter.kind)


def _days(matter: Matter, running: list[Deadline]) -> dict[str, str]:
    """The days that stand under the stations: of the answer, and until when it may stay where it is."""
    dated = [each for each in running if each.due_at and matter.is_open]
    promises = [each for each in dated if each.is_promise]
    own = sorted((each for each in dated if each.state == matter.state), key=lambda each: each.pk)
    return {"promise": _day(matter, promises[:1]), "limit": _day(matter, own[:1])}


def _day(matter: Matter, deadlines: list[Deadline]) -> str:
    for deadline in deadlines:
        if deadline.due_at:
            return say_day(deadline.due_on or deadline.due_at.astimezone(matter.place.zone).date())
    return ""


def _handler(matter: Matter) -> dict[str, Any] | None:
    if matter.handler is None or not matter.is_open:
        return None
    declared = room(matter.room)
    reaching = [each for each in matter.handler.current_offices if each.reaches(matter.place_path)]
    served = [each for each in reaching if each.role in {*declared.handled_by, *declared.coordinated_by}]
    nearest = max(served or reaching, key=lambda each: len(each.place.path), default=None)
    return {"name": matter.handler.name, "office": str(nearest) if nearest else ""}


def _in_order(moves: list[Move]) -> list[Move]:
    """What one mostly does comes first, what ends a matter last."""
    return sorted(moves, key=lambda move: STYLES.index(move.style))


def _beside(possible: list[Move]) -> list[Move]:
    """What stands beside the page: not the first main step, which stands at its top, nor the rare ones."""
    rest = possible[1:] if possible and possible[0].style == "main" else possible
    return [move for move in rest if move.style != "rare"]


def _act(move: Move, reader: Reader) -> dict[str, Any]:
    style = "danger" if move.style == "danger" else "main" if move.style == "main" else "plain"
    key = uuid4() if is_one_click(move) else None
    return {
        "title": move.title,
        "url": reader.act_url(move),
        "style": style,
        "hint": _(move.purpose),
        "key": key,
    }


def _leading_on(matter: Matter, reader: Reader) -> list[dict[str, Any]]:
    """A way into another room, where the matter's own room knows one."""
    panel = room(matter.room).part("panel")
    found = panel.leads_on(matter, reader) if panel and hasattr(panel, "leads_on") else None
    if found is None:
        return []
    title, url = found
    said = _("Go on in %(room)s") % {"room": title}
    hint = _("You decide. What you write there is another matter, and this one doesn't name it.")
    return [{"title": said, "url": url, "style": "main", "hint": hint, "key": None}]


def _caution(matter: Matter, reader: Reader) -> str:
    """What this reader must not miss, where the matter's own room has something of the kind to say."""
    panel = room(matter.room).part("panel")
    return str(panel.caution(matter, reader)) if panel and hasattr(panel, "caution") else ""


def is_one_click(move: Move) -> bool:
    """Whether the move asks nothing and needs no second thought, so that the page makes it at once."""
    return not move.asks and move.style in ("main", "plain")


def facts(matter: Matter, reader: Reader) -> list[dict[str, Any]]:
    """What the room says of the matter, to this reader."""
    panel = room(matter.room).part("panel")
    return panel.facts(matter, reader) if panel else []


def sections(matter: Matter, reader: Reader) -> list[dict[str, Any]]:
    """What a room shows beside single facts, if it does: each a `template` and what it says."""
    panel = room(matter.room).part("panel")
    return panel.sections(matter, reader) if panel and hasattr(panel, "sections") else []


def files_of(matter: Matter, reader: Reader) -> list[dict[str, Any]]:
    return [
        {"name": each.name, "size": filesizeformat(each.size), "url": reader.file_url(each)}
        for each in shown_files(matter, reader)
    ]


def shown_files(matter: Matter, reader: Reader) -> QuerySet[File]:
    """The matter's files that this reader may open."""
    shown = File.objects.filter(matter=matter).order_by("pk")
    return shown.filter(internal=False) if reader.is_party else shown


def _timeline(matter: Matter, reader: Reader, entries: list[Entry]) -> list[dict[str, Any]]:
    """Everything that happened, the newest first; a party doesn't read what is internal."""
    texts = {each.number: each for each in matter.messages.all()}
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


def _said(matter: Matter, timeline: list[dict[str, Any]], stops: list[Stop]) -> dict[str, Any] | None:
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


def _promise(matter: Matter, deadline: Deadline, stops: list[Stop]) -> dict[str, Any]:
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


def _parties(matter: Matter) -> list[dict[str, Any]]:
    return [{"name": person.name, "capacity": ""} for person in matter.people]
