"""What the hall writes into a motion when a vote of the congress on it is counted."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import HALL, Hall
from unionhall.kernel.people.answering import offices_up
from unionhall.kernel.procedures.escalation import unfit
from unionhall.kernel.procedures.predicates import is_hall
from unionhall.kernel.procedures.work import current
from unionhall.rooms.assembly.apps import MANAGEMENT
from unionhall.rooms.assembly.meeting.log import happened_at
from unionhall.rooms.assembly.models import Amendment, Decided
from unionhall.rooms.assembly.procedure.amending import adopt_text
from unionhall.rooms.assembly.procedure.motions import motions
from unionhall.rooms.assembly.sitting.sitting import Decision, Outcome


def decided(motion: Matter, meeting: Matter, decision: Decision) -> Matter:
    """Write into a motion what a vote on it came to; without a quorum nothing was decided."""
    said = _said(meeting, decision)
    if decision.outcome == Outcome.NO_QUORUM:
        return motion
    move = adopt if decision.outcome == Outcome.ADOPTED else refuse
    return move(motion, actor=HALL, at=happened_at(), meeting=meeting, said=said)


def decided_amendment(motion: Matter, number: int, meeting: Matter, decision: Decision) -> Matter:
    """The same for a vote on one of its amendments."""
    if decision.outcome == Outcome.NO_QUORUM:
        return motion
    said = {**_said(meeting, decision), "number": number}
    move = adopt_amendment if decision.outcome == Outcome.ADOPTED else refuse_amendment
    return move(motion, actor=HALL, at=happened_at(), number=number, said=said)


def _said(meeting: Matter, decision: Decision) -> dict[str, Any]:
    return {
        "meeting": meeting.reference,
        "vote": decision.vote.number,
        "yes": decision.yes,
        "whole": decision.whole,
        "needed": decision.needed,
    }


@motions.move(
    source="on_agenda",
    target="adopted",
    allowed=is_hall,
    title=_("Adopt"),
    sentence=_("The congress adopted it: yes {yes} of {whole}, {needed} were needed."),
)
def adopt(matter: Matter, *, actor: Hall, meeting: Matter, said: Mapping[str, Any]) -> Mapping[str, Any]:
    """The vote was counted, and it is adopted. The management has it in hand from now on."""
    _note(matter, meeting, said, Outcome.ADOPTED)
    without, found = unfit(matter), offices_up(matter.place, (MANAGEMENT,))
    management = [each for each in found if each.person_id not in without]
    matter.handler = management[0].person if management else matter.handler
    return said


@motions.move(
    source="on_agenda",
    target="refused",
    allowed=is_hall,
    title=_("Refuse"),
    sentence=_("The congress didn't adopt it: yes {yes} of {whole}, {needed} were needed."),
)
def refuse(matter: Matter, *, actor: Hall, meeting: Matter, said: Mapping[str, Any]) -> Mapping[str, Any]:
    """The vote was counted, and it is not adopted."""
    _note(matter, meeting, said, Outcome.REFUSED)
    return said


def _note(matter: Matter, meeting: Matter, said: Mapping[str, Any], outcome: Outcome) -> None:
    """Keep it; what was answered to an earlier vote and said of that is not about this one."""
    motion = matter.motion
    motion.outcome, motion.redone, motion.satisfied = "", False, None
    current().add(Decided(motion=matter, meeting=meeting, vote=said["vote"], outcome=str(outcome)))


@motions.move(
    source=("filed", "on_agenda"),
    target=None,
    allowed=is_hall,
    title=_("Adopt an amendment"),
    sentence=_("The congress adopted amendment {number}: yes {yes} of {whole}, {needed} were needed."),
)
def adopt_amendment(
    matter: Matter, *, actor: Hall, number: int, said: Mapping[str, Any]
) -> Mapping[str, Any]:
    """The vote on it was counted, and the text is another."""
    adopt_text(matter, matter.amendments.get(number=number), Amendment.Stands.ADOPTED)
    return said


@motions.move(
    source=("filed", "on_agenda"),
    target=None,
    allowed=is_hall,
    title=_("Refuse an amendment"),
    sentence=_("The congress didn't adopt amendment {number}: yes {yes} of {whole}, {needed} were needed."),
)
def refuse_amendment(
    matter: Matter, *, actor: Hall, number: int, said: Mapping[str, Any]
) -> Mapping[str, Any]:
    """The vote on it was counted, and the text stays."""
    found = matter.amendments.get(number=number)
    found.stands = Amendment.Stands.REFUSED
    current().save(found)
    return said
