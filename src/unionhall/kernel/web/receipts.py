"""Coming back without an account: the receipt's code travels in the form, never in an address or a cookie."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from unionhall.kernel.matters import storage
from unionhall.kernel.matters.models import File, Matter, Receipt
from unionhall.kernel.matters.receipts import digest_of
from unionhall.kernel.people.actors import Guest
from unionhall.kernel.procedures.declaration import Move
from unionhall.kernel.web import guests, speaking
from unionhall.kernel.web.fields import LineField
from unionhall.kernel.web.files import words
from unionhall.kernel.web.moves import view_of
from unionhall.kernel.web.origin import same_origin
from unionhall.kernel.web.reader import Reader
from unionhall.kernel.web.rows import due_of, rows
from unionhall.kernel.web.speaking import in_any_language
from unionhall.kernel.web.standing import matter_page, shown_files

WRONG_AN_HOUR = 60
ON_DISK = "filebased"  # of the mail backends, the one that keeps letters


class CodeForm(forms.Form):
    """The code on a receipt, wherever one is taken; wrong ones are counted, and some are too many."""

    code = LineField(
        label=_("The code on your receipt"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST or None)
        self.request = request

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        self.matter = Matter.objects.filter(receipts__digest=digest_of(code)).select_related("place").first()
        if self.matter is None:
            guests.check(self.request, "receipt", hourly=WRONG_AN_HOUR)
            raise forms.ValidationError(_("No request has this code. Check each letter and digit."))
        return code


class GuestReader(Reader):
    """A guest: the addresses of their moves and files don't name the matter, the code does."""

    def file_url(self, file: File) -> str:
        return reverse("receipt_file", args=[file.uid])

    def act_url(self, move: Move) -> str:
        return reverse("receipt_move", args=[move.name.replace("_", "-")])


def may_send() -> bool:
    """Whether letters leave this machine; where they lie in a folder, they would be kept."""
    return ON_DISK not in settings.EMAIL_BACKEND


def is_given(code: str) -> bool:
    """Whether the receipt with this code was given already, as after a double click."""
    return Receipt.objects.filter(digest=digest_of(code)).exists()


def given(
    request: HttpRequest,
    matter: Matter,
    *,
    code: str,
    sent: Iterable[SafeString],
    template: str,
    note: str = "",
) -> HttpResponse:
    """The page with the code, which is kept nowhere: only the form that was sent says it again.

    `sent` are that form's fields, hidden: with them the page can be said in another language, unless it is
    read at its own address. The template is a room's, on `web/receipt_given.html`.
    """
    hidden = list(sent)
    promise = matter.deadlines.filter(state="").first()
    context = {
        "matter": matter,
        "row": rows([matter])[0],
        "due": due_of(matter, promise)["sentence"] if promise else "",
        "code": code,
        "sent": hidden,
        "note": note,
        "receipt_url": reverse("receipt"),
        "address": settings.HALL_ADDRESS + reverse("receipt"),
        "may_send": may_send(),
        "walk": bool(hidden),
    }
    return render(request, template, context)


@never_cache
@same_origin
@in_any_language
def show(request: HttpRequest) -> HttpResponse:
    """Ask for the code; with the right one, show where the request stands."""
    form = CodeForm(request)
    if not form.is_valid():
        return render(request, "web/receipt.html", {"form": form}, status=422 if form.is_bound else 200)
    return _standing(request, form)


@never_cache
@require_POST
@same_origin
@in_any_language
def make(request: HttpRequest, name: str) -> HttpResponse:
    """The form of a move, opened and sent with the code; sent twice, it happens once.

    A button of the language menu doesn't send it: what was typed stands in it again.
    """
    form = CodeForm(request)
    if not form.is_valid() or form.matter is None:
        raise Http404
    guest = Guest(digest_of(form.cleaned_data["code"]))
    view = view_of(form.matter, name, guest, request.POST.get("key", ""))
    is_sent = "key" in request.POST and not speaking.chosen(request)
    answers = view.form(request.POST, request.FILES) if is_sent else view.begun(request.POST)
    if view.is_made(answers):
        form.matter.refresh_from_db()
        shown = view.result(request, answers, form.cleaned_data["code"])
        return shown or _standing(request, form)
    context: dict[str, Any] = {**view.context(answers), "code": form.cleaned_data["code"], "walk": True}
    return render(request, view.template_name, context, status=422 if answers.is_bound else 200)


@never_cache
@require_POST
@same_origin
def open_file(request: HttpRequest, uid: UUID) -> FileResponse | HttpResponse:
    """A file of the matter whose code came with the form; Http404 for every other."""
    form = CodeForm(request)
    if not form.is_valid() or form.matter is None:
        raise Http404
    reader = GuestReader(Guest(digest_of(form.cleaned_data["code"])), form.matter)
    file = get_object_or_404(shown_files(form.matter, reader), uid=uid)
    if "words" in request.POST:
        return words(request, file, form.cleaned_data["code"])
    return storage.response(file)


def _standing(request: HttpRequest, form: CodeForm) -> HttpResponse:
    code = form.cleaned_data["code"]
    assert form.matter is not None
    page = matter_page(form.matter, GuestReader(Guest(digest_of(code)), form.matter))
    return render(request, "web/matter.html", {**page, "code": code, "walk": True})
