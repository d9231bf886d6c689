"""The minutes as a paper: what was decided with its arithmetic, and how many were there."""

from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from unionhall.instruments.papers import kinds
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.places.tree import lineage
from unionhall.rooms.assembly.apps import SECRETARY
from unionhall.rooms.assembly.meeting import seats
from unionhall.rooms.assembly.meeting.log import lines
from unionhall.rooms.assembly.minutes import wording
from unionhall.rooms.assembly.minutes.drafting import Draft, Section
from unionhall.rooms.assembly.models import Log, Meeting
from unionhall.rooms.assembly.showing import results
from unionhall.rooms.assembly.showing.shares import arithmetic
from unionhall.rooms.assembly.sitting.account import Dealt
from unionhall.rooms.assembly.sitting.events import Closed
from unionhall.rooms.assembly.sitting.sitting import Decision, Outcome


class NotOver(LookupError):
    """The meeting is not closed yet, so that there are no minutes to print."""


def paper(draft: Draft) -> kinds.Minutes:
    """The minutes as they are printed, in the active language. Raises NotOver."""
    told, meeting = draft.account, draft.matter.meeting
    if told.begun_at is None or told.closed_at is None:
        raise NotOver
    zone = draft.matter.place.zone
    return kinds.Minutes(
        sender=_sender(draft),
        dated_on=told.closed_at.astimezone(zone).date(),
        title=_("Minutes"),
        reference=draft.matter.reference,
        opened_at=told.begun_at.astimezone(zone),
        closed_at=told.closed_at.astimezone(zone),
        where=meeting.where,
        chair=_chair(draft),
        secretary=_secretary(draft.matter.place),
        present=told.most,
        entitled=told.sitting.seats,
        quorum=told.sitting.quorum,
        items=tuple(_items(draft, zone)),
        promises=tuple(
            kinds.Promise(who=each.owner, what=each.promised, due_on=each.until) for each in draft.promises
        ),
    )


def _items(draft: Draft, zone: ZoneInfo) -> Iterator[kinds.Item]:
    groups = seats.groups(draft.matter)
    said = {each["number"]: each for each in results.decisions(draft.matter, draft.account.sitting)}
    yield kinds.Item(title=state(draft), paragraphs=(draft.note,) if draft.note else ())
    for section in draft.sections:
        yield kinds.Item(
            title=section.item.name,
            paragraphs=tuple(_paragraphs(draft, section, groups, zone)),
            motions=tuple(_motion(draft, each, said[each.vote.number]) for each in _decisions(section.dealt)),
        )
    if between := between_items(draft, zone):
        yield kinds.Item(title=_("Between the items"), paragraphs=tuple(between))


def between_items(draft: Draft, zone: ZoneInfo) -> list[str]:
    """What happened while no item was dealt with."""
    quorum = draft.account.sitting.quorum
    return list(wording.happened(draft.between, {}, quorum, zone)) if draft.between else []


def state(draft: Draft) -> str:
    """Whether a vote approved them, and which."""
    if draft.approval is None:
        return _("Draft, not approved yet")
    said = {"meeting": draft.approval.decided_in.reference, "vote": draft.approval.vote}
    return _("Approved in meeting %(meeting)s, vote %(vote)d") % said


def _paragraphs(draft: Draft, section: Section, groups: Mapping[int, str], zone: ZoneInfo) -> Iterator[str]:
    if section.note:
        yield section.note
    if section.dealt is None:
        yield _("This item was not called.")
        return
    yield from wording.happened(section.dealt, groups, draft.account.sitting.quorum, zone)


def _decisions(dealt: Dealt | None) -> list[Decision]:
    return [decision for _at, decision in dealt.decisions] if dealt else []


def _motion(draft: Draft, decision: Decision, line: Mapping[str, Any]) -> kinds.Motion:
    return kinds.Motion(
        text=" ".join(filter(None, (line["question"], line["not_binding"]))),
        carried=decision.outcome == Outcome.ADOPTED,
        votes_for=decision.yes,
        votes_against=decision.no,
        abstained=decision.abstained,
        counted=" ".join(arithmetic(draft.account.sitting, decision)),
        outcome=line["outcome"],
    )


def _chair(draft: Draft) -> str:
    """Whoever closed the meeting."""
    log = Log.objects.get(pk=draft.matter.pk)
    closed = next((each for each in reversed(lines(log)) if each.event == Closed.name()), None)
    found = Person.objects.filter(uid=closed.actor).first() if closed and closed.actor else None
    return str(found.name) if found else ""


def _secretary(place: Place) -> str:
    held = Office.objects.current().filter(role=SECRETARY, place__path__in=lineage(place.path))
    found = held.select_related("person").order_by("-place__path").first()
    return str(found.person.name) if found else ""


def _sender(draft: Draft) -> kinds.Sender:
    meeting: Meeting = draft.matter.meeting
    above = Place.objects.filter(path__in=lineage(draft.matter.place_path)).order_by("path")
    union = next((each for each in above if each.kind == Place.Kind.UNION), draft.matter.place)
    return kinds.Sender(name=union.name, lines=(str(meeting.term), meeting.title))
