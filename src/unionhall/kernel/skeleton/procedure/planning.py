# only plain
"""A plan, which every member of its place reads."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures import limits
from unionhall.kernel.procedures.asks import Day, Line
from unionhall.kernel.procedures.customs.going_up import escalating, reminding
from unionhall.kernel.procedures.declaration import Beginning, Limit, Procedure, State, Text
from unionhall.kernel.procedures.predicates import is_handler, serves_here
from unionhall.kernel.procedures.states import reminder
from unionhall.rooms.skeleton.models import SkeletonPlan

plans = Procedure(
    "skeleton",
    kind="plan",
    detail=SkeletonPlan,
    start="planned",
    line=("planned", "done"),
    states={
        "planned": State(
            _("Planned"),
            _("Whoever has it in hand does it until its day."),
            limits=(
                Limit(
                    "skeleton.day",
                    overdue="escalate",
                    act=_("do it"),
                    on_day=True,
                    ahead=(reminder("skeleton.day_ahead", overdue="remind"),),
                ),
            ),
        ),
        "done": State(_("Done"), _("Every member here reads what was done."), final=True),
    },
)


@plans.opening(
    allowed=serves_here,
    title=_("Write down a plan"),
    sentence=_("{actor} wrote down what is planned."),
    asks={
        "what": Line(label=_("What is planned?")),
        "until": Day(label=_("Until which day?"), is_ahead=True),
    },
)
def plan(matter: Matter, *, actor: Person, what: str, until: date) -> Beginning:
    """Every member of the place reads it, and whether it was done by its day."""
    limits.until(matter, "skeleton.day", until)
    return Beginning(SkeletonPlan(what=what, until=until), words=what)


@plans.move(
    source=("planned", "escalated"),
    target="done",
    allowed=is_handler,
    title=_("Say that it is done"),
    sentence=_("{actor} says that it is done."),
    text=Text(_("What was done")),
    style="main",
    tells_members=True,
)
def finish(matter: Matter, *, actor: Person) -> None:
    """Every member of the place reads it and is told."""


pass_day = escalating(plans, "skeleton.escalated", source=("planned",))
remind = reminding(plans, source=("planned",))
