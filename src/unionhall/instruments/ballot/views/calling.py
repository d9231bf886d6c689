"""Calling a vote and keeping it: for whoever chairs a place."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from unionhall.instruments.ballot import refusals, showing_votes
from unionhall.instruments.ballot.forms.asking import Question
from unionhall.instruments.ballot.forms.calling import Call, Exactly, NewTimes, Reason, Threshold
from unionhall.instruments.ballot.models import Election, Trustee
from unionhall.instruments.ballot.procedure import calling, keys, needs, stops, telling, who
from unionhall.instruments.ballot.questions import shown as shown_questions
from unionhall.instruments.ballot.views.finding import called_by_reader, reader
from unionhall.kernel.people.looking_up import look_up
from unionhall.kernel.web.faults import faults_of
from unionhall.kernel.web.read_again import ReadAgain, asked, said, shown, taken

CALLED_WITH = ("title", "description", "key", "mode", "with_paper", "opens_at", "closes_at")
WHICH = "which"  # of the small forms of a page was sent
EDITABLE = (Election.Stage.DRAFT, Election.Stage.CALLED)


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Prepare a vote with its first question."""
    person = reader(request)
    if not who.calling_offices(person):
        raise PermissionDenied
    form = asked(request, lambda sent: Call(sent, person=person), by=person)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        election = calling.prepare(
            typed["place"],
            actor=person,
            questions=[question.asked() for question in form.questions],
            **{name: typed[name] for name in CALLED_WITH},
        )
        taken(request, by=person)
        return redirect("ballot:manage", uid=election.uid)
    return shown(request, "ballot/new.html", form, {}, by=person)


@require_safe
@login_required
def manage(request: HttpRequest, uid: str) -> HttpResponse:
    """What is still to do until the vote opens, and its end before its time; or a form as it was refused."""
    election, draft = called_by_reader(request, uid), ReadAgain.of(request, reader(request))
    if draft is None:
        return _manage(request, election)
    name = draft.typed.get(WHICH, "")
    form = _form_of(name, election, draft.as_sent())
    draft.say(form)
    return _manage(request, election, **{name: form})


def _form_of(name: str, election: Election, sent: QueryDict) -> Exactly | Threshold | NewTimes:
    """One of the small forms of that page, as it was sent."""
    match name:
        case "times":
            return NewTimes(sent, place=election.place)
        case "threshold":
            return Threshold(sent)
    return Exactly(sent)


def _again(request: HttpRequest, election: Election, name: str, form: Form) -> HttpResponse:
    """The way back to the page, where that form says what is wrong."""
    typed, here = said(request.POST), reverse("ballot:manage", args=[election.uid])
    typed[WHICH] = name
    led = ReadAgain(typed, faults_of(form)).lead(request, here, by=reader(request))
    return led or _manage(request, election, **{name: form})


def _manage(request: HttpRequest, election: Election, **forms: Any) -> HttpResponse:
    local = {
        name: getattr(election, name).astimezone(election.place.zone) for name in ("opens_at", "closes_at")
    }
    times = {name: moment.strftime("%Y-%m-%dT%H:%M") for name, moment in local.items()}
    circle = keys.circle(election)
    context = {
        "vote": election,
        "place": str(election.place),
        "headline": showing_votes.headline(election),
        "questions": shown_questions(election.questions),
        "is_draft": election.stage == Election.Stage.DRAFT,
        "is_editable": election.stage in EDITABLE,
        "may_move": election.stage in EDITABLE and not election.by_hand,
        "is_voidable": election.stage in calling.UNDER_WAY,
        "lacks": showing_votes.lacks(election),
        "is_stopped": stops.is_stopped(election),
        "parts_at_fault": stops.parts(election),
        "holders": _holders(election, circle),
        "step": circle.step,
        "registered": election.registrations.count(),
        "listed": election.listed.count(),
        "exactly": Exactly(),
        "threshold": Threshold(initial={"threshold": election.threshold}),
        "times": NewTimes(place=election.place, initial=times),
        **forms,
    }
    has_errors = any(form.errors for form in forms.values() if hasattr(form, "errors"))
    return render(request, "ballot/manage.html", context, status=422 if has_errors else 200)


@login_required
def ask_too(request: HttpRequest, uid: str) -> HttpResponse:
    """One more question of a draft."""
    election = called_by_reader(request, uid)
    if election.stage != Election.Stage.DRAFT:
        raise refusals.NotOpen
    person = reader(request)
    form = asked(request, Question, by=person)
    if request.method == "POST" and form.is_valid():
        calling.ask_too(election, form.asked(), actor=person)
        taken(request, by=person)
        return redirect("ballot:manage", uid=uid)
    return shown(request, "ballot/question.html", form, {"vote": election}, by=person)


@login_required
def call(request: HttpRequest, uid: str) -> HttpResponse:
    """The ballot as voters will see it, and what is fixed from then on; and giving notice."""
    election, person = called_by_reader(request, uid), reader(request)
    if request.method != "POST":
        return _check(request, election)
    calling.call(election, actor=person)
    messages.success(request, _("The vote is called. Members see it, and key holders can make their keys."))
    return redirect("ballot:manage", uid=uid)


def _check(request: HttpRequest, election: Election) -> HttpResponse:
    if election.stage != Election.Stage.DRAFT:
        raise refusals.NotOpen
    context = {
        "vote": election,
        "place": str(election.place),
        "questions": shown_questions(election.questions),
        "facts": showing_votes.facts(election),
        "told": telling.how_many(election, "ballot.called", actor=reader(request)),
        "lacks": list(needs.lacking(election, timezone.now())),
    }
    return render(request, "ballot/call.html", context)


@require_POST
@login_required
def times(request: HttpRequest, uid: str) -> HttpResponse:
    election = called_by_reader(request, uid)
    form = NewTimes(request.POST, place=election.place)
    if not form.is_valid():
        return _again(request, election, "times", form)
    try:
        calling.move_times(election, actor=reader(request), **form.cleaned_data)
    except refusals.NotCalled as refusal:
        form.add_error("opens_at", refusal.message)
        return _again(request, election, "times", form)
    return redirect("ballot:manage", uid=uid)


@require_POST
@login_required
def invite(request: HttpRequest, uid: str) -> HttpResponse:
    """Find somebody by exactly what they say of themselves, and ask them to hold a key."""
    election, person = called_by_reader(request, uid), reader(request)
    form = Exactly(request.POST)
    if form.is_valid():
        offices = who.keeping_offices(person, election)
        where = "ballot.invite"
        hits = look_up(
            form.cleaned_data["exactly"], by=person, offices=offices, where=where, officers_too=True
        )
        if len(hits) == 1:
            calling.invite(election, hits[0], actor=person)
            return redirect("ballot:manage", uid=uid)
        form.add_error("exactly", _("Nobody in your places has exactly this. Check it and try again."))
    return _again(request, election, "exactly", form)


@require_POST
@login_required
def dismiss(request: HttpRequest, uid: str, number: int) -> HttpResponse:
    election = called_by_reader(request, uid)
    held = Trustee.objects.select_related("election")
    calling.dismiss(get_object_or_404(held, election=election, number=number), actor=reader(request))
    return redirect("ballot:manage", uid=uid)


@require_POST
@login_required
def threshold(request: HttpRequest, uid: str) -> HttpResponse:
    election = called_by_reader(request, uid)
    form = Threshold(request.POST)
    if not form.is_valid():
        return _again(request, election, "threshold", form)
    calling.set_threshold(election, form.cleaned_data["threshold"], actor=reader(request))
    return redirect("ballot:manage", uid=uid)


@login_required
def cancel(request: HttpRequest, uid: str) -> HttpResponse:
    """Declare it void, with a reason, from a page that says what is lost."""
    election = called_by_reader(request, uid)
    form = asked(request, Reason, by=reader(request))
    if request.method != "POST" or not form.is_valid():
        return _before_void(request, election, form)
    calling.cancel(election, actor=reader(request), reason=form.cleaned_data["reason"])
    taken(request, by=reader(request))
    messages.success(request, _("The vote is void, and its page says why."))
    return redirect("ballot:election", uid=uid)


def _before_void(request: HttpRequest, election: Election, form: Reason) -> HttpResponse:
    if election.stage not in calling.UNDER_WAY:
        raise refusals.NotOpen
    context = {
        "vote": election,
        "place": str(election.place),
        "headline": showing_votes.headline(election),
        "facts": showing_votes.facts(election),
        "told": telling.how_many(election, "ballot.cancelled", actor=reader(request)),
    }
    return shown(request, "ballot/void.html", form, context, by=reader(request))


def _holders(election: Election, circle: keys.Circle) -> list[dict[str, Any]]:
    """Each key holder, and whether the others wait for them."""
    step = circle.parts.get(circle.step, {})
    return [
        {
            "number": each.number,
            "name": str(each.person.name),
            "is_waited_for": bool(circle.step) and each.number not in step,
        }
        for each in election.trustees.select_related("person")
    ]
