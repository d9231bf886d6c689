"""Asking the management: with one's name as oneself; without it the hall asks, and gives a code."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.receipts import code_from, digest_of
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.opening import new_matter
from unionhall.kernel.web.handed_in import go_on_asking
from unionhall.kernel.web.rows import address_of
from unionhall.kernel.web.speaking import chosen, in_any_language
from unionhall.rooms.assembly.between import question_days
from unionhall.rooms.assembly.forms.asking import AskForm
from unionhall.rooms.assembly.procedure import questions

PURPOSE = "question"


@never_cache
@login_required
@in_any_language
def ask(request: HttpRequest) -> HttpResponse:
    """One page; whoever asks without a name reads their code once, at its end."""
    person = cast(Person, request.user)
    days = question_days.coming(*(place.path for place in person.own_places()))
    is_sent = request.method == "POST" and not chosen(request)
    form = AskForm(request.POST if is_sent else None, days=days)
    if not is_sent:
        form.initial = request.POST.dict()
        go_on_asking(form, request.POST)
    if days and form.is_valid():
        return _named(request, form, person) if form.is_named else _unnamed(request, form)
    status = 422 if form.is_bound else 200
    return render(request, "assembly/ask.html", {"form": form, "days": days, "walk": True}, status=status)


def _named(request: HttpRequest, form: AskForm, person: Person) -> HttpResponse:
    answers, key = form.answers(), form.cleaned_data["key"]
    begun = questions.ask_openly(_begun(answers["meeting"]), actor=person, key=key, **answers)
    messages.success(request, _("Your question was sent. Every member reads it here, and its answer."))
    return redirect(address_of(begun))


def _unnamed(request: HttpRequest, form: AskForm) -> HttpResponse:
    """Nothing that is written here comes from whoever is signed in."""
    answers, key = form.answers(), form.cleaned_data["key"]
    code = code_from(key, PURPOSE)
    matter = _begun(answers["meeting"])
    begun = questions.ask_unnamed(matter, actor=HALL, key=key, digest=digest_of(code), **answers)
    sent = [field.as_hidden() for field in form]
    context = {"matter": begun, "url": address_of(begun), "code": code, "sent": sent, "walk": True}
    return render(request, "assembly/asked.html", context)


def _begun(meeting: Matter) -> Matter:
    return new_matter(questions.ask_openly, meeting.place)
