"""The front page of mediation, and asking for it, with or without an account."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.receipts import code_from, digest_of
from unionhall.kernel.people.actors import Guest
from unionhall.kernel.people.answering import NobodyAnswers
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.locate import current_atlas
from unionhall.kernel.places.models import Place
from unionhall.kernel.web import errors, guests, speaking
from unionhall.kernel.web.origin import same_origin
from unionhall.kernel.web.receipts import in_any_language
from unionhall.kernel.web.rows import address_of, due_of, rows
from unionhall.rooms.mediation import procedure, referrals
from unionhall.rooms.mediation.apps import CHAIR, MEDIATOR
from unionhall.rooms.mediation.board.reporting import READERS
from unionhall.rooms.mediation.forms.beginning import DisputeForm, GuestForm

ASKED_AN_HOUR = 10


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What mediation is, and the ways in."""
    person = request.user if isinstance(request.user, Person) else None
    roles = {office.role for office in person.current_offices} if person else set()
    context = {
        "is_guest": person is None,
        "takes_down": not roles.isdisjoint({MEDIATOR, CHAIR}),
        "has_board": not roles.isdisjoint(READERS),
    }
    return render(request, "mediation/front.html", context)


def places_of(person: Person) -> list[Place]:
    """Where the person is a member today, the lowest first."""
    current = person.memberships.current().select_related("place")
    return sorted((each.place for each in current), key=lambda place: (-len(place.path), place.path))


@never_cache
@same_origin
@in_any_language
def ask(request: HttpRequest) -> HttpResponse:
    """The questions on one page, which keeps what was typed; then the dispute, for a guest its receipt."""
    if not current_atlas().places:
        raise NobodyAnswers
    person = request.user if isinstance(request.user, Person) else None
    if "send" not in request.POST:
        referred = referrals.initial(person, request.GET.get(referrals.FROM, ""))
        return _questions(request, _form(person, initial=begun(request.POST) or referred))
    form = _form(person, request.POST)
    if not form.is_valid():
        return _questions(request, form, status=422)
    if person:
        matter = _ask_as_member(person, form)
        messages.success(request, _("Your dispute was sent. Here you see at any time where it stands."))
        return redirect(address_of(matter))
    if not speaking.chosen(request) and not guests.is_within(request, "mediation", hourly=ASKED_AN_HOUR):
        return errors.page(request, 429)
    return receipt(request, _ask_as_guest(form), form)


def begun(typed: QueryDict) -> dict[str, Any] | None:
    """What was typed so far, none of it judged yet."""
    return dict(typed.dict()) if typed else None


def _form(person: Person | None, sent: Any = None, initial: Any = None) -> DisputeForm:
    if person:
        return DisputeForm(sent, initial=initial, own=places_of(person))
    return GuestForm(sent, initial=initial)


def _questions(request: HttpRequest, form: DisputeForm, status: int = 200) -> HttpResponse:
    return render(request, "mediation/ask.html", {"form": form, "walk": True}, status=status)


def _ask_as_member(person: Person, form: DisputeForm) -> Matter:
    matter = procedure.new_matter(form.cleaned_data["subject"], form.where(), subject=person)
    key = form.cleaned_data["key"]
    asked: Matter = procedure.ask(matter, actor=person, dispute=form.dispute(), key=key)
    return asked


def _ask_as_guest(form: DisputeForm) -> Matter:
    matter = procedure.new_matter(form.cleaned_data["subject"], form.where(), subject=None)
    key = form.cleaned_data["key"]
    asked: Matter = procedure.ask(
        matter, actor=Guest(), dispute=form.dispute(), receipt=digest_of(receipt_code(form)), key=key
    )
    return asked


def receipt_code(form: DisputeForm) -> str:
    return code_from(form.cleaned_data["key"], "mediation.receipt")


def receipt(request: HttpRequest, matter: Matter, form: DisputeForm) -> HttpResponse:
    """The page with the code, which is kept nowhere: only the form that was sent says it again."""
    limit = matter.deadlines.filter(state="").first()
    context = {
        "matter": matter,
        "row": rows([matter])[0],
        "due": due_of(matter, limit)["sentence"] if limit else "",
        "code": receipt_code(form),
        "sent": [field.as_hidden() for field in form],
        "receipt_url": reverse("receipt"),
        "walk": True,
    }
    return render(request, "mediation/receipt.html", context)
