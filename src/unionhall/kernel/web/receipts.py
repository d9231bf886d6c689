"""Coming back without an account: the receipt's code travels in the form, never in an address or a cookie.

What a form brings lies under a token in the address that follows, see `read_again`.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.forms.utils import ErrorDict
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from unionhall.kernel.matters import storage
from unionhall.kernel.matters.models import File, Matter, Receipt
from unionhall.kernel.matters.receipts import digest_of
from unionhall.kernel.people.actors import Guest
from unionhall.kernel.procedures.declaration import Move
from unionhall.kernel.procedures.refusals import NotNow, Refusal
from unionhall.kernel.web import guests, speaking
from unionhall.kernel.web.faults import Faults, faults_of, say
from unionhall.kernel.web.fields import LineField
from unionhall.kernel.web.files import words
from unionhall.kernel.web.handed_in import asked_texts
from unionhall.kernel.web.leading import SeeOther
from unionhall.kernel.web.moves import MoveForm, MoveView, view_of
from unionhall.kernel.web.origin import same_origin
from unionhall.kernel.web.read_again import ReadAgain, said, taken
from unionhall.kernel.web.reader import Reader
from unionhall.kernel.web.rows import due_of, rows
from unionhall.kernel.web.speaking import in_any_language
from unionhall.kernel.web.standing import matter_page, shown_files

WRONG_AN_HOUR = 60
NONE: Faults = []
ON_DISK = "filebased"  # of the mail backends, the one that keeps letters


class CodeForm(forms.Form):
    """The code on a receipt, wherever one is taken; wrong ones are counted, and some are too many."""

    code = LineField(
        label=_("The code on your receipt"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    matter: Matter | None = None

    def __init__(self, request: HttpRequest, again: QueryDict | None = None, faults: Faults = NONE) -> None:
        """`again`: what was sent, where it is read again, and why it was refused; that is judged no more."""
        super().__init__(again or request.POST or None)
        self.request = request
        if faults:
            self._errors = ErrorDict()
            self.cleaned_data = {}
            say(self, faults)

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
    """Ask for the code; with the right one, show where the request stands, at an address to be read again."""
    draft = ReadAgain.of(request)
    form = CodeForm(request, draft.typed if draft else None, draft.faults if draft else NONE)
    if request.method == "POST":
        is_right = form.is_valid()
        led = ReadAgain(said(request.POST), [] if is_right else faults_of(form)).lead(request)
        if led:
            return led
    if not form.is_valid():
        return render(request, "web/receipt.html", {"form": form}, status=422 if form.is_bound else 200)
    return standing(request, form, draft.news if draft else "")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@same_origin
@in_any_language
def make(request: HttpRequest, name: str) -> HttpResponse:
    """The form of a move, opened and sent with the code; sent twice, it happens once.

    What was sent is led on to an address: of the form again, or of where the request stands. A button of the
    language menu doesn't send it: what was typed stands in it again.
    """
    draft = ReadAgain.of(request)
    if draft is None and request.method != "POST":
        return SeeOther(reverse("receipt"))
    form = CodeForm(request, draft.typed if draft else None)
    if not form.is_valid() or form.matter is None:
        raise Http404
    guest = Guest(digest_of(form.cleaned_data["code"]))
    key = (draft.typed if draft else request.POST).get("key", "")
    view = view_of(form.matter, name, guest, key)
    if draft is None:
        return _sent(request, view, form)
    return _read_again(request, view, form, draft) or standing(request, form)


def _sent(request: HttpRequest, view: MoveView, form: "CodeForm") -> HttpResponse:
    """The move, or the way to its form."""
    is_sent = "key" in request.POST and not speaking.chosen(request)
    answers = view.form(request.POST, request.FILES) if is_sent else view.begun(request.POST)
    code, faults = form.cleaned_data["code"], Faults()
    if is_sent:
        try:
            if view.is_made(answers):
                return _made(request, view, form, answers)
        except Refusal as refusal:
            answers.add_error(None, refusal.message)
        answers.ask_for_files_again()
        faults = faults_of(answers)
    typed = said(request.POST, speaking.NAME)
    for field, texts in asked_texts(answers).items():
        typed.setlist(field, texts)
    led = ReadAgain(typed, faults).lead(request, about=view.matter)
    return led or _page(request, view, answers, code)


def _made(request: HttpRequest, view: MoveView, form: "CodeForm", answers: MoveForm) -> HttpResponse:
    """What is shown once after it, or where the request stands now."""
    code = form.cleaned_data["code"]
    view.matter.refresh_from_db()
    if shown := view.result(request, answers, code):
        made = ReadAgain(said({"code": code, "key": str(answers.cleaned_data["key"])}), is_sent=True)
        return (made.lead(request, about=view.matter) if view.shown_again else None) or shown
    taken(request)
    led = ReadAgain(said({"code": code})).lead(request, reverse("receipt"))
    return led or standing(request, form)


def _read_again(
    request: HttpRequest, view: MoveView, form: "CodeForm", draft: ReadAgain
) -> HttpResponse | None:
    """The form as it was left, with why it was refused; or what was shown once it was made."""
    if draft.is_sent:
        answers = view.form(draft.typed)
        return view.result(request, answers, form.cleaned_data["code"]) if answers.is_valid() else None
    if view.matter.state not in view.chosen.source:
        raise NotNow(view.chosen.name)
    answers = view.begun(draft.typed)
    if draft.faults:
        answers = view.form(draft.as_sent(), {})
        draft.say(answers)
    return _page(request, view, answers, form.cleaned_data["code"])


def _page(request: HttpRequest, view: MoveView, answers: MoveForm, code: str) -> HttpResponse:
    context: dict[str, Any] = {**view.context(answers), "code": code, "walk": True}
    return render(request, view.template_name, context, status=422 if answers.is_bound else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@same_origin
def open_file(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """A file of the matter whose code came with the form; Http404 for every other."""
    draft = ReadAgain.of(request)
    form = CodeForm(request, draft.typed if draft else None)
    if not form.is_valid() or form.matter is None:
        raise Http404
    code = form.cleaned_data["code"]
    reader = GuestReader(Guest(digest_of(code)), form.matter)
    file = get_object_or_404(shown_files(form.matter, reader), uid=uid)
    if draft is None and "words" in request.POST:
        return ReadAgain(said({"code": code})).lead(request) or words(request, file, code)
    return words(request, file, code) if draft else storage.response(file)


def standing(request: HttpRequest, form: "CodeForm", news: str = "") -> HttpResponse:
    """Where the request stands, and what just happened with it."""
    code = form.cleaned_data["code"]
    assert form.matter is not None
    if news:
        messages.info(request, news)
    page = matter_page(form.matter, GuestReader(Guest(digest_of(code)), form.matter))
    return render(request, "web/matter.html", {**page, "code": code, "walk": True})
