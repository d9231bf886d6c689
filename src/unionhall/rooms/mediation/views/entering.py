"""The link in a letter: looking at it uses nothing up; only sending the form takes the seat, once."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.receipts import code_from, digest_of
from unionhall.kernel.people.actors import Guest
from unionhall.kernel.people.models import Person
from unionhall.kernel.web import errors, guests
from unionhall.kernel.web.origin import same_origin
from unionhall.kernel.web.read_again import NotKept, ReadAgain, said
from unionhall.kernel.web.rows import address_of
from unionhall.kernel.web.speaking import NAME, in_any_language
from unionhall.rooms.mediation.apps import RESPONDENT
from unionhall.rooms.mediation.forms.entering import LinkForm, SeatForm
from unionhall.rooms.mediation.models import Invitation
from unionhall.rooms.mediation.procedure import inviting

SEAT = "mediation.seat"
WRONG_AN_HOUR = 30


@never_cache
@same_origin
@in_any_language
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for the code, say what it opens, then give the seat to whoever sends the form.

    The code stands behind the # of the address, so that no server and no preview of a message sees it. Each
    of these pages has an address that can be read again.
    """
    if request.method != "POST":
        return _read(request, ReadAgain.of(request) or ReadAgain())
    if request.POST.get("take"):
        return _take(request)
    form = LinkForm(request.POST if "code" in request.POST else None)
    is_wrong = form.is_bound and not form.is_valid()
    if is_wrong and not guests.is_within(request, "mediation.link", hourly=WRONG_AN_HOUR):
        return errors.page(request, 429)
    return ReadAgain(said(request.POST, NAME)).lead(request) or _asked(request, form)


def _read(request: HttpRequest, draft: ReadAgain) -> HttpResponse:
    """What was sent with a code, or the receipt of a seat that was taken."""
    if draft.is_sent:
        return _seated(request, code_from(UUID(draft.word("key")), SEAT))
    return _asked(request, LinkForm(draft.typed if "code" in draft.typed else None))


def _asked(request: HttpRequest, form: LinkForm) -> HttpResponse:
    if form.is_valid():
        return _seat(request, form.invitation, form.cleaned_data["code"])
    return render(request, "mediation/enter.html", {"form": form, "walk": True}, status=_status(form))


def _status(form: LinkForm) -> int:
    return 422 if form.is_bound else 200


def _seat(request: HttpRequest, invitation: Invitation, code: str) -> HttpResponse:
    """What the seat is, before anybody takes it."""
    context = {
        "form": SeatForm(),
        "code": code,
        "place": str(invitation.matter.place),
        "is_other_side": invitation.capacity == RESPONDENT,
        "walk": True,
    }
    return render(request, "mediation/seat.html", context)


def _take(request: HttpRequest) -> HttpResponse:
    """Take the seat; sent twice, it is taken once and the same receipt is shown."""
    form, code = SeatForm(request.POST), request.POST.get("code", "")
    sought = Invitation.objects.filter(digest=digest_of(code)).select_related("matter__place")
    invitation = sought.first()
    if not form.is_valid() or invitation is None:
        if not guests.is_within(request, "mediation.link", hourly=WRONG_AN_HOUR):
            return errors.page(request, 429)
        raise inviting.LinkIsOver
    key: Any = form.cleaned_data["key"]
    if request.POST["take"] == "account" and isinstance(request.user, Person):
        return _with_account(request.user, invitation, code, key)
    receipt = code_from(key, SEAT)
    actor = Guest()
    read = get_language() or ""
    inviting.take_seat(
        invitation.matter, actor=actor, code=code, receipt=digest_of(receipt), language=read, key=key
    )
    led = ReadAgain(said({"key": str(key)}), is_sent=True).lead(request)
    return led or _seated(request, receipt, sent={"code": code, "key": key})


def _seated(request: HttpRequest, receipt: str, sent: dict[str, Any] | None = None) -> HttpResponse:
    """The receipt; `sent` says it again in another language where it has no address of its own."""
    matter = Matter.objects.filter(receipts__digest=digest_of(receipt)).first()
    if matter is None:
        raise NotKept("seat")
    context = {
        "code": receipt,
        "reference": matter.reference,
        "receipt_url": reverse("receipt"),
        "sent": sent,
        "walk": bool(sent),
    }
    return render(request, "mediation/seated.html", context)


def _with_account(person: Person, invitation: Invitation, code: str, key: Any) -> HttpResponse:
    matter = invitation.matter
    is_new = not matter.is_visible_to(person)
    if is_new or invitation.used_at is None:
        _check_has_no_part(person, invitation)
        inviting.take_seat(matter, actor=person, code=code, key=key)
    return redirect(address_of(matter))


def _check_has_no_part(person: Person, invitation: Invitation) -> None:
    """Who is on one side, or sees the dispute through an office, can't sit on another."""
    if invitation.matter.is_visible_to(person):
        raise inviting.TakesPartAlready
