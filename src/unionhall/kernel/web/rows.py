"""Matters as lines of a list: everything a line shows, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, TypedDict
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unionhall.database.questions import Asked, Question, ask, is_any
from unionhall.kernel.matters.models import Deadline, Detail, Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.locate import EDITION, current_atlas
from unionhall.kernel.places.models import Edition, Place
from unionhall.kernel.procedures.calendars import calendar
from unionhall.kernel.procedures.declaration import State, Step, procedure_of
from unionhall.kernel.procedures.journey import ENTERED, been
from unionhall.kernel.procedures.sentences import due_sentence, explain, say_day
from unionhall.kernel.procedures.stations import Station, is_sure, stations
from unionhall.kernel.rooms import room
from unionhall.kernel.web.first_words import note, noted, said_first, shortened


class Due(TypedDict):
    tone: str
    sentence: str
    explanation: list[str]


class Row(TypedDict):
    reference: str
    title: Any
    room: Any
    url: str
    where: Any
    due: Due
    handler: str
    place: str
    stations: list[Station]
    words: str
    sealed: bool
    age: str
    asked_on: str


NOTHING_DUE = Due(tone="calm", sentence="", explanation=[])


def rows(
    matters: Iterable[Matter],
    *,
    is_party: bool = False,
    steps: Mapping[int, Step] | None = None,
    reader: Person | None = None,
) -> list[Row]:
    """One line for each matter, with its detail, handler, place and earliest promise.

    `is_party`: they are the reader's own, and are said in words to the member. `steps`: what comes next in
    each for the reader, by id, where that was asked. `reader`: who may open them all, and to whom the first
    words of each are said.
    """
    shown = list(matters)
    if not shown:
        return []
    beside = _beside(shown, reader, is_party=is_party)
    if reader and not is_party:
        note(reader, (each for each in shown if each.pk in beside.words), beside.noted)
    lines = []
    for matter in shown:
        detail = beside.details.get(matter.pk)
        step = steps.get(matter.pk) if steps else None
        limit = limit_shown(matter, beside.limits.get(matter.pk, ()), is_party=is_party, step=step)
        due = due_of(matter, limit, step=step) if limit else NOTHING_DUE
        if detail:
            detail.matter = matter  # whose kind is the title of some
        title = detail.title if detail else matter.kind
        words = beside.words.get(matter.pk, "")
        lines.append(_row(matter, title, due, is_party, beside.been.get(matter.pk), words))
    return lines


def _row(matter: Matter, title: Any, due: Due, is_party: bool, visited: Set[str] | None, words: str) -> Row:
    state = procedure_of(matter).states[matter.state]
    return Row(
        reference=matter.reference,
        title=title,
        room=room(matter.room).title,
        url=address_of(matter),
        where=standing_of(state, is_party=is_party),
        due=due,
        handler=matter.handler.name if matter.handler else "",
        place=str(matter.place),
        stations=stations(matter, is_party=is_party, been=visited),
        words=words,
        sealed=matter.sealed,
        age=_age(matter),
        asked_on=say_day(_began_on(matter), beside=_today(matter)) if matter.sealed else "",
    )


def _age(matter: Matter) -> str:
    """How long ago it began, in days of its place's own clock."""
    if days := (_today(matter) - _began_on(matter)).days:
        return ngettext("%(count)d day ago", "%(count)d days ago", days) % {"count": days}
    return _("today")


def _began_on(matter: Matter) -> date:
    return matter.opened_at.astimezone(matter.place.zone).date()


def _today(matter: Matter) -> date:
    return timezone.now().astimezone(matter.place.zone).date()


def standing_of(state: State, *, is_party: bool) -> Any:
    """The state's title, as the member or as a handler reads it."""
    return state.title if is_party else state.staff_title or state.title


def address_of(matter: Matter) -> str:
    return _address().replace(_ANY, matter.reference)


_ANY = "REFERENCE"


@cache
def _address() -> str:
    """Looked up once: for each row it would take as long as drawing it."""
    return reverse("matter", args=[_ANY])


def due_of(matter: Matter, deadline: Deadline, *, explained: bool = False, step: Step | None = None) -> Due:
    """When it is due, as a sentence with its tone; with `explained`, also how that was worked out."""
    place: Place = matter.place
    now = timezone.now()
    limit = procedure_of(matter).limit(deadline.state, deadline.rule)
    act = str(step.act if step and step.act and step.rule == deadline.rule else limit.act if limit else "")
    tone, sentence = due_sentence(
        deadline.due_at, deadline.due_on, now, calendar(place.calendar_code), place.zone, act
    )
    return Due(tone=tone, sentence=sentence, explanation=explain(deadline.explanation) if explained else [])


@dataclass(frozen=True)
class _Beside:
    """What the lines of matters say beside their spines, by the matters' keys."""

    details: Mapping[int, Detail]
    limits: Mapping[int, list[Deadline]]
    been: Mapping[int, set[str]]
    words: Mapping[int, str]
    noted: Set[str]


def _beside(matters: list[Matter], reader: Person | None, *, is_party: bool) -> _Beside:
    """Read it all in one round trip, and give the matters their handlers and the places of the map."""
    unsure = [matter for matter in matters if not is_sure(matter)]
    open_ones = [matter.pk for matter in matters if matter.is_open]
    handler = Matter._meta.get_field("handler")
    missing = {each.handler_id for each in matters if each.handler_id and not handler.is_cached(each)}
    entered, running, handlers, editions, said, lately, *details = ask(
        ENTERED(streams=[matter.stream for matter in unsure]),
        RUNNING_ON(matters=open_ones),
        HANDLERS(people=list(missing)),
        EDITION(),
        said_first(matters if reader else ()),
        noted(reader, () if is_party else matters),
        *titles(matters),
    )
    people, places = {each.pk: each for each in handlers}, current_atlas(*_marks(editions)).places
    for matter in matters:
        matter.place = places.get(matter.place_path) or matter.place
        if matter.handler_id in people:
            matter.handler = people[matter.handler_id]
    limits: dict[int, list[Deadline]] = defaultdict(list)
    for limit in running:
        limits[limit.matter_id].append(limit)
    words = {pk: shortened(text) for pk, text in said}
    titled = {each.pk: each for found in details for each in found}
    return _Beside(titled, limits, been(unsure, entered), words, {what for (what,) in lately})


RUNNING_ON = Question(
    lambda: (
        Deadline.objects.running().filter(is_any("matter_id", "matters")).defer("explanation").order_by("pk")
    )
)
HANDLERS = Question(lambda: Person.objects.filter(is_any("pk", "people")))


def titles(matters: list[Matter]) -> list[Asked[Any]]:
    """The questions for the titles of the matters, one for each kind of detail among them."""
    kinds: dict[type[Detail], list[int]] = {}
    for matter in matters:
        kinds.setdefault(procedure_of(matter).detail, []).append(matter.pk)
    return [model.titles()(matters=some) for model, some in kinds.items()]


def _marks(editions: list[Edition]) -> list[UUID]:
    return [edition.mark for edition in editions]


def limit_shown(
    matter: Matter, running: Iterable[Deadline], *, is_party: bool, step: Step | None = None
) -> Deadline | None:
    """The running limit to say: to a party when they have an answer, to a handler what is due first.

    Whoever must act reads until when, where the state has a limit of its own. While the hall waits for the
    member, both read until when.
    """
    limits = list(running)
    if step and (step.is_theirs or step.rule) and (own := _own(matter, limits, step.rule)):
        return own
    promised = [each for each in limits if each.is_promise]
    if is_party and promised and not procedure_of(matter).states[matter.state].pauses:
        return promised[0]
    return next((each for each in limits if each.due_at == matter.due_at), None)


def _own(matter: Matter, limits: list[Deadline], rule: str) -> Deadline | None:
    """The limit of the state that is due next, of that rule if one is given: none that only looks ahead, or
    is over.
    """
    declared = procedure_of(matter)
    asked = [each for each in limits if not each.is_promise and rule in ("", each.rule)]
    known = [(each, declared.limit(each.state, each.rule)) for each in asked]
    due = [each for each, limit in known if each.due_at and not each.missed_at and limit and not limit.warns]
    return min(due, key=lambda each: (each.due_at, each.pk), default=None)
