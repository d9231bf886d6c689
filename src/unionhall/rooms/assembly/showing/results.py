"""What a vote came to: its arithmetic, who may decide, what each seat said, votes before and after it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.ordering import explained, in_order
from unionhall.rooms.assembly.meeting.decided import BETWEEN, OF
from unionhall.rooms.assembly.models import Decided, Entitled, Voice
from unionhall.rooms.assembly.procedure.delegates import named
from unionhall.rooms.assembly.showing.motions import not_binding
from unionhall.rooms.assembly.showing.shares import OUTCOMES, WAYS, arithmetic
from unionhall.rooms.assembly.showing.votes import questions
from unionhall.rooms.assembly.sitting.sitting import Decision, How, Outcome, Sitting


def decisions(meeting: Matter, sitting: Sitting) -> list[dict[str, Any]]:
    """All decisions of a meeting, the last first, a line each; also for minutes and the projector."""
    asked = questions(meeting, (each.vote for each in sitting.decisions))
    motions = _motions(sitting.decisions)
    return [_line(meeting, each, asked, motions) for each in reversed(sitting.decisions)]


def _motions(decisions: Iterable[Decision]) -> dict[int, Matter]:
    """The motions on which these votes were taken, by their numbers."""
    pks = {named(each) for decision in decisions for each in _whole(decision)}
    found = (
        Matter.objects.filter(pk__in=pks, kind="motion").select_related("motion").prefetch_related("decided")
    )
    return {matter.pk: matter for matter in found}


def _whole(decision: Decision) -> list[str]:
    """The references of what was decided as a whole; an amendment alone binds nobody either way."""
    return [each for each in decision.vote.about.split(BETWEEN) if each and OF not in each]


def _line(
    meeting: Matter, decision: Decision, asked: Mapping[int, str], motions: Mapping[int, Matter]
) -> dict[str, Any]:
    """One decision: what, how it ended, in which numbers, and that it doesn't bind where it doesn't."""
    vote = decision.vote
    said = [not_binding(motions[pk]) for pk in map(named, _whole(decision)) if pk in motions]
    return {
        "number": vote.number,
        "question": asked[vote.number],
        "outcome": OUTCOMES[decision.outcome],
        "is_adopted": decision.outcome == Outcome.ADOPTED,
        "numbers": _("yes %(yes)d, no %(no)d, abstained %(abstained)d; needed %(needed)d of %(whole)d")
        % {
            "yes": decision.yes,
            "no": decision.no,
            "abstained": decision.abstained,
            "needed": decision.needed,
            "whole": decision.whole,
        },
        "way": WAYS[vote.how],
        "not_binding": next((each for each in said if each), ""),
        "url": reverse("assembly:result", args=[meeting.reference, vote.number]),
    }


def result(meeting: Matter, sitting: Sitting, decision: Decision) -> dict[str, Any]:
    """The context of `assembly/result.html`."""
    vote, order = decision.vote, meeting.place.order
    seats = _entitled(meeting, vote.number if vote.how == How.NAMES else None)
    return {
        "decision": _line(meeting, decision, questions(meeting, [vote]), _motions([decision])),
        "arithmetic": arithmetic(sitting, decision),
        "seats": in_order(seats, order, lambda each: each["name"]),
        "names_by": explained(order, [each["name"] for each in seats]),
        "is_by_name": vote.how == How.NAMES,
        "ballot_url": reverse("ballot:election", args=[decision.proof]) if vote.how == How.SECRET else "",
        "others": _others(meeting, decision),
    }


def _entitled(meeting: Matter, vote: int | None) -> list[dict[str, Any]]:
    """Who may decide, as frozen when the meeting began; of a vote by name, with what each seat said.

    Where a substitute said it, theirs is the name.
    """
    voices = Voice.objects.filter(meeting=meeting).select_related("mandate__person")
    said = {each.seat: each for each in voices.filter(vote=vote)} if vote else {}
    held = Entitled.objects.filter(meeting=meeting).select_related("mandate__person", "mandate__constituency")
    return [
        {
            "seat": each.seat,
            "name": str(said.get(each.seat, each).mandate.person.name),
            "constituency": str(each.mandate.constituency.title),
            "said": said[each.seat].get_choice_display() if each.seat in said else "",
        }
        for each in held
    ]


def _others(meeting: Matter, decision: Decision) -> list[dict[str, Any]]:
    """Votes on the same motions before this one and after it."""
    found = Decided.objects.filter(motion__in=[named(each) for each in _whole(decision)])
    rows = found.exclude(meeting=meeting, vote=decision.vote.number).select_related("meeting__meeting")
    here = found.filter(meeting=meeting, vote=decision.vote.number).values_list("pk", flat=True).first() or 0
    return [
        {
            "is_later": each.pk > here,
            "meeting": each.meeting.meeting.title,
            "outcome": OUTCOMES[Outcome(each.outcome)],
            "url": reverse("assembly:result", args=[each.meeting.reference, each.vote]),
        }
        for each in rows
    ]
