"""Key holders and the credential authority, in their own browsers: the hall gets public parts only."""

import json
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from unionhall.instruments.ballot import refusals, showing_votes
from unionhall.instruments.ballot.models import Election, Part, Trustee
from unionhall.instruments.ballot.procedure import closing, credentials, keys, who
from unionhall.instruments.ballot.saying import said_by_scripts
from unionhall.instruments.ballot.views.finding import called_by_reader, reader, trusted
from unionhall.kernel.procedures.refusals import Refusal

LARGEST = 2_000_000
PARTS = {kind.value for kind in Part.Kind}


@require_safe
@login_required
def trustee(request: HttpRequest, uid: str) -> HttpResponse:
    """What a key holder has to do now: one step, and whom the others wait for."""
    held = trusted(request, uid)
    election = held.election
    circle = keys.circle(election)
    context = {
        "vote": election,
        "place": str(election.place),
        "headline": showing_votes.headline(election),
        "number": held.number,
        "size": circle.size,
        "threshold": election.threshold,
        "task": _task(held, circle),
        "waits_for": _waited_for(election, circle),
        "said": said_by_scripts(),
    }
    return render(request, "ballot/trustee.html", context)


@require_safe
@login_required
def circle(request: HttpRequest, uid: str) -> JsonResponse:
    """What all have published, and the letters to the reader; see `threshold.js` for the shapes."""
    held = trusted(request, uid)
    found = keys.circle(held.election)
    letters = [each[held.number - 1] for each in found.listed(Part.Kind.LETTERS)]
    return JsonResponse(
        {
            "number": held.number,
            "threshold": found.threshold,
            "certificates": found.listed(Part.Kind.CERTIFICATE),
            "coefexps": found.listed(Part.Kind.COEFFICIENTS),
            "letters": letters,
        }
    )


@require_POST
@login_required
def publish(request: HttpRequest, uid: str) -> JsonResponse:
    """A step of making the keys: {kind: text, …}."""
    held = trusted(request, uid)
    return _answer(lambda: keys.publish(held, _parts(request)))


@require_POST
@login_required
def contribute(request: HttpRequest, uid: str) -> JsonResponse:
    """A partial decryption: its text is the body."""
    held = trusted(request, uid)
    return _answer(lambda: closing.contribute(held, request.body[:LARGEST]))


@login_required
def authority(request: HttpRequest, uid: str) -> HttpResponse:
    """The credential authority's page; its POST is the sorted public list alone."""
    election = called_by_reader(request, uid)
    if election.mode != Election.Mode.STRICT or election.stage != Election.Stage.CALLED:
        raise refusals.NotOpen
    if request.method == "POST":
        text = request.body.decode("utf-8", "replace")
        return _answer(lambda: credentials.give_in(election, text, actor=reader(request)))
    context = {
        "vote": election,
        "place": str(election.place),
        "people": who.eligible(election).count(),
        "listed": election.listed.count(),
        "said": said_by_scripts(),
    }
    return render(request, "ballot/authority.html", context)


def _task(held: Trustee, circle: keys.Circle) -> str:
    """The reader's step: certificate, deal, collect, key, decrypt; wait, ready or done without one."""
    election = held.election
    if election.stage == Election.Stage.DECRYPTING:
        return "done" if closing.has_contributed(held) else "decrypt"
    if election.stage not in (Election.Stage.DRAFT, Election.Stage.CALLED):
        return "done" if election.stage == Election.Stage.FINISHED else "wait"
    if not circle.step:
        return "ready"
    if held.number in circle.parts.get(circle.step, {}):
        return "wait"
    names = {Part.Kind.CERTIFICATE: "certificate", Part.Kind.COEFFICIENTS: "deal", Part.Kind.KEY: "collect"}
    return "key" if circle.is_single else names[Part.Kind(circle.step)]


def _waited_for(election: Election, circle: keys.Circle) -> list[str]:
    if not circle.step:
        return []
    there = circle.parts.get(circle.step, {})
    return [
        str(each.person.name)
        for each in election.trustees.select_related("person")
        if each.number not in there
    ]


def _parts(request: HttpRequest) -> dict[str, str]:
    try:
        found: Any = json.loads(request.body[:LARGEST])
    except ValueError as error:
        raise refusals.NotAsAgreed from error
    if not isinstance(found, dict) or not set(found) <= PARTS:
        raise refusals.NotAsAgreed
    if not all(isinstance(body, str) and "\0" not in body for body in found.values()):
        raise refusals.NotAsAgreed
    return found


def _answer(act: Any) -> JsonResponse:
    try:
        act()
    except Refusal as refusal:
        code = getattr(refusal, "code", "refused")
        return JsonResponse({"code": code, "message": str(refusal.message)}, status=refusal.status)
    return JsonResponse({})
