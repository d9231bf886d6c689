"""What comes next in a dispute, as each reader is told: a side, its colleagues, whoever handles it.

Everything is read through the matter's own relations, so that `fetch` can read it for a whole list at once.
"""

from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.procedures.acting import standing
from unionhall.kernel.procedures.clocks import say_there
from unionhall.kernel.procedures.declaration import Step, procedure_of
from unionhall.kernel.procedures.predicates import is_handler
from unionhall.kernel.procedures.sentences import say_day
from unionhall.rooms.mediation.apps import CLAIMANT, RESPONDENT
from unionhall.rooms.mediation.models import Draft, Promise
from unionhall.rooms.mediation.procedure.sides import SIDES, is_seated, side_of

PROMISE = "mediation.promise"
ENTERING = ("begin_steps", "to_step_2", "to_step_3", "reopen_steps", "report_broken_to_steps")
READ = ("dispute", "receipts", "consent", "seat", "slot", "answer", "draft", "promise")


def fetch(matters: list[Matter]) -> None:
    """Read for all of them what their next steps depend on."""
    own = [name if name in ("dispute", "receipts") else f"mediation_{name}" for name in READ]
    prefetch_related_objects(matters, *own)


def invited(matter: Matter, actor: Actor) -> Step:
    if matter.capacity_of(actor) == RESPONDENT:
        return Step(_("Say whether you take part. Mediation is voluntary for both."), is_theirs=True)
    if is_handler(matter, actor) and not is_seated(matter, RESPONDENT):
        return Step(_("Write to the other side: by e-mail, with a letter or with a link."), is_theirs=True)
    return Step(_to_all(matter))


def choosing(matter: Matter, actor: Actor) -> Step:
    side, agreed = side_of(matter, actor), _agreed(matter, "mediator")
    if not matter.mediation_seat.all():
        if is_handler(matter, actor):
            return Step(_("Propose a mediator from those on duty."), is_theirs=True)
        return Step(_("The chair of mediation proposes a mediator. Then both sides say whether they accept."))
    if side and side not in agreed:
        return Step(_("Say whether you accept the mediator, or ask for another."), is_theirs=True)
    if side:
        return Step(_("You accepted the mediator. The other side says now whether they accept, too."))
    if agreed:
        return Step(_("One side accepted the mediator. The other says now whether they accept, too."))
    return Step(_("Both sides say whether they accept the mediator."))


def mediating(matter: Matter, actor: Actor) -> Step:
    return (
        _signing(matter, actor)
        or _answering(matter, actor)
        or _finding_time(matter, actor)
        or _prolonging(matter, actor)
        or _meeting(matter, actor)
        or Step(_to_all(matter))
    )


def run_out(matter: Matter, actor: Actor) -> Step:
    side, agreed = side_of(matter, actor), _agreed(matter, "extension")
    if open_step := _signing(matter, actor) or _answering(matter, actor):
        return open_step
    if side and side in agreed:
        says = _("You agreed to more time. The other side says now whether they agree, too.")
        return Step(says, rule="mediation.run_out")
    if side and agreed:
        says = _("The other side would go on for longer. Say whether you agree, or go another way.")
        return Step(says, is_theirs=True)
    if side == CLAIMANT:
        says = _("Decide how to go on: with more time, a level up, or elsewhere.")
        return Step(says, is_theirs=True)
    if side:
        return Step(_("Decide how to go on: with more time, a level up, or not at all."), is_theirs=True)
    return Step(
        _("Both sides decide how to go on: with more time, a level up, or elsewhere."),
        rule="mediation.run_out",
    )


def answering(matter: Matter, actor: Actor) -> Step:
    """At a step of a grievance: first the other side answers, then the side that asked decides."""
    side, is_answered = side_of(matter, actor), _is_answered(matter)
    if open_step := _signing(matter, actor) or _answering(matter, actor) or _finding_time(matter, actor):
        return open_step
    if side == CLAIMANT and is_answered:
        return Step(_("Accept the answer, or take it to the next step."), is_theirs=True)
    if side == RESPONDENT and not is_answered:
        return Step(_("Answer the grievance. Silence moves it on."), is_theirs=True)
    if is_answered:
        return Step(_("The side that asked accepts the answer or takes it to the next step."))
    return Step(_to_all(matter))


def agreed(matter: Matter, actor: Actor) -> Step:
    """The promise that is due next: whose it is, and who says whether it was kept."""
    side, due = side_of(matter, actor), _due_next(matter)
    if due is None:
        return _holding(side)
    words = {"what": due.what, "day": say_day(due.due_on)}
    if side == due.side:
        says = _("You promised until %(day)s: %(what)s")
        return Step(says % words, is_theirs=True, rule=PROMISE)
    act = _("see whether the promise is kept")
    if not side:
        return Step(_("Promised until %(day)s: %(what)s") % words, rule=PROMISE, act=act)
    if due.due_on <= timezone.localdate(timezone=matter.place.zone):
        says = _("Say whether the other side kept what it promised until %(day)s: %(what)s")
        return Step(says % words, is_theirs=True, rule=PROMISE, act=act)
    says = _("The other side promised you until %(day)s: %(what)s")
    return Step(says % words, rule=PROMISE, act=act)


def _holding(side: str) -> Step:
    """Once nothing that was promised is open."""
    if not side:
        return Step(_("Both sides are asked whether what was agreed holds."))
    says, act = (
        _("Nothing that was promised is open any more. Say whether it holds."),
        _("say whether it holds"),
    )
    return Step(says, is_theirs=True, rule="mediation.follow_up", act=act)


def elsewhere(matter: Matter, actor: Actor) -> Step:
    if side_of(matter, actor) == CLAIMANT:
        says = _("File by the days below, and write down what happened: the next day counts from it.")
        return Step(says, is_theirs=True)
    return Step(_to_all(matter))


def _signing(matter: Matter, actor: Actor) -> Step | None:
    """Where a version of the agreement waits for a signature."""
    last = _last_draft(matter)
    signed = _agreed(matter, f"draft {last.number}") if last else set()
    if last is None or "mediator" in signed:
        return None
    side = side_of(matter, actor)
    if side and side not in signed:
        return Step(_("Read the agreement and sign it, or say what is missing."), is_theirs=True)
    if signed == {*SIDES}:
        return Step(_("Both sides signed. The mediator signs last."), is_theirs=is_handler(matter, actor))
    if side:
        return Step(_("You signed. The other side reads the agreement and signs now."))
    return Step(_("The sides read the agreement and sign it."))


def _answering(matter: Matter, actor: Actor) -> Step | None:
    """Where a proposal waits for answers. Whoever answered learns nothing of the other side."""
    answers = matter.mediation_answer.all()
    given = [each.audience for each in answers if each.audience]
    side = side_of(matter, actor)
    if not answers or len(given) == len(SIDES):
        return None
    if side and side not in given:
        says = _("Answer the proposal. The hall says only whether both sides said yes.")
        return Step(says, is_theirs=True)
    return Step(_("The proposal waits for both answers, which are secret."))


def _finding_time(matter: Matter, actor: Actor) -> Step | None:
    """Where times to meet were proposed and none is agreed."""
    if not matter.mediation_slot.all():
        return None
    side, chose = side_of(matter, actor), _agreed(matter, "times")
    if side and side not in chose:
        says = _("Choose the times that suit you. The earliest that suits both becomes the meeting.")
        return Step(says, is_theirs=True)
    if chose == {*SIDES}:
        says = _("No time suits both sides. The mediator proposes others.")
        return Step(says, is_theirs=is_handler(matter, actor))
    if side:
        return Step(_("You chose times. The other side chooses now."))
    return Step(_("Both sides choose the times that suit them."))


def _prolonging(matter: Matter, actor: Actor) -> Step | None:
    """Where one side would go on for longer."""
    side, agreed = side_of(matter, actor), _agreed(matter, "extension")
    if side and agreed and side not in agreed:
        return Step(_("The other side would go on for longer. Say whether you agree."), is_theirs=True)
    return None


def _meeting(matter: Matter, actor: Actor) -> Step | None:
    dispute, zone = matter.dispute, matter.place.zone
    if not dispute.meets_at:
        return None
    words = {"moment": say_there(dispute.meets_at, zone), "where": dispute.where}
    if dispute.meets_at < timezone.now():
        says = _("The meeting was on %(moment)s. The mediator writes down what it came to.")
        return Step(says % words, is_theirs=is_handler(matter, actor))
    return Step(_("The meeting is on %(moment)s: %(where)s") % words)


def _to_all(matter: Matter) -> Any:
    """What the state says to everybody."""
    return procedure_of(matter).states[matter.state].next_step


def _agreed(matter: Matter, about: str) -> set[str]:
    return {each.side for each in matter.mediation_consent.all() if each.about == about}


def _last_draft(matter: Matter) -> Draft | None:
    return max(matter.mediation_draft.all(), key=lambda each: each.number, default=None)


def _due_next(matter: Matter) -> Promise | None:
    """The promise that is neither kept nor broken and due the soonest."""
    still = [each for each in matter.mediation_promise.all() if not (each.kept_on or each.broken_on)]
    return min(still, key=lambda each: (each.due_on, each.number), default=None)


def _is_answered(matter: Matter) -> bool:
    """Whether the other side answered since the grievance is at this step."""
    told = [f"mediation.{name}" for name in ("answer_step", *ENTERING)]
    happened = standing(Entry.objects.filter(stream=matter.stream, event__in=told))
    return happened.order_by("-number").values_list("event", flat=True).first() == told[0]
