"""Standing, stepping back and choosing, from the page of the dispute and back to it."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.receipts import digest_of
from unionhall.kernel.people.actors import Actor, Guest
from unionhall.kernel.people.models import Person
from unionhall.kernel.web.matters import load, opened
from unionhall.kernel.web.origin import same_origin
from unionhall.kernel.web.receipts import CodeForm, GuestReader
from unionhall.kernel.web.rows import address_of
from unionhall.kernel.web.speaking import in_any_language
from unionhall.kernel.web.standing import matter_page
from unionhall.rooms.mediation.apps import MediationRoom
from unionhall.rooms.mediation.forms.speaking import ChoiceForm, StandForm
from unionhall.rooms.mediation.procedure import electing


@never_cache
@login_required
@require_POST
def speak(request: HttpRequest, reference: str) -> HttpResponse:
    """For somebody who signed in."""
    person = cast(Person, request.user)
    matter = load(person, reference)
    if matter.room != MediationRoom.label or matter.erased_at:
        raise Http404
    if refused := _refusal(request, matter, person):
        return opened(request, load(person, reference), status=refused)
    messages.success(request, _("Done. This is where it stands now."))
    return redirect(address_of(matter))


@never_cache
@require_POST
@same_origin
@in_any_language
def speak_as_guest(request: HttpRequest) -> HttpResponse:
    """The same for whoever holds a receipt: the code comes with the form, and the page with the answer."""
    form = CodeForm(request)
    if not form.is_valid() or form.matter is None or form.matter.room != MediationRoom.label:
        raise Http404
    code = form.cleaned_data["code"]
    guest = Guest(digest_of(code))
    refused = _refusal(request, form.matter, guest)
    matter = Matter.objects.select_related("place").get(pk=form.matter.pk)
    page = matter_page(matter, GuestReader(guest, matter))
    context = {**page, "code": code, "walk": True}
    return render(request, "web/matter.html", context, status=refused or 200)


def _refusal(request: HttpRequest, matter: Matter, actor: Actor) -> int:
    """Do it; where something is missing or is gone, say so on the page and give the status, else 0."""
    try:
        _do(request.POST, matter, actor)
    except (electing.NameMissing, electing.NoVoice, electing.StandsNoMore) as refusal:
        messages.error(request, str(refusal.message))
        return refusal.status
    return 0


def _do(sent: QueryDict, matter: Matter, actor: Actor) -> None:
    """What the pressed button says; raises the refusals of the procedure."""
    match sent.get("do"):
        case "stand":
            form = StandForm(sent)
            electing.stand(matter, actor=actor, name=form.cleaned_data["name"] if form.is_valid() else "")
        case "step_back":
            electing.step_back(matter, actor=actor)
        case "choose":
            choice = ChoiceForm(sent)
            chosen = choice.cleaned_data["backing"] if choice.is_valid() else 0
            electing.choose(matter, actor=actor, backing=chosen)
        case _:
            raise Http404
