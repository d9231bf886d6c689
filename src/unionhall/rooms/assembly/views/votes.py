"""Votes of a meeting: opened and ended by its chair, said by delegates, read by everybody."""

from collections.abc import Callable
from typing import Any, TypeAlias, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure import who
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.web.matters import load
from unionhall.rooms.assembly.forms.voting import Count, Once, Open, Say
from unionhall.rooms.assembly.meeting.decided import motions_of
from unionhall.rooms.assembly.meeting.log import as_it_stands
from unionhall.rooms.assembly.meeting.saying import NotSo
from unionhall.rooms.assembly.models import Amendment, Item, Log, SecretVote, Voice
from unionhall.rooms.assembly.procedure.meetings import leads
from unionhall.rooms.assembly.showing import results, votes
from unionhall.rooms.assembly.showing.shares import WAYS
from unionhall.rooms.assembly.sitting.sitting import How, Refused, Sitting, Stage
from unionhall.rooms.assembly.voting import by_name, counting, opening, secret

End: TypeAlias = Callable[..., None]


def reader(request: HttpRequest) -> Person:
    return cast(Person, request.user)


def meeting_of(request: HttpRequest, reference: str) -> Matter:
    """The meeting of that reference, if its reader may see it."""
    matter = load(reader(request), reference)
    if (matter.room, matter.kind) != ("assembly", "meeting"):
        raise Http404
    return matter


@require_safe
@login_required
def front(request: HttpRequest, reference: str) -> HttpResponse:
    """The open vote, what its reader can do, and all that was decided."""
    return _front(request, meeting_of(request, reference))


def _front(request: HttpRequest, meeting: Matter, count: Count | None = None) -> HttpResponse:
    person = reader(request)
    sitting, vote = _sitting(meeting), votes.open_vote(meeting, person)
    context = {
        "meeting": meeting.meeting,
        "reference": meeting.reference,
        "is_sitting": sitting.stage in (Stage.SITTING, Stage.BREAK),
        "item": _item(meeting, sitting.item),
        "vote": vote,
        "count": (count or Count(meeting=meeting, initial={"seat": vote["seat"]})) if vote else None,
        "to_open": _to_open(meeting, sitting) if leads(meeting, person) else None,
        "counting": votes.counting(meeting, sitting),
        "decisions": results.decisions(meeting, sitting),
        "ballots": _to_get_ready(meeting, person),
    }
    return render(request, "assembly/votes.html", context, status=422 if count else 200)


def _sitting(meeting: Matter) -> Sitting:
    return as_it_stands(Log.objects.get(pk=meeting.pk))


def _item(meeting: Matter, number: int | None) -> Item | None:
    return Item.objects.filter(meeting=meeting, number=number).first() if number is not None else None


def _to_open(meeting: Matter, sitting: Sitting) -> dict[str, Any] | None:
    """What the chair can open a vote on now: the item, and the amendments to its motions."""
    item = _item(meeting, sitting.item)
    if item is None or sitting.vote is not None or sitting.stage != Stage.SITTING:
        return None
    motions = motions_of(item)
    open_ones = Amendment.objects.filter(matter__in=motions, stands=Amendment.Stands.OPEN)
    return {
        "item": item,
        "names": [each.motion.name for each in motions],
        "ways": [(str(how), WAYS[how]) for how in opening.ways(meeting, item)],
        "amendments": [
            (each, [(str(how), WAYS[how]) for how in opening.ways(meeting, item, each)])
            for each in open_ones.select_related("matter__motion").order_by("matter", "number")
        ],
        "form": Once(),
        "has_quorum": sitting.has_quorum,
        "present": sitting.present,
        "needed": sitting.quorum,
    }


def _to_get_ready(meeting: Matter, person: Person) -> list[dict[str, Any]]:
    """The secret votes of the meeting for which this reader's browser registers before they open."""
    prepared = SecretVote.objects.filter(meeting=meeting, vote=None).values_list("ballot", flat=True)
    called = Election.objects.filter(uid__in=list(prepared), stage=Election.Stage.CALLED)
    mine = [each for each in called.select_related("place") if who.is_eligible(person, each)]
    return [
        {"uid": each.uid, "is_registered": each.registrations.filter(person=person).exists()} for each in mine
    ]


@require_POST
@login_required
def open_vote(request: HttpRequest, reference: str) -> HttpResponse:
    """Open a vote on the item that is dealt with."""
    meeting, person = meeting_of(request, reference), reader(request)
    opening.demand_leads(meeting, person)
    item = _item(meeting, _sitting(meeting).item)
    form = Open(request.POST, motions=motions_of(item) if item else [])
    if item and form.data.get("item") not in (None, str(item.number)):
        raise NotSo(Refused("moved_on"))
    if item is None or not form.is_valid() or form.cleaned_data["how"] not in set(How):
        messages.error(request, _("Call the item first, then choose how it is voted on."))
        return redirect("assembly:votes", reference=reference)
    how, said = How(form.cleaned_data["how"]), form.cleaned_data
    if how == How.SECRET and said["amendment"] is None:
        secret.open_secret(meeting, item, actor=person, key=said["key"])
    else:
        opening.open_vote(meeting, item, how, actor=person, amendment=said["amendment"], key=said["key"])
    messages.success(request, _("The vote is open."))
    return redirect("assembly:votes", reference=reference)


@require_POST
@login_required
def say(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """What a delegate says in a vote by name."""
    meeting = meeting_of(request, reference)
    form = Say(request.POST)
    if form.is_valid():
        choice = form.cleaned_data["choice"]
        by_name.say(meeting, number, choice, person=reader(request))
        said = {"choice": Voice.Choice(choice).label}
        messages.success(
            request, _("You said: %(choice)s. You can change it until the vote is closed.") % said
        )
    else:
        messages.error(request, _("Choose yes, no or to abstain."))
    return _back(request, reference)


@require_POST
@login_required
def enter(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """What a teller counted."""
    meeting = meeting_of(request, reference)
    counting.demand_teller(meeting, reader(request))
    form = Count(request.POST, meeting=meeting)
    if not form.is_valid() or form.teller is None:
        return _front(request, meeting, form)
    said = form.cleaned_data
    counting.enter(
        meeting,
        number,
        form.teller.mandate,
        (said["yes"], said["no"], said["abstained"]),
        actor=reader(request),
        key=said["key"],
    )
    messages.success(request, _("The count of seat %(seat)d is entered.") % {"seat": said["seat"]})
    return redirect("assembly:votes", reference=reference)


@require_POST
@login_required
def close_vote(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Close it and decide; a secret one is counted once its key holders have opened the sum."""
    return _ended(request, reference, number, by_hand=counting.close, in_secret=secret.close_secret)


@require_POST
@login_required
def drop_vote(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Break it off."""
    return _ended(request, reference, number, by_hand=opening.drop, in_secret=secret.drop_secret)


def _ended(
    request: HttpRequest, reference: str, number: int, *, by_hand: End, in_secret: End
) -> HttpResponse:
    meeting, form = meeting_of(request, reference), Once(request.POST)
    form.full_clean()
    is_secret = SecretVote.objects.filter(meeting=meeting, vote=number).exists()
    act = in_secret if is_secret else by_hand
    act(meeting, number, actor=reader(request), key=form.cleaned_data.get("key"))
    messages.success(request, _("The vote is over."))
    return redirect("assembly:votes", reference=reference)


@require_safe
@login_required
def result(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """What one vote came to."""
    meeting = meeting_of(request, reference)
    sitting = _sitting(meeting)
    decision = next((each for each in sitting.decisions if each.vote.number == number), None)
    if decision is None:
        raise Http404
    known = {"meeting": meeting.meeting, "reference": reference}
    context = {**results.result(meeting, sitting, decision), **known}
    return render(request, "assembly/result.html", context)


def _back(request: HttpRequest, reference: str) -> HttpResponse:
    """To the page of this meeting from which the form was sent."""
    back = request.POST.get("back", "")
    if back.startswith(f"/assembly/{reference}/") and "\\" not in back:
        return redirect(back)
    return redirect("assembly:votes", reference=reference)
