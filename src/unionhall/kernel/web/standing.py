"""What the page of a matter says, for a person who signed in and for a guest with a receipt alike."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.database.questions import ask
from unionhall.kernel.contract import Fact, Panel, Section, facts_of
from unionhall.kernel.journal.models import ENTRIES
from unionhall.kernel.matters import ofd_words
from unionhall.kernel.matters.asked import AWAITED, FILES, LIMITS, MESSAGES
from unionhall.kernel.matters.models import Deadline, Detail, File, Matter
from unionhall.kernel.places.locate import EDITION, current_atlas
from unionhall.kernel.procedures.declaration import procedure_of
from unionhall.kernel.procedures.journey import journey
from unionhall.kernel.procedures.next_steps import next_step
from unionhall.kernel.procedures.sentences import say_day
from unionhall.kernel.procedures.stations import stations
from unionhall.kernel.rooms import room
from unionhall.kernel.web.acts import acts
from unionhall.kernel.web.awaited import awaited
from unionhall.kernel.web.reader import Reader
from unionhall.kernel.web.rows import NOTHING_DUE, due_of, limit_shown, standing_of
from unionhall.kernel.web.timeline import promise, said_last, timeline


def matter_page(matter: Matter, reader: Reader) -> dict[str, Any]:
    """The context of `web/matter.html`."""
    limits, entries, messages, files, waits, editions = ask(
        LIMITS(matter=matter.pk),
        ENTRIES(stream=matter.stream),
        MESSAGES(matter=matter.pk),
        FILES(matter=matter.pk),
        AWAITED(matter=matter.pk),
        EDITION(),
    )
    for row in (*limits, *messages, *files):
        row.matter = matter
    take_place(matter, editions)
    running = [each for each in limits if each.met_at is None]
    step = next_step(matter, reader.actor, is_party=reader.is_party)
    first = limit_shown(matter, running, is_party=reader.is_party, step=step)
    due = due_of(matter, first, explained=True, step=step) if first else NOTHING_DUE
    procedure = procedure_of(matter)
    stops = journey(matter, reversed(entries))
    lines = timeline(matter, reader, entries, messages)
    return {
        "matter": _head(matter),
        "heading": _heading(matter, reader),
        "stations": stations(
            matter,
            **_days(matter, running),
            is_party=reader.is_party,
            been={procedure.start, *(stop.state for stop in stops)},
        ),
        "standing": standing_of(procedure.states[matter.state], is_party=reader.is_party),
        "due": due,
        "so_that": "" if reader.is_party else _so_that(matter, first, running),
        "missed": _missed(matter, limits),
        "caution": _caution(matter, reader),
        "handler": _handler(matter),
        "next_step": step.says,
        "awaited": awaited(waits, reader) if matter.is_open else [],
        **acts(matter, reader),
        "facts": facts(matter, reader),
        "sections": sections(matter, reader),
        "files": files_of([each for each in files if not (each.internal and reader.is_party)], reader),
        "timeline": lines,
        "said": said_last(matter, lines, stops),
        "deadlines": [promise(matter, each, stops) for each in limits if each.is_promise],
        "parties": [] if reader.is_party else _parties(matter),
    }


def erased_page(matter: Matter) -> dict[str, Any]:
    """The context of `web/erased.html`: what is left of a matter, and since when."""
    take_place(matter)
    assert matter.erased_at
    assert matter.closed_at
    days = {"closed": matter.closed_at, "erased": matter.erased_at}
    return {
        "matter": _head(matter),
        **{name: say_day(moment.astimezone(matter.place.zone).date()) for name, moment in days.items()},
    }


def take_place(matter: Matter, editions: Iterable[Any] = ()) -> None:
    """Let the matter know its place, from the atlas of that edition, which is read already."""
    atlas = current_atlas(*(edition.mark for edition in editions))
    matter.place = atlas.places.get(matter.place_path) or matter.place


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


def _detail(matter: Matter) -> Detail | None:
    """What the room keeps of the matter; None where it was erased."""
    return getattr(matter, procedure_of(matter).detail.accessor(), None)


def _days(matter: Matter, running: list[Deadline]) -> dict[str, str]:
    """The days that stand under the stations: of the answer, and until when it may stay where it is."""
    dated = [each for each in running if each.due_at and matter.is_open]
    promises = [each for each in dated if each.is_promise]
    own = sorted((each for each in dated if each.state == matter.state), key=lambda each: each.pk)
    return {"promise": _day(matter, promises[:1]), "limit": _day(matter, own[:1])}


def _day(matter: Matter, deadlines: list[Deadline]) -> str:
    for deadline in deadlines:
        if deadline.due_at:
            day = say_day(deadline.due_on or deadline.due_at.astimezone(matter.place.zone).date())
            return _("missed: %(day)s") % {"day": day} if deadline.due_at < timezone.now() else day
    return ""


def _so_that(matter: Matter, first: Deadline | None, running: list[Deadline]) -> str:
    """What a handler's own limit is for: the answer that was promised for a later day."""
    promised = next((each for each in running if each.is_promise and each.due_at), None)
    if not (first and first.due_at and promised and promised.due_at) or first.due_at >= promised.due_at:
        return ""
    return _("The member was promised an answer by %(day)s.") % {"day": _day(matter, [promised])}


def _missed(matter: Matter, limits: list[Deadline]) -> str:
    """The day that passed before the matter came where it is: what is due now began only after it."""
    procedure = procedure_of(matter)
    for each in reversed(limits if matter.is_open else []):
        limit = procedure.limit(each.state, each.rule)
        is_binding = limit and limit.on_day and not (limit.reminds or limit.lasts)
        if is_binding and each.missed_at and each.due_on and each.state != matter.state:
            return _("It was to be done by %(day)s, and that day is over.") % {"day": say_day(each.due_on)}
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


def _heading(matter: Matter, reader: Reader) -> str:
    """What the page is called for this reader; its window, which a browser remembers, has the short title."""
    panel = Panel.of(room(matter.room))
    return panel.heading(matter, reader) if panel else ""


def facts(matter: Matter, reader: Reader) -> Sequence[Fact]:
    """What the room says of the matter, to this reader."""
    panel = Panel.of(room(matter.room))
    if panel:
        return panel.facts(matter, reader)
    detail = _detail(matter)
    said = detail.said() if detail else []
    return facts_of((label, say_day(value) if isinstance(value, date) else value) for label, value in said)


def sections(matter: Matter, reader: Reader) -> Sequence[Section]:
    """What a room shows beside single facts, if it does."""
    panel = Panel.of(room(matter.room))
    return panel.sections(matter, reader) if panel else ()


def files_of(files: list[File], reader: Reader) -> list[dict[str, Any]]:
    return [
        {
            "name": each.name,
            "size": filesizeformat(each.size),
            "url": reader.file_url(each),
            "has_words": each.media_type == ofd_words.MEDIA_TYPE,
        }
        for each in files
    ]


def shown_files(matter: Matter, reader: Reader) -> QuerySet[File]:
    """The matter's files that this reader may open."""
    shown = File.objects.filter(matter=matter).order_by("pk")
    return shown.filter(internal=False) if reader.is_party else shown


def _parties(matter: Matter) -> list[dict[str, Any]]:
    called = room(matter.room).capacities
    seats = dict.fromkeys((seat.person, str(called.get(seat.capacity, ""))) for seat in matter.seats)
    return [{"name": person.name, "capacity": capacity} for person, capacity in seats]
