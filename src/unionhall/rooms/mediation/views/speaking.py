"""Standing, stepping back and choosing, from the page of the dispute and back to it."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.receipts import digest_of
from unionhall.kernel.people.actors import Actor, Guest
from unionhall.kernel.people.models import Person
from unionhall.kernel.web.matters import load
from unionhall.kernel.web.origin import same_origin
from unionhall.kernel.web.read_again import ReadAgain, said
from unionhall.kernel.web.receipts import CodeForm, standing
from unionhall.kernel.web.rows import address_of
from unionhall.kernel.web.speaking import in_any_language
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
    is_done, news = _said(request.POST, matter, person)
    messages.add_message(request, messages.SUCCESS if is_done else messages.ERROR, news)
    return redirect(address_of(matter))


@never_cache
@require_POST
@same_origin
@in_any_language
def speak_as_guest(request: HttpRequest) -> HttpResponse:
    """The same for whoever holds a receipt: the code comes with the form, and leads to the page."""
    form = CodeForm(request)
    if not form.is_valid() or form.matter is None or form.matter.room != MediationRoom.label:
        raise Http404
    code = form.cleaned_data["code"]
    _is_done, news = _said(request.POST, form.matter, Guest(digest_of(code)))
    form.matter = Matter.objects.select_related("place").get(pk=form.matter.pk)
    led = ReadAgain(said({"code": code}), news=news).lead(request, reverse("receipt"))
    return led or standing(request, form, news)


def _said(sent: QueryDict, matter: Matter, actor: Actor) -> tuple[bool, str]:
    """Do it; whether it was done, and the sentence that says so, or what is missing or gone."""
    try:
        return True, str(_do(sent, matter, actor))
    except (electing.NameMissing, electing.NoVoice, electing.StandsNoMore) as refusal:
        return False, str(refusal.message)


def _do(sent: QueryDict, matter: Matter, actor: Actor) -> str:
    """What the pressed button says, in a sentence once it is done; raises the refusals of the procedure."""
    match sent.get("do"):
        case "stand":
            form = StandForm(sent)
            electing.stand(matter, actor=actor, name=form.cleaned_data["name"] if form.is_valid() else "")
            return _("Your side reads now that you would speak for it. You can step back at any time.")
        case "step_back":
            electing.step_back(matter, actor=actor)
            return _("You stepped back. Whoever had chosen you can choose anew.")
        case "choose":
            choice = ChoiceForm(sent)
            chosen = choice.cleaned_data["backing"] if choice.is_valid() else 0
            electing.choose(matter, actor=actor, backing=chosen)
            return _("Your choice counts from now on. You can choose anew, and the last one counts.")
        case _:
            raise Http404
