"""A receipt to take along: as a small file, or as one letter to an address that is not kept.

Both hold the code and the reference only, nothing of what was asked.
"""

from django import forms
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.privacy import counting
from unionhall.kernel.web import context, guests, speaking
from unionhall.kernel.web.origin import same_origin
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
        said(matter, code),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{matter.reference}.txt"'},
    )


@never_cache
@require_POST
@same_origin
@in_any_language
def as_letter(request: HttpRequest) -> HttpResponse:
    """The receipt once more, with a form for the address of one letter, which goes at once or not at all."""
    matter, code = _opened(request)
    is_said = "email" in request.POST and not speaking.chosen(request)
    form = LetterForm(request.POST if is_said else None)
    shown = {"form": form, "code": code, "reference": matter.reference, "may_send": may_send(), "walk": True}
    if may_send() and form.is_valid():
        _count(request, matter)
        shown |= {"is_sent": _sent(matter, code, form.cleaned_data["email"]), "was_tried": True}
    return render(request, "web/receipt_letter.html", shown, status=422 if form.errors else 200)


def said(matter: Matter, code: str) -> str:
    """What the file and the letter say."""
    told = {
        "hall": context.name(),
        "reference": matter.reference,
        "code": code,
        "address": settings.HALL_ADDRESS + reverse("receipt"),
    }
    return render_to_string("web/receipt.txt", told)


def _opened(request: HttpRequest) -> tuple[Matter, str]:
    form = CodeForm(request)
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
        EmailMessage(subject, said(matter, code), to=[email]).send()
    except OSError:  # which all errors of a mail server are
        return False
    return True
