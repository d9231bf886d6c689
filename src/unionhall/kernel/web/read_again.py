"""What answers a form, at an address that can be read again: going back or reloading sends nothing anew.

What the form said is laid by under a token, sealed for two hours, and the browser is led to the form's own
address with that token. Where it can't be kept the view answers at once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self, TypeVar
from urllib.parse import urlencode
from uuid import uuid4

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.drafts import keeping, spots
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.refusals import Refusal
from unionhall.kernel.rooms import rooms
from unionhall.kernel.web import addresses, guests
from unionhall.kernel.web.faults import Faults, faults_of, say
from unionhall.kernel.web.handed_in import asked_texts
from unionhall.kernel.web.leading import SeeOther

Form = TypeVar("Form", bound=forms.Form)
TOKEN, CSRF = "draft", "csrfmiddlewaretoken"
LAID_AN_HOUR = 1_200  # by guests from one network address, behind which a whole workplace may be


class NotKept(Refusal):
    """Nothing lies under the token any more."""

    message = _(
        "What was written here is not kept any more: it was sent or thrown away, or its time is over."
    )


class LedFromElsewhere(Refusal):
    """The browser took the address from its history or another page."""

    status = 403
    message = _("What you wrote opens only on the way through its own pages. Go back to them, or begin anew.")


@dataclass(frozen=True)
class ReadAgain:
    """What a form said, and why it was refused if it was.

    `news` is what its sender reads on top. `is_sent`: nothing is kept of it but the way to what it made.
    `spoken`: the language of the faults. `by`, where a page is for somebody signed in: their own session
    opens it. A guest's opens by the token, on the way through our pages alone.
    """

    typed: QueryDict = field(default_factory=lambda: QueryDict(mutable=True))
    faults: Faults = field(default_factory=list)
    news: str = ""
    is_sent: bool = False
    spoken: str = field(default_factory=lambda: get_language() or "")

    @classmethod
    def of(cls, request: HttpRequest, by: Person | None = None) -> Self | None:
        """What lies under the token in the address of a page that is read; None without a token.

        Raises Http404 for a token of somebody else's, LedFromElsewhere, NotKept.
        """
        token = request.GET.get(TOKEN, "")
        if not token or request.method == "POST":
            return None
        if not addresses.is_of(token, by.pk if by else 0):
            raise Http404
        if by is None and not addresses.is_from_our_pages(request):
            raise LedFromElsewhere("read again")
        found = keeping.find(_spot(token, request.path, by))
        if found is None or found.address != request.path:
            raise NotKept("read again")
        typed = QueryDict(mutable=True)
        for name, values in found.said["typed"].items():
            typed.setlist(name, values)
        return cls(**{**found.said, "typed": typed})

    def lead(
        self, request: HttpRequest, path: str = "", *, by: Person | None = None, about: Matter | None = None
    ) -> SeeOther | None:
        """The way to where it is read again; None where it can't be kept.

        `about`: the matter that it is about, whose key seals it too where that is sealed.
        """
        path = path or request.path
        token = _token(request, path, by)
        if not token:
            return None
        spot = _spot(token, path, by)
        if about is not None and about.sealed:
            spot = replace(spot, matter=about.key)
        if keeping.keep(spot, {**vars(self), "typed": dict(self.typed.lists())}) is None:
            return None
        return SeeOther(f"{path}?{urlencode({TOKEN: token})}")

    def word(self, name: str) -> str:
        """What one field said; empty where it is missing."""
        return str(self.typed.get(name, ""))

    def say(self, form: forms.Form) -> None:
        """Say why it was refused; in another language than then first what is wrong with it still."""
        if self.faults and (self.spoken == get_language() or not form.errors):
            say(form, self.faults)

    def as_sent(self) -> QueryDict:
        """What was typed, as the form would send it once more, under a new key."""
        sent = self.typed.copy()
        sent["key"] = str(uuid4())
        return sent


def asked(request: HttpRequest, make: Callable[[QueryDict | None], Form], *, by: Person) -> Form:
    """The form that was sent; or, to be read, as it was refused or as it begins."""
    if request.method == "POST":
        return make(request.POST)
    draft = ReadAgain.of(request, by)
    form = make(draft.as_sent() if draft else None)
    if draft:
        draft.say(form)
    return form


def shown(
    request: HttpRequest, template: str, form: forms.Form, context: Mapping[str, Any], *, by: Person
) -> HttpResponse:
    """The page of a form; one that was sent and not taken is led to, with what is wrong in it."""
    if request.method == "POST":
        typed = said(request.POST)
        for name, texts in asked_texts(form).items():
            typed.setlist(name, texts)
        if led := ReadAgain(typed, faults_of(form)).lead(request, by=by):
            return led
    is_refused = getattr(form, "is_refused", form.is_bound)  # lines may still be added to one that is bound
    return render(request, template, {**context, "form": form}, status=422 if is_refused else 200)


def taken(request: HttpRequest, *, by: Person | None = None) -> None:
    """Throw away what lay under the token of the address: it was sent, and Back must not offer it again."""
    token = request.GET.get(TOKEN, "")
    if addresses.is_of(token, by.pk if by else 0):
        keeping.throw(_spot(token, request.path, by))


def said(typed: Mapping[str, Any], *without: str) -> QueryDict:
    """What a form said, but for these fields."""
    kept = QueryDict(mutable=True)
    for name in typed:
        if name not in (CSRF, *without):
            kept.setlist(name, typed.getlist(name) if isinstance(typed, QueryDict) else [typed[name]])
    return kept


def _spot(token: str, path: str, by: Person | None) -> spots.Spot:
    if by is None:
        return spots.of_guest(token, path)
    room = next((each.label for each in rooms() if path.startswith(f"/{each.label}/")), spots.HALL)
    return replace(spots.of_member(by, room, path, about=path, mark=token), lasts=spots.HOURS)


def _token(request: HttpRequest, path: str, by: Person | None) -> str:
    """That of the page whose form was sent, so that Back leads through no tries; else a new one, or none."""
    known, asker = request.GET.get(TOKEN, ""), by.pk if by else 0
    if path == request.path and addresses.is_of(known, asker):
        return known
    if by or guests.is_within(request, "laid", hourly=LAID_AN_HOUR):
        return addresses.new_token(asker)
    return ""
