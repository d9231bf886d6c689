"""The front page of the register, and joining without an account."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.receipts import digest_of
from unionhall.kernel.people.answering import NobodyAnswers
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.locate import current_atlas, locate
from unionhall.kernel.web import errors, guests
from unionhall.kernel.web.faults import faults_of
from unionhall.kernel.web.origin import same_origin
from unionhall.kernel.web.read_again import NotKept, ReadAgain, said
from unionhall.kernel.web.receipts import given, is_given
from unionhall.kernel.web.speaking import NAME, in_any_language
from unionhall.rooms.register.book import ending, numbering
from unionhall.rooms.register.book.enrolment import is_member
from unionhall.rooms.register.entry import applying
from unionhall.rooms.register.forms import JoinForm
from unionhall.rooms.register.ground.views import edited_places
from unionhall.rooms.register.importing.uploading import kept_places

APPLIED_AN_HOUR = 10


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What one can do about membership here."""
    person = request.user if isinstance(request.user, Person) else None
    memberships = person.memberships.current().select_related("place") if person else ()
    context = {
        "memberships": [str(each.place) for each in memberships],
        "is_guest": person is None,
        "number": person.number if person else "",
        "example": numbering.example(),
        "keeps_register": person is not None and bool(kept_places(person)),
        "edits_ground": person is not None and bool(edited_places(person)),
    }
    return render(request, "register/front.html", context)


@never_cache
@same_origin
@in_any_language
def join(request: HttpRequest) -> HttpResponse:
    """The application, and after it the receipt, each at an address that can be read again.

    A button of the language menu says the same page anew.
    """
    if isinstance(request.user, Person) and is_member(request.user):
        return render(request, "register/member_already.html")
    if not current_atlas().places:
        raise NobodyAnswers
    if request.method != "POST":
        return _read(request, ReadAgain.of(request) or ReadAgain())
    if "send" not in request.POST:
        return ReadAgain(said(request.POST, NAME)).lead(request) or _ask(request, _begun(request.POST))
    form = JoinForm(request.POST)
    if not form.is_valid():
        return ReadAgain(said(request.POST), faults_of(form)).lead(request) or _ask(request, form, 422)
    is_new = not is_given(applying.receipt_of(form.cleaned_data["key"]))
    if is_new and not guests.is_within(request, "join", hourly=APPLIED_AN_HOUR):
        return errors.page(request, 429)
    return _receipt(request, form)


def _read(request: HttpRequest, draft: ReadAgain) -> HttpResponse:
    """The form as it was left, or the receipt of what was sent, of which the draft keeps only the key."""
    if draft.is_sent:
        code = applying.receipt_of(UUID(draft.word("key")))
        matter = Matter.objects.filter(receipts__digest=digest_of(code)).select_related("place").first()
        if matter is None:
            raise NotKept("join")
        return given(request, matter, code=code, sent=(), template="register/receipt.html")
    if not draft.faults:
        return _ask(request, _begun(draft.typed))
    form = JoinForm(draft.as_sent())
    draft.say(form)
    return _ask(request, form, 422)


def _begun(typed: QueryDict) -> JoinForm:
    """The form with what was typed so far, none of it judged yet."""
    return JoinForm(initial=typed.dict() if typed else None)


def _ask(request: HttpRequest, form: JoinForm, status: int = 200) -> HttpResponse:
    kept = ending.days_kept(locate().place, ending.APPLICATION)
    context = {"form": form, "kept": kept, "walk": True}
    return render(request, "register/join.html", context, status=status)


def _receipt(request: HttpRequest, form: JoinForm) -> HttpResponse:
    key = form.cleaned_data["key"]
    matter = applying.apply(form.cleaned_data, form.where(), key=key)
    return ReadAgain(said({"key": str(key)}), is_sent=True).lead(request) or given(
        request,
        matter,
        code=applying.receipt_of(key),
        sent=(field.as_hidden() for field in form),
        template="register/receipt.html",
    )
