"""What the page of a matter says, for a person who signed in and for a guest with a receipt alike."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from unionhall.kernel.contract import Fact, Panel, Section, facts_of
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Deadline, File, Matter
from unionhall.kernel.places.locate import current_atlas
from unionhall.kernel.procedures.declaration import procedure_of
from unionhall.kernel.procedures.journey import journey
from unionhall.kernel.procedures.next_steps import next_step
from unionhall.kernel.procedures.sentences import say_day
from unionhall.kernel.procedures.stations import stations
from unionhall.kernel.rooms import room
from unionhall.kernel.web.acts import acts
from unionhall.kernel.web.reader import Reader
from unionhall.kernel.web.rows import NOTHING_DUE, detail_models, due_of, limit_shown, standing_of
from unionhall.kernel.web.timeline import promise, said_last, timeline


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
    lines = timeline(matter, reader, entries)
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
        **acts(matter, reader),
        "facts": facts(matter, reader),
        "sections": sections(matter, reader),
        "files": files_of(matter, reader),
        "timeline": lines,
        "said": said_last(matter, lines, stops),
        "deadlines": [promise(matter, each, stops) for each in limits if each.is_promise],
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
    detail = _detail(matter)
    return detail.title if detail else matter.kind


def _detail(matter: Matter) -> Any:
    """What the room keeps of the matter; None where it was erased."""
    details = (getattr(matter, model.accessor(), None) for model in detail_models(matter.room))
    return next((detail for detail in details if detail), None)


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
    path, handler = matter.place_path, matter.handler
    office = handler.office_over(path, room(matter.room).served_by) or handler.office_over(path)
    return {"name": handler.name, "office": str(office) if office else ""}


def _caution(matter: Matter, reader: Reader) -> str:
    """What this reader must not miss, where the matter's own room has something of the kind to say."""
    panel = Panel.of(room(matter.room))
    return panel.caution(matter, reader) if panel else ""


def facts(matter: Matter, reader: Reader) -> Sequence[Fact]:
    """What the room says of the matter, to this reader."""
    panel = Panel.of(room(matter.room))
    if panel:
        return panel.facts(matter, reader)
    detail = _detail(matter)
    return facts_of(detail.said()) if detail else ()


def sections(matter: Matter, reader: Reader) -> Sequence[Section]:
    """What a room shows beside single facts, if it does."""
    panel = Panel.of(room(matter.room))
    return panel.sections(matter, reader) if panel else ()


def files_of(matter: Matter, reader: Reader) -> list[dict[str, Any]]:
    return [
        {"name": each.name, "size": filesizeformat(each.size), "url": reader.file_url(each)}
        for each in shown_files(matter, reader)
    ]


def shown_files(matter: Matter, reader: Reader) -> QuerySet[File]:
    """The matter's files that this reader may open."""
    shown = File.objects.filter(matter=matter).order_by("pk")
    return shown.filter(internal=False) if reader.is_party else shown


def _parties(matter: Matter) -> list[dict[str, Any]]:
    called = room(matter.room).capacities
    seats = dict.fromkeys((seat.person, str(called.get(seat.capacity, ""))) for seat in matter.seats)
    return [{"name": person.name, "capacity": capacity} for person, capacity in seats]
