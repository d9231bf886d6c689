"""The booth: three steps in the voter's browser. What arrives here is encrypted."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from unionhall.instruments.ballot import refusals
from unionhall.instruments.ballot.forms.voting import NamedChoices, Upload
from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure import box, casting, credentials, mixing, named, who
from unionhall.instruments.ballot.questions import shown
from unionhall.instruments.ballot.saying import said_by_scripts
from unionhall.instruments.ballot.single_file import MODULES, Document, single_file
from unionhall.instruments.ballot.views.finding import archived, reader, seen
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.clocks import say_there
from unionhall.kernel.procedures.refusals import Refusal


@login_required
def vote(request: HttpRequest, uid: str) -> HttpResponse:
    """The booth of a secret vote, or the form of an open one. Raises NotOpen, NotOnTheRoll."""
    election, person = seen(request, uid), reader(request)
    _demand_open(election)
    if not election.roll.filter(person=person).exists():
        raise refusals.NotOnTheRoll
    return _booth(request, election) if election.is_secret else _by_name(request, election)


def _booth(request: HttpRequest, election: Election) -> HttpResponse:
    if election.turnout.filter(person=reader(request), on_paper=True).exists():
        raise refusals.VotedOnPaper
    return render(request, "ballot/booth.html", {**booth_context(election), "waits": mixing.AT_LATEST})


def booth_context(election: Election) -> dict[str, Any]:
    """What the booth's three steps show."""
    return {
        "vote": election,
        "place": str(election.place),
        "questions": shown(election.questions, as_archived=True),
        "said": said_by_scripts(),
    }


def _by_name(request: HttpRequest, election: Election) -> HttpResponse:
    form = NamedChoices(request.POST if request.method == "POST" else None, asked=election.questions)
    if form.is_valid():
        named.say(election, form.choices(), person=reader(request))
        messages.success(request, _said(election, form.choices()))
        return redirect("ballot:election", uid=election.uid)
    context = {"form": form, "vote": election, "place": str(election.place)}
    return render(request, "ballot/by_name.html", context, status=422 if form.is_bound else 200)


def _said(election: Election, choices: Sequence[Sequence[int]]) -> str:
    """What somebody just chose, and until when they can change it."""
    answers = [
        answer
        for question, row in zip(shown(election.questions), choices, strict=True)
        for answer, chosen in zip(question["choices"], row, strict=True)
        if chosen
    ]
    said = {"answers": _(", ").join(answers), "moment": say_there(election.closes_at, election.place.zone)}
    return _("You voted: %(answers)s. You can change it until %(moment)s.") % said


@require_POST
def cast(request: HttpRequest, uid: str) -> HttpResponse:
    """A ballot from the booth: its bytes as the body. Answers in JSON."""
    if not isinstance(request.user, Person):
        return JsonResponse({"code": "sign-in"}, status=401)
    try:
        tracker = casting.cast(seen(request, uid), request.body, person=request.user)
    except Refusal as refusal:
        code = getattr(refusal, "code", "refused")
        return JsonResponse({"code": code, "message": str(refusal.message)}, status=refusal.status)
    return JsonResponse({"tracker": tracker, "code": "waits", "message": str(mixing.AT_LATEST)})


# When somebody cast must not stand in a log beside the moment at which they signed in.
cast.is_unwritten = True  # type: ignore[attr-defined]


@login_required
def upload(request: HttpRequest, uid: str) -> HttpResponse:
    """A ballot that was made elsewhere: by the downloaded page or another program."""
    election = seen(request, uid)
    if not election.is_secret:
        raise refusals.NotOpen
    _demand_open(election)
    form = Upload(request.POST, request.FILES) if request.method == "POST" else Upload()
    context: dict[str, Any] = {"form": form, "vote": election, "place": str(election.place)}
    context["waits"] = mixing.AT_LATEST
    if form.is_valid():
        raw = form.cleaned_data["ballot"].read().removesuffix(b"\n")
        try:
            context["tracker"] = casting.cast(election, raw, person=reader(request))
        except refusals.BallotRefused:
            form.add_error("ballot", refusals.BallotRefused.message)
    return render(request, "ballot/upload.html", context, status=422 if form.errors else 200)


upload.is_unwritten = True  # type: ignore[attr-defined]


@login_required
def register(request: HttpRequest, uid: str) -> HttpResponse:
    """Before a convenient vote opens: the voter's browser makes a credential and sends its public half."""
    election, person = seen(request, uid), reader(request)
    if election.mode != Election.Mode.CONVENIENT or election.stage != Election.Stage.CALLED:
        raise refusals.TooLateToRegister
    if not who.is_eligible(person, election):
        raise refusals.NotOnTheRoll
    if request.method == "POST":
        decimal = request.body[:1_000].decode("ascii", "replace")
        credentials.register(election, person=person, decimal=decimal)
        return JsonResponse({})
    context = {**booth_context(election), "again": election.registrations.filter(person=person).exists()}
    return render(request, "ballot/register.html", context)


@require_safe
def booth_file(request: HttpRequest, uid: str) -> HttpResponse:
    """The booth as one file, which asks nobody for anything and makes a ballot to hand in."""
    election = archived(uid)
    if election.stage == Election.Stage.DRAFT:
        raise Http404
    document = Document(
        str(election.title),
        render_to_string("ballot/booth_file.html", booth_context(election)),
        language=get_language() or "en",
        direction="rtl" if get_language_bidi() else "ltr",
        style=(MODULES / "booth_file.css").read_text(encoding="utf-8"),
        held={"election": box.fixed(election).protocol.raw},
    )
    response = HttpResponse(single_file("booth_file.js", document))
    response["Content-Disposition"] = f'attachment; filename="{election.uid}.html"'
    return response


def _demand_open(election: Election) -> None:
    stage = Election.Stage
    if election.stage in (stage.DRAFT, stage.CALLED):
        when = "" if election.by_hand else say_there(election.opens_at, election.place.zone)
        raise refusals.NotOpenYet(when)
    if election.stage != stage.OPEN:
        raise refusals.NotOpenAnyMore
