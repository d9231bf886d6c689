"""The member's card, and the page on which anybody checks one."""

from typing import cast

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from unionhall.ground import signatures
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.sentences import say_day
from unionhall.kernel.squares import square
from unionhall.kernel.web import context as hall
from unionhall.kernel.web import errors, guests
from unionhall.kernel.web.origin import same_origin
from unionhall.kernel.web.speaking import in_any_language
from unionhall.rooms.register.book.enrolment import is_member
from unionhall.rooms.register.card import holding, signing
from unionhall.rooms.register.forms import CardForm

CHECKED_AN_HOUR = 60


@never_cache
@require_safe
@login_required
def card(request: HttpRequest) -> HttpResponse:
    """The reader's own card; looking at it makes it good for another 60 days."""
    person = cast(Person, request.user)
    if not is_member(person):
        return render(request, "register/no_member.html", status=409)
    shown = holding.show(person)
    context = {
        "face": shown.face,
        "until": say_day(shown.face.until),
        "signed": shown.signed,
        "square": square(shown.address, _("The card as a square for the camera")),
        "days": holding.DAYS,
    }
    return render(request, "register/card.html", context)


@never_cache
@same_origin
@in_any_language
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for a code; say whose card it is, or that it is not good."""
    form = CardForm(request.POST or None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "register/verify.html", {"form": form}, status=status)
    if not guests.is_within(request, "card", hourly=CHECKED_AN_HOUR):
        return errors.page(request, 429)
    by = request.user if isinstance(request.user, Person) else None
    face = holding.check(form.cleaned_data["code"], by=by)
    context = {
        "form": CardForm(),
        "is_checked": True,
        "face": face,
        "today": say_day(face.until) if face else "",
        "code": form.cleaned_data["code"],
        "walk": True,
    }
    return render(request, "register/verify.html", context)


@require_safe
def published(request: HttpRequest) -> JsonResponse:
    """The public key of the cards and how their codes are made, so that anybody can check them."""
    key = signing.key_in(settings.HALL_HOME)
    return JsonResponse(
        {
            "format": signing.FORMAT,
            "code": "uh1.PAYLOAD.SIGNATURE, base64url without padding",
            "payload": {"n": "name", "u": "union", "x": "last day, ISO 8601", "c": "short code"},
            "algorithm": "Ed25519",
            "signed": f"the bytes {signing.CONTEXT.decode()} followed by the payload's",
            "public_key": signatures.public_text(key),
            "union": hall.name(),
            "check_online": settings.HALL_ADDRESS + reverse("register:verify"),
        }
    )
