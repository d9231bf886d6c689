"""The papers of a dispute: agreement, file for arbitration, meeting, and the letter with a link."""

import logging
from collections.abc import Callable
from typing import cast
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from unionhall.instruments.papers.kinds import Paper
from unionhall.instruments.papers.refusals import PaperNotMade
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.reading import record_matter
from unionhall.kernel.matters.receipts import code_from, digest_of
from unionhall.kernel.people.actors import Actor, Guest
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.predicates import is_handler
from unionhall.kernel.web import errors
from unionhall.kernel.web.matters import load
from unionhall.kernel.web.origin import same_origin
from unionhall.kernel.web.reader import Reader
from unionhall.kernel.web.receipts import CodeForm
from unionhall.kernel.web.sealed import check_may_open
from unionhall.rooms.mediation.apps import ASKING, CLAIMANT, RESPONDENT, MediationRoom
from unionhall.rooms.mediation.models import Invitation
from unionhall.rooms.mediation.papers import agreed, letters
from unionhall.rooms.mediation.papers.case import case_file_of
from unionhall.rooms.mediation.procedure import agreeing, sides
from unionhall.rooms.mediation.views.calendars import as_calendar

log = logging.getLogger(__name__)
LINK = "mediation.link"


@never_cache
@login_required
def show(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """A paper for somebody who signed in and may see the dispute; the reading is written down."""
    person = cast(Person, request.user)
    matter = load(person, reference)
    if matter.room != MediationRoom.label or matter.erased_at:
        raise Http404
    reader = Reader(person, matter)
    check_may_open(request, reader)
    answer = _paper(request, matter, reader.actor, name)
    record_matter(person, reader.office, matter, purpose="file", what=f"{matter.reference} / {name}")
    return answer


@never_cache
@require_POST
@same_origin
def show_to_guest(request: HttpRequest, name: str) -> HttpResponse:
    """The same for whoever holds a receipt: the code comes with the form."""
    form = CodeForm(request)
    if not form.is_valid() or form.matter is None or form.matter.room != MediationRoom.label:
        raise Http404
    return _paper(request, form.matter, Guest(digest_of(form.cleaned_data["code"])), name)


def _paper(request: HttpRequest, matter: Matter, actor: Actor, name: str) -> HttpResponse:
    make = PAPERS.get(name)
    if make is None:
        raise Http404
    return make(request, matter, actor)


def _language(request: HttpRequest) -> str:
    """The language that was asked for, else the reader's."""
    asked = request.GET.get("in") or request.POST.get("in") or ""
    return asked if asked in dict(settings.LANGUAGES) else get_language() or settings.LANGUAGE_CODE


def _agreement(request: HttpRequest, matter: Matter, actor: Actor) -> HttpResponse:
    draft = agreeing.last_draft(matter)
    if draft is None:
        raise Http404
    return _pdf(request, lambda: agreed.form_of(matter, draft), f"{matter.reference}-{draft.number}")


def _file(request: HttpRequest, matter: Matter, actor: Actor) -> HttpResponse:
    """For the side that asked, to take along, and for who has the dispute in hand."""
    if matter.capacity_of(actor) not in ASKING and not is_handler(matter, actor):
        raise Http404
    knows = matter.capacity_of(actor) == CLAIMANT or is_handler(matter, actor)
    return _pdf(request, lambda: case_file_of(matter, with_contact=knows), matter.reference)


def _meeting(request: HttpRequest, matter: Matter, actor: Actor) -> HttpResponse:
    if not matter.dispute.meets_at:
        raise Http404
    return as_calendar([matter])


def _letter(request: HttpRequest, matter: Matter, actor: Actor) -> HttpResponse:
    """The letter with the link, only for who made it: the hidden key of their form makes its code."""
    invitation = _invitation(request, matter)
    is_maker = (
        is_handler(matter, actor)
        if invitation.capacity == RESPONDENT
        else sides.side_of(matter, actor) == CLAIMANT
    )
    if not is_maker:
        raise Http404
    write = letters.letter_of if invitation.capacity == RESPONDENT else letters.letter_to_colleague
    address, until = address_with(_code(request)), invitation.until.astimezone(matter.place.zone).date()
    return _pdf(request, lambda: write(matter, address, until), f"{matter.reference}-letter")


def _code(request: HttpRequest) -> str:
    try:
        return code_from(UUID(request.POST.get("key", "")), LINK)
    except ValueError:
        raise Http404 from None


def _invitation(request: HttpRequest, matter: Matter) -> Invitation:
    """The invitation of this dispute that the form's key made and nobody used yet."""
    digest = digest_of(_code(request))
    found = Invitation.objects.filter(matter=matter, digest=digest, used_at=None).first()
    if found is None:
        raise Http404
    return found


def address_with(code: str) -> str:
    """The address in a letter; no server sees what stands behind the #."""
    return f"{settings.HALL_ADDRESS}{reverse('mediation:enter')}#{code}"


PAPERS: dict[str, Callable[[HttpRequest, Matter, Actor], HttpResponse]] = {
    "agreement": _agreement,
    "file": _file,
    "meeting": _meeting,
    "letter": _letter,
}


def _pdf(request: HttpRequest, compose: Callable[[], Paper], name: str) -> HttpResponse:
    from unionhall.instruments.papers.rendering import render

    language = _language(request)
    try:
        with override(language):
            made = render(compose(), language)
    except PaperNotMade as fault:
        log.error("A paper of mediation was not made: %s", fault)
        message = _("This paper can't be made now. What it says stands on the page of the dispute.")
        return errors.page(request, 409, message)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer
