"""How one signs in: each way with its state in a sentence and one thing to do about it."""

from dataclasses import dataclass
from typing import cast

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from unionhall.kernel.people import recovery, taking_over, texting
from unionhall.kernel.people.factors import lacks_second_step
from unionhall.kernel.people.models import Person
from unionhall.kernel.people.phones import show_phone


@dataclass(frozen=True)
class Way:
    """One way to sign in as the page shows it."""

    title: str
    state: str
    act: str = ""
    url: str = ""
    is_on: bool = False


@never_cache
@require_safe
@login_required
def ways(request: HttpRequest) -> HttpResponse:
    """All ways of the person, what an office asks of them, and what runs against their second step."""
    person = cast(Person, request.user)
    known = list(Authenticator.objects.filter(user=person))
    lost = recovery.running_for(person)
    context = {
        "first": [way for way in (_password(person), _email(person), _phone(person)) if way],
        "second": [_passkeys(known), _app(known), _codes(known)],
        "is_missing": lacks_second_step(person),
        "is_excused": settings.SECOND_FACTOR_DAYS is None and bool(person.current_offices),
        "lost": lost,
        "object_url": reverse("account_object", args=[recovery.objection_key(lost)]) if lost else "",
    }
    return render(request, "account/ways.html", context)


def _password(person: Person) -> Way:
    title = _("Password")
    if person.has_usable_password():
        return Way(
            title, _("You have one."), _("Change your password"), reverse("account_change_password"), True
        )
    return Way(title, _("You have none and need none."), _("Set one"), reverse("account_set_password"))


def _email(person: Person) -> Way:
    title, url = _("Code by e-mail"), reverse("account_email")
    if email := taking_over.proved_email(person):
        return Way(title, _("Codes go to %(email)s.") % {"email": email}, _("Change the address"), url, True)
    if person.email:
        said = _("%(email)s is not confirmed yet.") % {"email": person.email}
        return Way(title, said, _("Confirm it"), url)
    return Way(title, _("The hall knows no address of yours."), _("Add one"), url)


def _phone(person: Person) -> Way | None:
    title, url = _("Code by telephone"), reverse("account_change_phone")
    if not texting.is_available():
        return None
    if not person.phone:
        return Way(title, _("The hall knows no number of yours."), _("Add one"), url)
    number = show_phone(person.phone)
    if taking_over.is_proof_fresh(person):
        return Way(
            title, _("Codes go to %(number)s.") % {"number": number}, _("Change the number"), url, True
        )
    said = _("You have not confirmed %(number)s in the past 180 days.") % {"number": number}
    return Way(title, said, _("Confirm it"), url)


def _passkeys(known: list[Authenticator]) -> Way:
    title = _("Passkey")
    count = sum(each.type == Authenticator.Type.WEBAUTHN for each in known)
    if count:
        said = ngettext("You have %(count)s.", "You have %(count)s.", count) % {"count": count}
        return Way(title, said, _("Add or remove"), reverse("mfa_list_webauthn"), True)
    said = _("Your phone or computer signs you in with your finger, your face or its PIN.")
    return Way(title, said, _("Set up a passkey"), reverse("mfa_add_webauthn"))


def _app(known: list[Authenticator]) -> Way:
    title = _("Code from an app")
    if any(each.type == Authenticator.Type.TOTP for each in known):
        return Way(
            title, _("An app shows you the codes."), _("Take it off"), reverse("mfa_deactivate_totp"), True
        )
    said = _("An app on your phone shows a new code every half minute, without a network.")
    return Way(title, said, _("Set up an app"), reverse("mfa_activate_totp"))


def _codes(known: list[Authenticator]) -> Way:
    title = _("Recovery codes")
    if not known:
        return Way(title, _("You get them together with a passkey or an app."))
    kept = next((each for each in known if each.type == Authenticator.Type.RECOVERY_CODES), None)
    left = len(kept.wrap().get_unused_codes()) if kept else 0
    said = ngettext("%(count)s is left.", "%(count)s are left.", left) % {"count": left}
    return Way(title, said, _("Get new ones"), reverse("mfa_generate_recovery_codes"), left > 0)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def objecting(request: HttpRequest, key: str) -> HttpResponse:
    """One click against taking one's second step off; the link in the letter needs no sign-in."""
    lost = recovery.by_objection_key(key)
    if request.method == "POST" and lost:
        return render(request, "account/objected.html", {"was_in_time": recovery.object_to(lost)})
    is_running = lost is not None and lost.state in ("opened", "confirmed")
    return render(request, "account/object.html", {"is_running": is_running})
