"""My delegate: who sits for me, what they said, how they voted, what they report, and what was promised."""

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.sentences import say_day
from unionhall.kernel.web.rows import address_of
from unionhall.rooms.assembly.between import following, reporting
from unionhall.rooms.assembly.between.constituency import constituencies_of, delegates_of
from unionhall.rooms.assembly.minutes.wording import seat_of
from unionhall.rooms.assembly.models import Mandate, ReportBack
from unionhall.rooms.assembly.sitting.sitting import Outcome
from unionhall.rooms.assembly.views.board import in_order, promises_for

PROMISES = 10


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """One page for a member who wasn't there."""
    person = cast(Person, request.user)
    delegates = delegates_of(person)
    context = {
        "constituencies": constituencies_of(person),
        "delegates": [_delegate(each, person) for each in delegates],
        "meetings": [each for term in _terms(delegates) for each in _meetings(term, delegates)],
        "promises": in_order(promises_for(person).open())[:PROMISES],  # type: ignore[attr-defined]
        "to_report": [_to_report(each) for each in reporting.missing(person)],
        "ask_url": reverse("assembly:ask_delegate"),
    }
    return render(request, "assembly/mine.html", context)


def _delegate(mandate: Mandate, person: Person) -> dict[str, Any]:
    return {
        "name": mandate.person.name,
        "seat": mandate.seat,
        "constituency": str(mandate.constituency),
        "since": say_day(mandate.from_on),
        "is_self": mandate.person_id == person.pk,
    }


def _terms(delegates: list[Mandate]) -> list[Any]:
    return list({each.term_id: each.term for each in delegates}.values())


def _meetings(term: Any, delegates: list[Mandate]) -> list[dict[str, Any]]:
    """The latest meetings of a term, each with what the delegates did and reported."""
    own = [each for each in delegates if each.term_id == term.pk]
    found = following.latest(term)
    reports = ReportBack.objects.filter(meeting__in=found, mandate__in=own).order_by("mandate__seat")
    names = {each.pk: each.person.name for each in own}
    groups = {each.seat: str(each.constituency) for each in own}
    by_seat = {each.seat: each.person.name for each in own}
    told = [(each.meeting_id, names[each.mandate_id], each.text) for each in reports]
    return [_meeting(each, by_seat, groups, told) for each in following.said_in(found, own)]


def _meeting(
    said: following.Said, by_seat: dict[int, str], groups: dict[int, str], told: list[Any]
) -> dict[str, Any]:
    """A speech is told by its seat, where a substitute may have sat; a vote by who took part in it."""
    matter = said.meeting
    return {
        "title": matter.meeting.title,
        "url": address_of(matter),
        "day": say_day(matter.meeting.starts_at.astimezone(matter.place.zone).date()),
        "speeches": [
            {"name": seat_of(each.seat, groups[each.seat]), "item": each.item, "minutes": each.minutes}
            for each in said.speeches
        ],
        "votes": [
            {**vote, "name": by_seat.get(vote["seat"], ""), "outcome": _outcome(vote)} for vote in said.votes
        ],
        "reports": [{"name": name, "text": text} for meeting, name, text in told if meeting == matter.pk],
    }


def _outcome(vote: dict[str, Any]) -> str:
    outcomes = {
        Outcome.ADOPTED: _("adopted"),
        Outcome.REFUSED: _("not adopted"),
        Outcome.NO_QUORUM: _("no decision, since there was no quorum"),
    }
    return outcomes[vote["outcome"]]


def _to_report(missing: reporting.Missing) -> dict[str, Any]:
    meeting = missing.meeting
    url = reverse("assembly:report_back", args=[meeting.reference])
    return {"title": meeting.meeting.title, "until": say_day(missing.until), "url": url}
