"""What a vote came to: its arithmetic, who may decide, what each seat said, votes before and after it."""

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
from unionhall.rooms.assembly.showing.votes import question
from unionhall.rooms.assembly.sitting.sitting import Decision, How, Outcome, Sitting


def decisions(meeting: Matter, sitting: Sitting) -> list[dict[str, Any]]:
    """All decisions of a meeting, the last first, a line each; also for minutes and the projector."""
    return [line(meeting, each) for each in reversed(sitting.decisions)]


def line(meeting: Matter, decision: Decision) -> dict[str, Any]:
    """One decision: what, how it ended, in which numbers, and that it doesn't bind where it doesn't."""
    vote = decision.vote
    return {
        "number": vote.number,
        "question": question(meeting, vote),
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
        "not_binding": _not_binding(decision),
        "url": reverse("assembly:result", args=[meeting.reference, vote.number]),
    }


def _not_binding(decision: Decision) -> str:
    """Of a vote on motions themselves; an amendment alone binds nobody either way."""
    if OF in decision.vote.about or not decision.vote.about:
        return ""
    motions = Matter.objects.filter(pk__in=[named(each) for each in decision.vote.about.split(BETWEEN)])
    said = [not_binding(each) for each in motions.select_related("motion")]
    return next((each for each in said if each), "")


def result(meeting: Matter, sitting: Sitting, decision: Decision) -> dict[str, Any]:
    """The context of `assembly/result.html`."""
    vote, order = decision.vote, meeting.place.order
    seats = _entitled(meeting, vote.number if vote.how == How.NAMES else None)
    return {
        "decision": line(meeting, decision),
        "arithmetic": arithmetic(sitting, decision),
        "seats": in_order(seats, order, lambda each: each["name"]),
        "names_by": explained(order, [each["name"] for each in seats]),
        "is_by_name": vote.how == How.NAMES,
        "ballot_url": reverse("ballot:election", args=[decision.proof]) if vote.how == How.SECRET else "",
        "others": _others(meeting, decision),
    }


def _entitled(meeting: Matter, vote: int | None) -> list[dict[str, Any]]:
    """Who may decide, as frozen when the meeting began; of a vote by name, with what each seat said."""
    said = {each.seat: each for each in Voice.objects.filter(meeting=meeting, vote=vote)} if vote else {}
    held = Entitled.objects.filter(meeting=meeting).select_related("mandate__person", "mandate__constituency")
    return [
        {
            "seat": each.seat,
            "name": str(each.mandate.person.name),
            "constituency": str(each.mandate.constituency.title),
            "said": said[each.seat].get_choice_display() if each.seat in said else "",
        }
        for each in held
    ]


def _others(meeting: Matter, decision: Decision) -> list[dict[str, Any]]:
    """Votes on the same motions before this one and after it."""
    references = [each for each in decision.vote.about.split(BETWEEN) if each and OF not in each]
    found = Decided.objects.filter(motion__in=[named(each) for each in references])
    rows = found.exclude(meeting=meeting, vote=decision.vote.number).select_related("meeting__meeting")
    here = found.filter(meeting=meeting, vote=decision.vote.number).values_list("pk", flat=True).first() or 0
    return [
        {
            "is_later": each.pk > here,
            "meeting": each.meeting.meeting.name,
            "outcome": OUTCOMES[Outcome(each.outcome)],
            "url": reverse("assembly:result", args=[each.meeting.reference, each.vote]),
        }
        for each in rows
    ]
