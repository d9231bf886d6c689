"""Time and levels: more time by both sides' click, steps of a grievance, a level up, the way elsewhere."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.answering import first_contact
from unionhall.kernel.procedures import limits
from unionhall.kernel.procedures.declaration import NOTHING, Text
from unionhall.kernel.procedures.escalation import unfit
from unionhall.kernel.procedures.predicates import is_hall, is_handler, predicate
from unionhall.kernel.procedures.work import current
from unionhall.kernel.rooms import room
from unionhall.rooms.mediation.apps import ASKING
from unionhall.rooms.mediation.chain import watching
from unionhall.rooms.mediation.models import Milestone
from unionhall.rooms.mediation.procedure.choosing import ABOUT, part_with_mediator
from unionhall.rooms.mediation.procedure.electing import check_may_bind
from unionhall.rooms.mediation.procedure.sides import (
    SIDES,
    agreeing,
    consent,
    is_claimant,
    is_missing,
    is_respondent,
    speaks,
    withdraw_consents,
)
from unionhall.rooms.mediation.procedure.states import OPEN, STEPS, TALKING, WATCHED, mediation
from unionhall.rooms.mediation.procedure.time import begin_anew

EXTENSION = "extension"


@predicate("once a mediator was accepted")
def has_mediator(matter: Matter, actor: Actor) -> bool:
    return matter.state == "mediating" or agreeing(matter, ABOUT) == {*SIDES}


@mediation.move(
    source=("mediating", "run_out"),
    target=None,
    allowed=is_missing(EXTENSION, last=False),
    title=_("Agree on more time"),
    sentence=_("{actor} would go on for longer. It needs both sides."),
    lost=NOTHING,
)
def want_more_time(matter: Matter, *, actor: Actor) -> None:
    """The time is prolonged as soon as the other side agrees, too."""
    check_may_bind(matter, actor)
    consent(matter, actor, EXTENSION)


@mediation.move(
    source=("mediating", "run_out"),
    target="mediating",
    allowed=is_missing(EXTENSION, last=True) & has_mediator,
    title=_("Agree on more time"),
    sentence=_("Both sides agreed on more time."),
    style="main",
    lost=NOTHING,
)
def extend(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
    """The other side agreed already: the time is prolonged now."""
    check_may_bind(matter, actor)
    withdraw_consents(matter, EXTENSION)
    if matter.state == "run_out":
        begin_anew(matter, "mediation.extension")
        return {}
    return {"added": limits.extend(matter, "mediation.extension")}


@mediation.move(
    source="run_out",
    target="choosing",
    allowed=is_missing(EXTENSION, last=True) & ~has_mediator,
    title=_("Agree on more time"),
    sentence=_("Both sides agreed on more time. They choose a mediator now."),
    style="main",
    lost=NOTHING,
)
def extend_choosing(matter: Matter, *, actor: Actor) -> None:
    """The other side agreed already: the time is prolonged, and both choose a mediator."""
    check_may_bind(matter, actor)
    withdraw_consents(matter, EXTENSION)
    begin_anew(matter, "mediation.extension")


@mediation.move(
    source=OPEN,
    target="run_out",
    allowed=is_hall,
    title=_("The time is over"),
    sentence=_(
        "There was no agreement in time. From today each side may go elsewhere; both can agree on more time."
    ),
    loud=True,
)
def run_out(matter: Matter, *, actor: Actor) -> None:
    """No agreement in the time of the rules. Nothing is closed: people decide how it goes on.

    Where both have signed or gone elsewhere no time runs any more.
    """
    watching.watch(matter)


@mediation.move(
    source=(*TALKING, "agreed", "elsewhere", "received", "escalated"),
    target=None,
    allowed=is_hall,
    title=_("Remind"),
    sentence=_("The hall reminds everybody: a step is due."),
    loud=True,
)
def remind(matter: Matter, *, actor: Actor) -> None:
    """Something is due."""
    if matter.state in WATCHED:
        watching.watch(matter)


@mediation.move(
    source=STEPS,
    target=None,
    allowed=is_respondent | is_handler,
    title=_("Answer the grievance"),
    sentence=_("{actor} answered the grievance."),
    text=Text(_("The answer of this step")),
    style="main",
    for_a_minute=True,
)
def answer_step(matter: Matter, *, actor: Actor) -> None:
    """The other side accepts the answer or takes it to the next step."""


@mediation.move(
    source=STEPS,
    target="kept",
    allowed=is_claimant,
    title=_("Accept the answer"),
    sentence=_("{actor} accepted the answer. The grievance is settled."),
    style="main",
    undone_by=("reopen_steps",),
)
def accept_answer(matter: Matter, *, actor: Actor) -> None:
    """The grievance ends with this answer."""
    check_may_bind(matter, actor)


@mediation.move(
    source="step_1",
    target="step_2",
    allowed=is_claimant | is_handler | is_hall,
    title=_("Take it to the next step"),
    sentence=_("The grievance goes to step 2."),
    loud=True,
    lost=_("There is no way back to this step. Who answers at the next one has a new time for it."),
)
def to_step_2(matter: Matter, *, actor: Actor) -> None:
    """The answer is not enough, or none came in time."""


@mediation.move(
    source="step_2",
    target="step_3",
    allowed=is_claimant | is_handler | is_hall,
    title=_("Take it to the next step"),
    sentence=_("The grievance goes to step 3."),
    loud=True,
    lost=_("There is no way back to this step. Who answers at the next one has a new time for it."),
)
def to_step_3(matter: Matter, *, actor: Actor) -> None:
    """The answer is not enough, or none came in time."""


@predicate("where there is a level above")
def has_level_above(matter: Matter, actor: Actor) -> bool:
    return matter.place.parent_id is not None


@mediation.move(
    source=("choosing", "mediating", "run_out"),
    target="choosing",
    allowed=(is_handler | speaks) & has_level_above,
    title=_("Take it a level up"),
    sentence=_("The dispute goes a level up. {handler} proposes a mediator there."),
    lost=_(
        "The mediator is gone. A meeting that is fixed, proposals that are open and what was said in "
        "confidence don't go along. Both sides choose anew, by a new day, and there is no way back "
        "down."
    ),
)
def go_up(matter: Matter, *, actor: Actor) -> None:
    """Everything goes along but what was said in confidence. The time begins anew."""
    parent = matter.place.parent
    assert parent is not None
    withdraw_consents(matter, EXTENSION)
    part_with_mediator(matter)
    matter.move_to(parent)
    matter.handler = first_contact(parent, (), room(matter.room).coordinated_by, unfit(matter))
    begin_anew(matter)
    watching.watch(matter)


@mediation.move(
    source=(*TALKING,),
    target="elsewhere",
    allowed=is_claimant | is_handler | is_hall,
    title=_("Go to arbitration"),
    sentence=_("No agreement. The hall counts the days of the way to arbitration from here."),
    style="plain",
    loud=True,
    lost=_(
        "Mediation ends here for both sides, and can't be taken up again in this dispute. A meeting "
        "that is fixed falls away."
    ),
)
def go_elsewhere(matter: Matter, *, actor: Actor) -> None:
    """Take the file with you. The hall reminds you of every day by which something must be filed."""
    limits.end((each for each in matter.running if each.is_promise), at=timezone.now())
    watching.watch(matter)


@mediation.move(
    source="elsewhere",
    target=None,
    allowed=is_claimant | is_handler,
    title=_("Something happened on the way"),
    sentence=_("A step of the way to arbitration was written down."),
    style="main",
)
def write_milestone(
    matter: Matter, *, actor: Actor, name: str, happened_on: date | None = None, extra: int = 0
) -> Mapping[str, Any]:
    """Filed, accepted, decided: the next day counts from it. Or a limit was prolonged."""
    current().delete(Milestone.objects.filter(matter=matter, name=name))
    current().add(Milestone(matter=matter, name=name, happened_on=happened_on, extra=extra))
    watching.watch(matter)
    return {"milestone": name}


@mediation.move(
    source=("refused", "declined"),
    target="elsewhere",
    allowed=is_claimant,
    title=_("Go on elsewhere"),
    sentence=_("It goes on elsewhere. The hall counts the days of the way to arbitration from here."),
    style="main",
    lost=_("Mediation can't be taken up again in this dispute, and a refusal can't be appealed any more."),
)
def go_on_elsewhere(matter: Matter, *, actor: Actor) -> None:
    """Take the file with you. The hall reminds you of every day by which something must be filed."""
    watching.watch(matter)


@mediation.move(
    source=WATCHED,
    target=None,
    allowed=is_hall,
    title=_("Warn of a last day"),
    sentence=_(
        "The hall warns: something must be filed soon. The page of the dispute says what, where and by when."
    ),
    loud=True,
    tells_only=ASKING,
)
def warn(matter: Matter, *, actor: Actor) -> None:
    """Seven, three and one day before a last day, by two channels."""


@mediation.move(
    source=WATCHED,
    target=None,
    allowed=is_hall,
    title=_("Step on silence"),
    sentence=_("A last day on the way elsewhere has passed. The page says what can be done now."),
    loud=True,
    tells_only=ASKING,
)
def pass_day(matter: Matter, *, actor: Actor) -> None:
    """The next limit begins where the rules say that silence leads there."""
    watching.watch(matter)


@mediation.move(
    source="elsewhere",
    target="ended",
    allowed=is_claimant,
    title=_("It is over"),
    sentence=_("It was ended elsewhere."),
    style="danger",
    undone_by=("reopen", "reopen_steps"),
)
def end(matter: Matter, *, actor: Actor) -> None:
    """The hall stops counting days and closes the dispute."""
