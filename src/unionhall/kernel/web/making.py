"""The page of a move: its form as it was left, the move when it is sent, and the way back to the matter."""

from datetime import timedelta
from typing import cast

from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html_join

from unionhall.kernel.drafts.models import Kept
from unionhall.kernel.matters.reading import record_matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.refusals import NotNow, Refusal
from unionhall.kernel.procedures.verbs import GRACE
from unionhall.kernel.web import speaking
from unionhall.kernel.web.afterwards import afterwards
from unionhall.kernel.web.drafting import KEEP, THROW, Drafting
from unionhall.kernel.web.faults import say
from unionhall.kernel.web.handed_in import say_renamed
from unionhall.kernel.web.leading import SeeOther
from unionhall.kernel.web.matters import load_beside
from unionhall.kernel.web.moves import MoveForm, MoveView, view_of
from unionhall.kernel.web.read_again import ReadAgain, said
from unionhall.kernel.web.reader import Reader
from unionhall.kernel.web.rows import address_of
from unionhall.kernel.web.sealed import SignInAgain, check_is_self, check_may_open

TAKEN_BACK = timedelta(seconds=2 * GRACE)  # until then the words are there for whoever took them back


@login_required
@speaking.in_any_language
def make(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """The form of a move, and the move itself when the form is sent.

    What isn't made is kept, and the form read again with it, as when a button of the language menu was
    pressed or somebody must first show who they are.
    """
    person = cast(Person, request.user)
    draft = Drafting.of(person, reference, name)
    matter, (lying,) = load_beside(person, reference, draft.asks())
    draft.lie_with(matter)
    made = ReadAgain.of(request, person)
    try:
        check_may_open(request, Reader(person, matter))
        view = view_of(matter, name, person, (made.typed if made else request.POST).get("key", ""))
        if view.needs_proof:
            check_is_self(request, person)
    except (ReauthenticationRequired, SignInAgain):
        if THROW in request.POST:
            draft.throw()
        elif request.method == "POST":
            draft.keep(view_of(matter, name, person).form(), request.POST)
            if KEEP in request.POST:
                return draft.answer(request)
        raise
    if made:
        return _made(request, view, made)
    return _sent(request, view, draft) if request.method == "POST" else _shown(request, view, draft, lying)


def _made(request: HttpRequest, view: MoveView, made: ReadAgain) -> HttpResponse:
    """What was shown after the move, or where the matter stands."""
    form = view.form(made.typed)
    return (view.result(request, form) if form.is_valid() else None) or redirect(address_of(view.matter))


def _sent(request: HttpRequest, view: MoveView, draft: Drafting) -> HttpResponse:
    """The move, or the way back to the form."""
    if THROW in request.POST:
        draft.throw()
        return SeeOther(request.path)
    form = view.form(request.POST, request.FILES)
    if KEEP in request.POST or speaking.chosen(request):
        if view.matter.state in view.chosen.source:
            draft.keep(form, request.POST)
        return draft.answer(request)
    try:
        is_made = view.is_made(form)
    except Refusal:
        draft.keep(form, request.POST)
        raise
    if not is_made:
        form.ask_for_files_again()
        draft.refuse(form, request.POST)
        return SeeOther(request.path) if draft.at else _page(request, view, form, draft)
    draft.keep(form, request.POST, lasts=TAKEN_BACK) if view.chosen.for_a_minute else draft.throw()
    if shown := view.result(request, form):
        return (_to_read_again(request, view, form) if view.shown_again else None) or shown
    news = [afterwards(view.chosen, view.matter, cast(Person, request.user)), *_renamed(form)]
    messages.success(request, format_html_join(" ", "{}", ([each] for each in news)))
    return redirect(address_of(view.matter))


def _to_read_again(request: HttpRequest, view: MoveView, form: MoveForm) -> HttpResponse | None:
    """The way to what is shown once, of which nothing is kept but the key that makes it."""
    made = ReadAgain(said({"key": str(form.cleaned_data["key"])}), is_sent=True)
    return made.lead(request, by=cast(Person, request.user), about=view.matter)


def _renamed(form: MoveForm) -> list[str]:
    """Each file that was called something which it is not."""
    return [
        say_renamed(name, called)
        for field in form.fields.values()
        for name, called in getattr(field, "renamed", {}).items()
    ]


def _shown(request: HttpRequest, view: MoveView, draft: Drafting, lying: list[Kept]) -> HttpResponse:
    """The form as it was left, or empty."""
    if view.matter.state not in view.chosen.source:
        raise NotNow(view.chosen.name)
    draft.open(lying, view.matter)
    form = view.begun(draft.typed)
    if draft.faults:
        form = view.form(draft.as_sent(), {})
        say(form, draft.faults)
    return _page(request, view, form, draft)


def _page(request: HttpRequest, view: MoveView, form: MoveForm, draft: Drafting) -> HttpResponse:
    person, matter = cast(Person, request.user), view.matter
    context = view.context(form) | {"walk": True, "kept": draft.words(), "keeps": form.asks_words}
    if context["facts"] or context["thread"]:
        record_matter(person, Reader(person, matter).office, matter, purpose="matter", what=matter.reference)
    return render(request, view.template_name, context, status=422 if form.is_bound else 200)
