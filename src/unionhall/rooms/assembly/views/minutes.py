"""The minutes of a meeting: read, completed by its secretary, printed, and taken away as an archive."""

import logging
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unionhall.instruments.papers.refusals import PaperNotMade
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy import counting
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.kernel.procedures.sentences import say_day
from unionhall.kernel.web import errors
from unionhall.kernel.web.matters import load
from unionhall.kernel.web.read_again import asked, shown
from unionhall.kernel.web.rows import address_of
from unionhall.rooms.assembly.archive.writing import write
from unionhall.rooms.assembly.forms.minutes import Notes
from unionhall.rooms.assembly.meeting import seats
from unionhall.rooms.assembly.minutes import correcting, printing, wording
from unionhall.rooms.assembly.minutes.drafting import Draft, draft
from unionhall.rooms.assembly.procedure.meetings import prepares
from unionhall.rooms.assembly.showing import results
from unionhall.rooms.assembly.showing.shares import arithmetic

log = logging.getLogger(__name__)
PAPERS_AN_HOUR = 30
SAT = ("sitting", "over", "escalated", "reported")


def meeting_of(request: HttpRequest, reference: str) -> Matter:
    """The meeting of that reference which the reader may see, once it began; 404 for every other."""
    matter = load(cast(Person, request.user), reference)
    if matter.kind != "meeting" or matter.state not in SAT:
        raise Http404
    return matter


@require_safe
@login_required
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """What was decided and said, item by item, the decisions first."""
    matter = meeting_of(request, reference)
    found = draft(matter)
    context = {
        **_head(matter),
        "state": printing.state(found),
        "present": _present(found),
        "note": found.note,
        "decisions": [each for section in _sections(found) for each in section["decisions"]],
        "sections": _sections(found),
        "between": printing.between_items(found, matter.place.zone),
        "promises": [
            {"who": each.owner, "what": each.promised, "until": say_day(each.until)}
            for each in found.promises
        ],
        "may_write": prepares(matter, cast(Person, request.user)) and found.approval is None,
        "is_over": found.account.closed_at is not None,
    }
    return render(request, "assembly/minutes.html", context)


@login_required
def edit(request: HttpRequest, reference: str) -> HttpResponse:
    """What was said and agreed, written down by whoever prepares the meetings."""
    person, matter = cast(Person, request.user), meeting_of(request, reference)
    if not prepares(matter, person):
        raise NotAllowed("edit")
    found = draft(matter)
    form = asked(request, lambda sent: Notes(sent, found), by=person)
    if found.approval and not form.is_bound:
        raise correcting.Approved
    if request.method != "POST" and form.is_bound:
        form.look_again()
    if request.method == "POST" and form.is_valid() and form.write(matter):
        messages.success(request, _("It stands in the draft now. Every member reads it."))
        return redirect("assembly:minutes", reference)
    return shown(request, "assembly/minutes_edit.html", form, _head(matter), by=person)


@require_safe
@login_required
def paper(request: HttpRequest, reference: str) -> HttpResponse:
    """The minutes as PDF, in the reader's language."""
    from unionhall.instruments.papers.rendering import render as typeset

    matter = meeting_of(request, reference)
    if _are_too_many(request):
        return errors.page(request, 429)
    try:
        made = typeset(printing.paper(draft(matter)), get_language() or "en")
    except printing.NotOver:
        raise Http404 from None
    except PaperNotMade as fault:
        log.error("Minutes were not made: %s", fault)
        return errors.page(request, 409, _("This paper can't be made now. What it says stands on the page."))
    return _file(made, "application/pdf", f"{matter.reference}-{get_language()}.pdf")


@require_safe
@login_required
def archive(request: HttpRequest, reference: str) -> HttpResponse:
    """The whole meeting in one signed file, which anybody can check without the hall."""
    matter = meeting_of(request, reference)
    if _are_too_many(request):
        return errors.page(request, 429)
    try:
        made = write(matter)
    except printing.NotOver:
        raise Http404 from None
    except PaperNotMade as fault:
        log.error("An archive was not made: %s", fault)
        return errors.page(request, 409, _("This file can't be made now. What it says stands on the page."))
    return _file(made, "application/zip", f"{matter.reference}.zip")


def _are_too_many(request: HttpRequest) -> bool:
    """Whether this reader had more files made within the hour than anybody needs: each takes a while."""
    return counting.count_known(str(cast(Person, request.user).uid), "minutes") > PAPERS_AN_HOUR


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _head(matter: Matter) -> dict[str, Any]:
    return {
        "name": matter.meeting.title,
        "reference": matter.reference,
        "matter_url": address_of(matter),
        "urls": {
            name: reverse(f"assembly:{name}", args=[matter.reference])
            for name in ("minutes", "minutes_edit", "minutes_paper", "archive")
        },
    }


def _present(found: Draft) -> str:
    sitting = found.account.sitting
    said = {"most": found.account.most, "seats": sitting.seats, "needed": sitting.quorum}
    return _("Present at most: %(most)d of %(seats)d delegates; %(needed)d are needed to decide.") % said


def _sections(found: Draft) -> list[dict[str, Any]]:
    zone, sitting = found.matter.place.zone, found.account.sitting
    groups = seats.groups(found.matter)
    said = {each["number"]: each for each in results.decisions(found.matter, sitting)}
    return [
        {
            "label": str(each.item.number),
            "name": each.item.name,
            "id": f"item-{each.item.number}",
            "note": each.note,
            "was_called": each.dealt is not None,
            "lines": list(wording.happened(each.dealt, groups, sitting.quorum, zone)) if each.dealt else [],
            "decisions": [
                {**said[decision.vote.number], "arithmetic": arithmetic(sitting, decision)}
                for _at, decision in (each.dealt.decisions if each.dealt else [])
            ],
        }
        for each in found.sections
    ]
