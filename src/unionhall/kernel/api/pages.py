"""The pages around the interface: what it can do, and one's own tokens with their hooks."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from unionhall.kernel.api import describing, hooks, tokens
from unionhall.kernel.api.forms import HookForm, TokenForm
from unionhall.kernel.api.models import Hook, Token
from unionhall.kernel.api.problems import KINDS
from unionhall.kernel.api.scopes import READ, scopes
from unionhall.kernel.notices.channels import WEBHOOK, is_offered
from unionhall.kernel.people import way_in_letters
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.sentences import say_day
from unionhall.kernel.web.sealed import check_is_self


def front(request: HttpRequest, schema: dict[str, Any]) -> HttpResponse:
    """Every operation, made from the schema itself."""
    context = {"groups": describing.groups(schema), "scopes": scopes().items(), "problems": KINDS}
    return render(request, "api/front.html", context)


@never_cache
@login_required
def own(request: HttpRequest) -> HttpResponse:
    """The person's tokens, and the form of another; a new one is shown this once."""
    person = cast(Person, request.user)
    is_sent = request.method == "POST"
    form = TokenForm(request.POST) if is_sent else _empty()
    if is_sent and person.tokens.valid().count() >= tokens.MOST:
        form.add_error(None, _("You have as many tokens as one can have. End one first."))
    if not form.is_valid():
        return _page(request, form)
    check_is_self(request, person)
    said = form.cleaned_data
    fresh = tokens.make(person, name=said["name"], scopes=said["scopes"], ends_on=form.ends_on())
    way_in_letters.tell(person, way_in_letters.PROGRAM)
    return _page(request, fresh=fresh)


@require_POST
@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of the person's own tokens."""
    Token.objects.filter(pk=_own(request, pk).pk).end()
    messages.success(request, _("The token is ended. Programs that use it are refused from now on."))
    return redirect("api_tokens")


@never_cache
@require_POST
@login_required
def hook(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the hook of a token, or send its events elsewhere; the new secret is shown this once."""
    token = _own(request, pk)
    if not may_have_hook(token):
        raise PermissionDenied
    form = HookForm(request.POST, prefix=str(pk))
    if not form.is_valid():
        return _page(request, hook_form=form)
    check_is_self(request, token.person)
    way_in_letters.tell(token.person, way_in_letters.PROGRAM)
    return _page(request, secret=hooks.open_hook(token, form.cleaned_data["url"]))


@require_POST
@login_required
def end_hook(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the token's events nowhere any more."""
    Hook.objects.filter(token=_own(request, pk)).delete()
    messages.success(request, _("The hall sends nothing there any more."))
    return redirect("api_tokens")


def may_have_hook(token: Token) -> bool:
    """For officers, with a token that may read, where the operator has listed hosts that take events."""
    return is_offered(WEBHOOK) and READ in token.scopes and bool(token.person.current_offices)


def _own(request: HttpRequest, pk: int) -> Token:
    held = Token.objects.valid().filter(person=cast(Person, request.user))
    token: Token = get_object_or_404(held, pk=pk)
    return token


def _empty() -> TokenForm:
    return TokenForm(initial={"scopes": [READ]})


def _page(
    request: HttpRequest,
    form: TokenForm | None = None,
    *,
    hook_form: HookForm | None = None,
    fresh: str = "",
    secret: str = "",
) -> HttpResponse:
    person = cast(Person, request.user)
    held = person.tokens.valid().select_related("hook", "person").order_by("-pk")
    wrong = next((each for each in (form, hook_form) if each and each.errors), None)
    context = {
        "tokens": [_line(token, hook_form) for token in held],
        "form": form or _empty(),
        "wrong": wrong,
        "fresh": fresh,
        "secret": secret,
    }
    return render(request, "api/tokens.html", context, status=422 if wrong else 200)


def _line(token: Token, sent: HookForm | None) -> dict[str, Any]:
    named = scopes()
    used = _("last used on %(day)s") % {"day": say_day(token.used_on)} if token.used_on else _("not used yet")
    own_form = sent if sent and sent.prefix == str(token.pk) else HookForm(prefix=str(token.pk))
    opened = getattr(token, "hook", None)
    return {
        "pk": token.pk,
        "name": token.name,
        "may": [named[scope] for scope in token.scopes if scope in named],
        "until": _("until %(day)s") % {"day": say_day(token.ends_on)},
        "used": used,
        "hook": opened,
        "state": _state(opened) if opened else "",
        "hook_form": own_form if may_have_hook(token) and not opened else None,
    }


def _state(opened: Hook) -> str:
    """How it goes with a hook, in one sentence."""
    waiting = opened.sendings.filter(settled_at=None)
    if waiting.filter(tries__gt=0).exists():
        return _("It does not answer. Events that wait: %(count)s.") % {"count": waiting.count()}
    last = opened.sendings.filter(sent_at__isnull=False).order_by("sent_at").last()
    if last is None:
        return _("Nothing has happened yet.")
    return _("Sent last on %(day)s.") % {"day": say_day(last.sent_at.date())}
