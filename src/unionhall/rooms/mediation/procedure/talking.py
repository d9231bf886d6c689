"""In mediation: what is said to all and in confidence, when one meets, and proposals answered secretly."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.procedures.asks import Choice, Line
from unionhall.kernel.procedures.customs.adding import attaching
from unionhall.kernel.procedures.declaration import Text
from unionhall.kernel.procedures.predicates import is_handler, is_party, predicate
from unionhall.kernel.procedures.work import current
from unionhall.rooms.mediation.models import Answer, Slot
from unionhall.rooms.mediation.papers.sides import names as names_of_sides
from unionhall.rooms.mediation.procedure.hours import minutes_ahead
from unionhall.rooms.mediation.procedure.sides import (
    SIDES,
    TIME,
    agreeing,
    consent,
    ear_of,
    side_of,
    speaks,
    withdraw_consents,
)
from unionhall.rooms.mediation.procedure.states import OPEN, STEPS, mediation

TIMES = f"{TIME}s"
ANSWERS = (("yes", _("Yes, I accept it")), ("no", _("No, I don't accept it")))
MEETING = ("mediating", "run_out", *STEPS)


@dataclass(frozen=True, slots=True)
class Time:
    """A time at which one could meet, and where: a room or a link."""

    starts_at: datetime
    ends_at: datetime
    where: str


@mediation.move(
    source=OPEN,
    target=None,
    allowed=is_party | is_handler,
    title=_("Say something to all"),
    sentence=_("{actor} said something to all."),
    text=Text(_("What both sides and the mediator read")),
    for_a_minute=True,
)
def say(matter: Matter, *, actor: Actor) -> None:
    """Both sides and the mediator read it."""


attach = attaching(mediation, source=OPEN, title=_("Add evidence"), sentence=_("{actor} added evidence."))


@mediation.move(
    source=OPEN,
    target=None,
    allowed=speaks,
    title=_("Write in confidence"),
    sentence=_("{actor} wrote something in confidence."),
    text=Text(_("What only your side and whoever has the dispute in hand read"), private=True),
)
def confide(matter: Matter, *, actor: Actor) -> None:
    """The other side never sees it, nor that you wrote it, also when the dispute goes a level up."""


@mediation.move(
    source=MEETING,
    target=None,
    allowed=is_handler,
    title=_("Write to one side in confidence"),
    sentence=_("{actor} wrote something in confidence."),
    asks={
        "side": Choice(label=_("To which side?"), among=lambda matter, actor: names_of_sides(matter).items())
    },
    text=Text(_("What only this side reads"), private=True),
)
def confide_to(matter: Matter, *, actor: Actor, side: str) -> Mapping[str, Any]:
    """The other side never sees it."""
    if side not in SIDES:
        raise ValueError(side)
    return {"side": ear_of(matter, side)}


def slots(matter: Matter) -> list[Slot]:
    """The times that were proposed last, in order."""
    return list(Slot.objects.filter(matter=matter).order_by("starts_at", "number"))


@predicate("once times are proposed")
def has_slots(matter: Matter, actor: Actor) -> bool:
    return Slot.objects.filter(matter=matter).exists()


@predicate("a side that has not chosen yet")
def has_not_chosen(matter: Matter, actor: Actor) -> bool:
    return side_of(matter, actor) not in agreeing(matter, TIMES)


@mediation.move(
    source=MEETING,
    target=None,
    allowed=is_handler,
    title=_("Propose times to meet"),
    sentence=_("{actor} proposed times to meet. Both sides choose those that suit them."),
)
def propose_times(matter: Matter, *, actor: Actor, times: Iterable[Time]) -> None:
    """Up to five. The earliest that suits both becomes the meeting."""
    current().delete(Slot.objects.filter(matter=matter))
    withdraw_consents(matter, TIME)
    current().add(
        *(
            Slot(
                matter=matter,
                number=at,
                starts_at=each.starts_at,
                ends_at=each.ends_at,
                ahead=minutes_ahead(each.starts_at, matter.place.zone),
                zone=matter.place.zone.key,
                where=each.where,
            )
            for at, each in enumerate(times, start=1)
        )
    )


@mediation.move(
    source=MEETING,
    target=None,
    allowed=speaks & has_slots & has_not_chosen,
    title=_("Choose times"),
    sentence=_("{actor} chose times."),
    style="main",
)
def choose_times(matter: Matter, *, actor: Actor, chosen: Iterable[int]) -> Mapping[str, Any]:
    """All that suit you. The earliest that suits both becomes the meeting."""
    consent(matter, actor, TIMES, *(_time(number) for number in chosen))
    agreed = next((slot for slot in slots(matter) if _suits_both(matter, slot)), None)
    if agreed is None:
        return {}
    dispute = matter.dispute
    dispute.meets_at, dispute.meets_until, dispute.where = agreed.starts_at, agreed.ends_at, agreed.where
    dispute.meets_ahead, dispute.meets_zone = agreed.ahead, agreed.zone
    current().delete(Slot.objects.filter(matter=matter))
    return {"meets_at": agreed.starts_at.isoformat()}


def _suits_both(matter: Matter, slot: Slot) -> bool:
    return agreeing(matter, _time(slot.number)) == {*SIDES}


def _time(number: int) -> str:
    """What a consent to the time with that number is about."""
    return f"{TIME} {number}"


@mediation.move(
    source=MEETING,
    target=None,
    allowed=is_handler
    & predicate("once there is a meeting")(lambda matter, actor: bool(matter.dispute.meets_at)),
    title=_("Write down the meeting"),
    sentence=_("{actor} wrote down what the meeting came to."),
    asks={"present": Line(label=_("Who was there?"), longest=400)},
    text=Text(_("What both sides said and agreed on in the meeting; all read it")),
)
def record_meeting(matter: Matter, *, actor: Actor, present: str) -> None:
    """Who was there and what it came to. Both sides read it."""
    dispute = matter.dispute
    dispute.present, dispute.meets_at, dispute.meets_until, dispute.where = present, None, None, ""


def _still_stands(matter: Matter, number: int) -> bool:
    """Whether that proposal is the last one and was not refused."""
    return number == proposal_of(matter) and outcome(matter) != "not accepted"


@mediation.move(
    source=MEETING,
    target=None,
    allowed=is_handler,
    title=_("Make a proposal"),
    sentence=_("{actor} made a proposal. Each side answers secretly."),
    text=Text(_("The proposal, as both sides read it"), stands=_still_stands),
)
def make_proposal(matter: Matter, *, actor: Actor) -> None:
    """Each side says yes or no; the hall says only whether both said yes."""
    current().delete(Answer.objects.filter(matter=matter))
    current().add(Answer(matter=matter, number=matter.journal_length + 1, audience="", accepts=""))


def proposal_of(matter: Matter) -> int:
    """The journal number of the proposal that waits for answers, or 0."""
    open_one = Answer.objects.filter(matter=matter, audience="").values_list("number", flat=True).first()
    return open_one or 0


@predicate("a side that has not answered the proposal")
def has_to_answer(matter: Matter, actor: Actor) -> bool:
    number, side = proposal_of(matter), side_of(matter, actor)
    answered = Answer.objects.filter(matter=matter, number=number, audience=side)
    return bool(number and side) and not answered.exists()


@mediation.move(
    source=MEETING,
    target=None,
    allowed=has_to_answer,
    title=_("Answer the proposal"),
    sentence=_("A side answered the proposal, secretly."),
    asks={"accepts": Choice(label=_("Do you accept the proposal?"), among=lambda matter, actor: ANSWERS)},
    style="main",
)
def answer_proposal(matter: Matter, *, actor: Actor, accepts: str) -> Mapping[str, Any]:
    """The hall says only whether both sides said yes. A side that did, and reads that not both did, knows."""
    if accepts not in dict(ANSWERS):
        raise ValueError(accepts)
    number = proposal_of(matter)
    current().add(Answer(matter=matter, number=number, audience=side_of(matter, actor), accepts=accepts))
    return {}


def outcome(matter: Matter) -> str:
    """What became of the last proposal: `open`, `accepted` by both, `not accepted`, or nothing."""
    number = proposal_of(matter)
    if not number:
        return ""
    answers = [
        each.accepts for each in Answer.objects.filter(matter=matter, number=number).exclude(audience="")
    ]
    if len(answers) < len(SIDES):
        return "open"
    return "accepted" if answers == ["yes", "yes"] else "not accepted"
