"""The stations of a dispute, and what limits each; a grievance goes by steps, by the same moves."""

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.procedures.declaration import Limit, Procedure, State
from unionhall.rooms.mediation.chain import watching
from unionhall.rooms.mediation.models import Dispute
from unionhall.rooms.mediation.procedure import next_steps
from unionhall.rooms.mediation.procedure.telling import tell_guests

DECIDE, ANSWER = _("decide"), _("answer")

mediation = Procedure(
    "mediation",
    detail=Dispute,
    tell_guests=tell_guests,
    fetch=next_steps.fetch,
    start="received",
    line=("received", "invited", "choosing", "mediating", "agreed", "kept"),
    promise=Limit("mediation.settlement", overdue="run_out", act=_("settle it")),
    again=Limit("mediation.again", overdue="remind", act=_("look at it again"), reminds=True),
    begun=(
        Limit(
            "mediation.promise",
            overdue="ask_whether_kept",
            act=_("keep the promise"),
            reminds=True,
            on_day=True,
        ),
        *watching.LIMITS,
    ),
    states={
        "received": State(
            _("Received"),
            _("The chair of mediation takes it on and invites the other side."),
            limits=(Limit("mediation.acceptance", overdue="escalate", act=_("take it on")),),
        ),
        "escalated": State(
            _("With the next level"),
            _("It took too long. The next level takes it on now."),
            limits=(Limit("mediation.escalated", overdue="escalate", act=_("take it on")),),
            after="received",
        ),
        "invited": State(
            _("The other side is invited"),
            _("The other side says whether they take part. Mediation is voluntary for both."),
            limits=(Limit("mediation.answer", overdue="remind", act=ANSWER, reminds=True),),
            step_for=next_steps.invited,
        ),
        "choosing": State(
            _("Choosing the mediator"),
            _("Both sides accept a mediator, or ask for another."),
            limits=(Limit("mediation.choosing", overdue="remind", act=_("choose a mediator"), reminds=True),),
            step_for=next_steps.choosing,
        ),
        "mediating": State(
            _("In mediation"),
            _("The mediator meets both sides. Each side can say things in confidence."),
            step_for=next_steps.mediating,
        ),
        "step_1": State(
            _("Step 1"),
            _("The other side answers in the time of the agreement. Silence moves it to the next step."),
            limits=(Limit("mediation.step_1", overdue="to_step_2", act=ANSWER),),
            after="received",
            step_for=next_steps.answering,
            ahead=("agreed", "kept"),
        ),
        "step_2": State(
            _("Step 2"),
            _("The next level of the other side answers. Silence moves it to the next step."),
            limits=(Limit("mediation.step_2", overdue="to_step_3", act=ANSWER),),
            after="received",
            step_for=next_steps.answering,
            ahead=("agreed", "kept"),
        ),
        "step_3": State(
            _("Step 3"),
            _("The last answer before arbitration."),
            limits=(Limit("mediation.step_3", overdue="go_elsewhere", act=ANSWER),),
            after="received",
            step_for=next_steps.answering,
            ahead=("agreed", "kept"),
        ),
        "run_out": State(
            _("The time is over"),
            _("Both sides can agree on more time, take it a level up, or you can go elsewhere."),
            limits=(
                Limit("mediation.run_out", overdue="remind", act=_("decide how to go on"), reminds=True),
            ),
            after="mediating",
            step_for=next_steps.run_out,
        ),
        "agreed": State(
            _("Agreed"),
            _("What was promised is kept, day by day. Then both sides are asked whether it holds."),
            limits=(Limit("mediation.follow_up", overdue="follow_up", act=_("ask whether it holds")),),
            step_for=next_steps.agreed,
            fulfils=True,
        ),
        "elsewhere": State(
            _("On the way elsewhere"),
            _("The hall reminds you of each day by which something must be filed."),
            after="mediating",
            step_for=next_steps.elsewhere,
            ahead=(),
            promised=False,
        ),
        "kept": State(_("Settled"), _("What was agreed holds."), final=True),
        "ended": State(_("Ended elsewhere"), final=True, after="mediating"),
        "refused": State(
            _("Ended without mediation"),
            _("One side did not want mediation. Nobody is blamed for that, and every other way stays open."),
            final=True,
            after="invited",
        ),
        "withdrawn": State(_("Withdrawn"), _("You can begin again whenever you like."), final=True),
        "declined": State(
            _("Declined"), _("You can appeal; somebody else will decide."), final=True, after="received"
        ),
    },
)

STEPS = ("step_1", "step_2", "step_3")
TALKING = ("invited", "choosing", "mediating", "run_out", *STEPS)
WATCHED = ("received", "escalated", *TALKING, "elsewhere", "appealed")
OPEN = ("received", "escalated", *TALKING, "agreed", "elsewhere", "appealed")
