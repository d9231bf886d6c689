"""A receipt to take along: as a small file, or as one letter to an address that is not kept.

Both hold the code and the reference only, nothing of what was asked.
"""

from django import forms
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.privacy import counting
from unionhall.kernel.web import context, guests, speaking
from unionhall.kernel.web.origin import same_origin
from unionhall.kernel.web.read_again import ReadAgain, said
from unionhall.kernel.web.receipts import CodeForm, may_send
from unionhall.kernel.web.speaking import in_any_language

LETTERS_AN_HOUR = 5  # from one network, and of one receipt


class LetterForm(forms.Form):
    """Where the one letter goes."""

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address, for this one letter"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


@never_cache
@require_POST
@same_origin
def as_text(request: HttpRequest) -> HttpResponse:
    """The receipt as a file to save."""
    matter, code = _opened(request)
    return HttpResponse(
        in_words(matter, code),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{matter.reference}.txt"'},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@same_origin
@in_any_language
def as_letter(request: HttpRequest) -> HttpResponse:
    """The receipt once more, with a form for the address of one letter, which goes at once or not at all.

    The address is not kept, but where it is wrong.
    """
    draft = ReadAgain.of(request)
    matter, code = _opened(request, draft)
    if draft:
        return _letter(request, matter, code, draft.typed)
    typed = said({"code": code})
    if "email" in request.POST and not speaking.chosen(request):
        typed.update(_tried(request, matter, code))
    return ReadAgain(typed).lead(request) or _letter(request, matter, code, typed)


def _tried(request: HttpRequest, matter: Matter, code: str) -> dict[str, str]:
    """Whether the letter went, or the address to which none can."""
    form = LetterForm(request.POST)
    if not (may_send() and form.is_valid()):
        return {"email": request.POST["email"]}
    _count(request, matter)
    return {"went": "yes" if _sent(matter, code, form.cleaned_data["email"]) else "no"}


def _letter(request: HttpRequest, matter: Matter, code: str, typed: QueryDict) -> HttpResponse:
    form = LetterForm(typed if "email" in typed else None)
    shown = {"form": form, "code": code, "reference": matter.reference, "may_send": may_send(), "walk": True}
    if "went" in typed:
        shown |= {"is_sent": typed["went"] == "yes", "was_tried": True}
    return render(request, "web/receipt_letter.html", shown, status=422 if form.errors else 200)


def in_words(matter: Matter, code: str) -> str:
    """What the file and the letter say."""
    told = {
        "hall": context.name(),
        "reference": matter.reference,
        "code": code,
        "address": settings.HALL_ADDRESS + reverse("receipt"),
    }
    return render_to_string("web/receipt.txt", told)


def _opened(request: HttpRequest, draft: ReadAgain | None = None) -> tuple[Matter, str]:
    form = CodeForm(request, draft.typed if draft else None)
    if not form.is_valid() or form.matter is None:
        raise Http404
    return form.matter, form.cleaned_data["code"]


def _count(request: HttpRequest, matter: Matter) -> None:
    """Nobody fills a stranger's mailbox from here."""
    guests.check(request, "receipt_letter", hourly=LETTERS_AN_HOUR)
    if counting.count_known(matter.stream.hex, "receipt_letter") > LETTERS_AN_HOUR:
        raise guests.TooManyTries


def _sent(matter: Matter, code: str, email: str) -> bool:
    """Whether the mail server took it. The address stands nowhere but in the letter, no log says it."""
    subject = _("Your receipt %(reference)s") % {"reference": matter.reference}
    try:
        EmailMessage(subject, in_words(matter, code), to=[email]).send()
    except OSError:  # which all errors of a mail server are
        return False
    return True
