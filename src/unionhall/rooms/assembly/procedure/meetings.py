"""A meeting: called in time, sat, and what it decided reported upward."""

import secrets
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures import limits
from unionhall.kernel.procedures.asks import Choice, Line, Moment, Row, Wrong
from unionhall.kernel.procedures.customs.ending import reopening
from unionhall.kernel.procedures.customs.going_up import escalating, reminding
from unionhall.kernel.procedures.declaration import NOTHING, Beginning, Limit, Procedure, State, Text
from unionhall.kernel.procedures.predicates import holds, is_hall, is_member_here, serves_here
from unionhall.kernel.procedures.states import reminder
from unionhall.kernel.procedures.work import current
from unionhall.rooms.assembly.apps import PRESIDIUM, SECRETARY
from unionhall.rooms.assembly.meeting import days, seats, unopened
from unionhall.rooms.assembly.meeting.log import locked, record
from unionhall.rooms.assembly.meeting.rules import shares
from unionhall.rooms.assembly.meeting.saying import NotSo
from unionhall.rooms.assembly.models import Entitled, Log, Meeting, Presence, Term
from unionhall.rooms.assembly.sitting import events
from unionhall.rooms.assembly.sitting.sitting import Refused

DAY = "assembly.day"
CALL_BY = "assembly.call_by"  # of a meeting that the hall prepared
leads = holds(PRESIDIUM)
prepares = holds(PRESIDIUM, SECRETARY)

meetings = Procedure(
    "assembly",
    kind="meeting",
    detail=Meeting,
    start="planned",
    line=("planned", "called", "sitting", "over", "reported"),
    states={
        "planned": State(
            _("Being prepared"),
            _("The agenda is being written."),
            limits=(Limit("assembly.preparing", overdue="remind", act=_("call it")),),
        ),
        "called": State(
            _("Called"),
            _("Read the agenda and its papers."),
            limits=(
                Limit(
                    DAY,
                    overdue="remind",
                    act=_("begin it"),
                    on_day=True,
                    ahead=(reminder("assembly.reminder", overdue="remind_delegates"),),
                ),
            ),
        ),
        "sitting": State(
            _("Sitting"),
            _("Follow it here."),
            limits=(Limit("assembly.sitting", overdue="remind", act=_("close it")),),
        ),
        "over": State(
            _("Over"),
            _("What was decided is reported to the union above."),
            limits=(Limit("assembly.report", overdue="escalate", act=_("report it")),),
        ),
        "reported": State(_("Reported"), _("Read what was decided and what was promised."), final=True),
        "cancelled": State(_("Called off"), _("Read why. You can have it looked at again."), final=True),
    },
    begun=(Limit(CALL_BY, overdue="remind", act=_("call it"), on_day=True),),
)


def terms_of(matter: Matter, actor: Actor) -> list[tuple[Term, Any]]:
    """The terms that run at the matter's place or above it, for whoever prepares a meeting there."""
    reached = Term.objects.current().filter(until_on__gte=timezone.localdate()).select_related("place")
    offices = actor.current_offices if isinstance(actor, Person) else []
    paths = tuple(each.place.path for each in offices if each.role in (PRESIDIUM, SECRETARY))
    return [(term, term) for term in reached if term.place.path.startswith(paths)] if paths else []


def kinds(matter: Matter, actor: Actor) -> list[tuple[str, Any]]:
    """What a meeting can be."""
    return [(each.value, each.label) for each in Meeting.Kind]


def _in_order(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise Wrong(_("It ends after it begins."), question="ends_at")


@meetings.opening(
    allowed=prepares,
    title=_("Prepare a meeting"),
    sentence=_("{actor} began to prepare a meeting."),
    asks={
        "term": Row(label=_("Of which congress?"), among=terms_of),
        "kind": Choice(label=_("What kind of meeting is it?"), among=kinds),
        "name": Line(label=_("What is it called?"), longest=120),
        "where": Line(label=_("Where?")),
        "starts_at": Moment(label=_("When does it begin?")),
        "ends_at": Moment(label=_("When does it end?")),
    },
)
def prepare(  # noqa: PLR0913 - what a meeting is told once
    matter: Matter,
    *,
    actor: Person,
    term: Term,
    name: str,
    where: str,
    starts_at: datetime,
    ends_at: datetime,
    kind: str = Meeting.Kind.CONGRESS,
) -> Beginning:
    """Write its agenda next. Nobody is invited before you call it."""
    zone = term.place.zone
    _in_order(starts_at, ends_at)
    matter.place = term.place
    matter.move_to(term.place)
    meeting = Meeting(
        term=term,
        kind=kind,
        name=name,
        where=where,
        starts_at=starts_at.replace(tzinfo=zone),
        ends_at=ends_at.replace(tzinfo=zone),
    )
    return Beginning(meeting, words=name, rows=(Log(wall=secrets.token_bytes(32)),))


@meetings.opening(
    allowed=is_hall,
    title=_("Bring a meeting from elsewhere"),
    sentence=_("A meeting was brought from another program."),
)
def bring(
    matter: Matter,
    *,
    actor: Actor,
    term: Term,
    name: str,
    where: str,
    starts_at: datetime,
    ends_at: datetime,
) -> Beginning:
    """Its agenda and what was written at each item; what is still to come can be called here."""
    meeting = Meeting(term=term, name=name, where=where, starts_at=starts_at, ends_at=ends_at)
    return Beginning(meeting, words=name, rows=(Log(wall=secrets.token_bytes(32)),))


@meetings.move(
    source=("planned", "called"),
    target=None,
    allowed=prepares,
    title=_("Move it"),
    sentence=_("{actor} gave it another time or place."),
    asks={
        "where": Line(label=_("Where?")),
        "starts_at": Moment(label=_("When does it begin?")),
        "ends_at": Moment(label=_("When does it end?")),
    },
    tells_members=True,
)
def move_it(
    matter: Matter, *, actor: Person, where: str, starts_at: datetime, ends_at: datetime
) -> dict[str, Any]:
    """Once it is called, everybody who was told is told again."""
    _in_order(starts_at, ends_at)
    meeting, zone = matter.meeting, matter.place.zone
    meeting.where = where
    meeting.starts_at, meeting.ends_at = starts_at.replace(tzinfo=zone), ends_at.replace(tzinfo=zone)
    if matter.state == "called":
        days.in_time(matter)
        _know_day(matter)
    return {}


@meetings.move(
    source=("planned",),
    target="called",
    allowed=leads,
    title=_("Call the meeting"),
    sentence=_("{actor} called the meeting."),
    style="main",
    lost=_("Every member of the place is told. After this you can move it or call it off, not take it back."),
    tells_members=True,
)
def call(matter: Matter, *, actor: Person) -> None:
    """Every member of the place is told, and reads agenda and papers from now on."""
    if not matter.items.exists():
        raise Wrong(_("The agenda is empty. Write down at least one item first."))
    days.in_time(matter)
    _know_day(matter)


def _know_day(matter: Matter) -> None:
    day = matter.meeting.starts_at.astimezone(matter.place.zone).date()
    limits.until(matter, DAY, day, state="called")


@meetings.move(
    source=("called",),
    target="sitting",
    allowed=leads,
    title=_("Begin the meeting"),
    sentence=_("{actor} began the meeting."),
    style="main",
    tells=False,
    lost=NOTHING,
)
def begin(matter: Matter, *, actor: Person) -> None:
    """The seats that are filled are counted now. Delegates can come in, and everybody can follow."""
    days.has_come(matter)
    said = {name: share.says() for name, share in shares(matter).items()}
    held = list(seats.held(matter.meeting.term))
    current().add(*(Entitled(meeting=matter, mandate=each, seat=each.seat) for each in held))
    _log(matter, events.Begun(len(held), said), actor)


@meetings.move(
    source=("sitting",),
    target="over",
    allowed=leads,
    title=_("Close the meeting"),
    sentence=_("{actor} closed the meeting."),
    lost=_("Nothing more can be decided in this meeting."),
    tells_members=True,
)
def close(matter: Matter, *, actor: Person) -> None:
    """Who was in the room is forgotten; the log keeps how many."""
    _log(matter, events.Closed(), actor)
    unopened.void(matter, actor=actor, why=_("It was not opened before the meeting was closed."))
    current().delete(Presence.objects.filter(meeting=matter))


@meetings.move(
    source=("over", "escalated"),
    target="reported",
    allowed=serves_here,
    title=_("Say that it was reported"),
    sentence=_("{actor} reported upward what was decided."),
    text=Text(_("To whom, and how")),
    style="main",
    tells_members=True,
)
def report(matter: Matter, *, actor: Person) -> None:
    """What was decided goes to the union above within its time."""


@meetings.move(
    source=("planned", "called"),
    target="cancelled",
    allowed=leads,
    title=_("Call it off"),
    sentence=_("{actor} called the meeting off."),
    text=Text(_("Why, so that every member can read it")),
    style="danger",
    undone_by=("reopen",),
    tells_members=True,
)
def cancel(matter: Matter, *, actor: Person) -> None:
    """Every member of the place reads why."""
    unopened.void(matter, actor=actor, why=_("The meeting was called off."))


escalate = escalating(meetings, "assembly.escalated", source=("over",))
remind = reminding(meetings, source=("planned", "called", "sitting"))
reopen = reopening(
    meetings,
    source=("cancelled",),
    target="planned",
    allowed=is_member_here,
    text=Text(_("Why it should be held")),
    sentence=_("It is to be looked at again whether the meeting is held."),
)


def _log(matter: Matter, event: events.Event, actor: Person) -> None:
    with locked(matter) as log:
        try:
            record(log, event, actor=actor)
        except Refused as refused:
            raise NotSo(refused) from refused
