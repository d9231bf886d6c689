"""The list of votes, one vote, and what anybody may take away from it to verify it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from unionhall.instruments.ballot import showing_public, showing_votes
from unionhall.instruments.ballot.models import Election, NamedVote
from unionhall.instruments.ballot.outcomes import outcome
from unionhall.instruments.ballot.procedure import box, casting, mixing, stops, who
from unionhall.instruments.ballot.procedure.log import ENDED
from unionhall.instruments.ballot.procedure.named import rows_of
from unionhall.instruments.ballot.questions import counted, shown
from unionhall.instruments.ballot.single_file import module_hashes
from unionhall.instruments.ballot.views.finding import archived, public, public_or_seen, reader, seen
from unionhall.kernel.ordering import explained, people_in_order
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.clocks import say_there

LISTED = 50


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Votes under way, then those that are over, the newest first; for guests those with an archive."""
    person = request.user if isinstance(request.user, Person) else None
    shown_to = who.visible_to(person) if person else Election.objects.public()
    rows = [_row(each) for each in shown_to.select_related("place").order_by("-opens_at", "-pk")[:LISTED]]
    context = {
        "now": [row for row in rows if not row["is_over"]],
        "over": [row for row in rows if row["is_over"]],
        "may_call": person is not None and bool(who.calling_offices(person)),
        "is_guest": person is None,
    }
    return render(request, "ballot/front.html", context)


@require_safe
@public
def election(request: HttpRequest, uid: str) -> HttpResponse:
    """One vote: what is asked, who may vote, how it is protected, and what came of it."""
    if not request.user.is_authenticated:
        return _to_anybody(request, archived(uid))
    found, person = seen(request, uid), reader(request)
    named = _named(found, person)
    context = {
        **_about(found),
        "facts": showing_votes.facts(found),
        "acts": _acts(found, person),
        "stands": _stands(found, person),
        "questions": shown(found.questions),
        **_result(found),
        "arithmetic": showing_votes.arithmetic(found),
        "promises": showing_votes.promises(found),
        "lacks": showing_votes.lacks(found),
        "is_stopped": stops.is_stopped(found),
        "named": named,
        "named_by": explained(found.place.order, [each["name"] for each in named]) if named else "",
        "history": showing_votes.history(found),
        "head": box.head(found),
    }
    return render(request, "ballot/election.html", context)


def _result(found: Election) -> dict[str, Any]:
    result = showing_votes.result(found)
    return {"result": result, "outcome": outcome(found, result)}


def _to_anybody(request: HttpRequest, found: Election) -> HttpResponse:
    """What the archive says anyway, and what one needs to verify it."""
    context = {
        **_about(found),
        "facts": showing_public.facts(found),
        "questions": shown(found.questions),
        **_result(found),
        "head": box.head(found),
    }
    return render(request, "ballot/public.html", context)


@require_safe
@public
def verify(request: HttpRequest, uid: str) -> HttpResponse:
    """How to verify it with two programs, what to keep, and the hashes of the booth's modules."""
    found = public_or_seen(request, uid)
    context = {**_about(found), "modules": module_hashes(), "head": box.head(found)}
    return render(request, "ballot/verify.html", context)


@require_safe
@public
def find(request: HttpRequest, uid: str) -> HttpResponse:
    """Look up a ballot by its tracker: first among those that wait, since they move on to the archive."""
    found = public_or_seen(request, uid)
    tracker = request.GET.get("tracker", "").replace("\0", "").strip()[:60]
    waits = casting.waits(found, tracker)
    event = casting.find(found, tracker)
    context = {
        **_about(found),
        "tracker": tracker,
        "waits": mixing.AT_LATEST if waits else "",
        "event": event,
        "counts": event is not None and casting.is_counted(event),
    }
    return render(request, "ballot/find.html", context)


@require_safe
def archive(request: HttpRequest, uid: str) -> StreamingHttpResponse:
    """The archive as it is now, for everybody."""
    found = archived(uid)
    return _download(box.pieces(found), f"{found.uid}.bel")


@require_safe
def side_file(request: HttpRequest, uid: str) -> StreamingHttpResponse:
    """The commitments that make verifying faster."""
    found = archived(uid)
    return _download(box.side_file(found), f"{found.uid}.commitments")


@require_safe
def election_json(request: HttpRequest, uid: str) -> HttpResponse:
    """The election's record as it stands in the archive."""
    return HttpResponse(box.fixed(archived(uid)).protocol.raw, content_type="application/json")


def _download(pieces: Any, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(pieces, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _about(election: Election) -> dict[str, Any]:
    return {
        "vote": election,
        "place": str(election.place),
        "headline": showing_votes.headline(election),
        "stations": showing_votes.stations(election),
    }


def _row(election: Election) -> dict[str, Any]:
    is_waiting = election.stage == Election.Stage.DECRYPTING
    return {
        "title": str(election.title),
        "place": str(election.place),
        "url": reverse("ballot:election", args=[election.uid]),
        "where": election.get_stage_display() if is_waiting else showing_votes.headline(election),
        "day": "" if showing_votes.waits_for_a_hand(election) else _closes(election),
        "is_over": election.stage in ENDED,
    }


def _closes(election: Election) -> str:
    return say_there(election.closes_at, election.place.zone)


def _acts(election: Election, person: Person) -> dict[str, bool]:
    """What this reader can do here now."""
    stage = Election.Stage
    is_eligible = who.is_eligible(person, election)
    return {
        "vote": election.stage == stage.OPEN and is_eligible,
        "get_ready": election.stage == stage.CALLED
        and election.mode == Election.Mode.CONVENIENT
        and is_eligible,
        "trust": election.stage != stage.VOID and who.holds_key(person, election),
        "table": election.with_paper
        and election.stage not in (stage.DRAFT, stage.CALLED)
        and bool(who.table_offices(person, election)),
        "manage": who.keeps(person, election) is not None,
    }


def _stands(election: Election, person: Person) -> dict[str, Any]:
    """What the hall knows of the reader in this vote: the roll, the registration, and taking part."""
    return {
        "on_roll": who.is_eligible(person, election),
        "registered": election.registrations.filter(person=person).exists()
        or election.roll.filter(person=person, registered=True).exists(),
        "took_part": election.turnout.filter(person=person).exists(),
    }


def _named(election: Election, person: Person) -> list[dict[str, Any]]:
    """Who chose what in an open vote, for those who may vote in it; by name, and not as they came."""
    if election.is_secret or not who.is_eligible(person, election):
        return []
    asked, sizes = shown(election.questions), counted(election.questions)
    votes = NamedVote.objects.filter(election=election).select_related("person").order_by("person")
    return [
        {
            "name": _voter(vote),
            "chose": [
                choice
                for question, row in zip(asked, rows_of(vote.choices, sizes), strict=True)
                for choice, chosen in zip(question["choices"], row, strict=True)
                if chosen
            ],
        }
        for vote in people_in_order(votes, election.place.order, lambda each: each.person)
    ]


def _voter(vote: NamedVote) -> str:
    return str(vote.person.name)
