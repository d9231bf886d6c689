"""The stations of joining, moving to another branch, leaving and lists, and what limits each."""

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.procedures.declaration import Limit, Procedure, State
from unionhall.kernel.procedures.predicates import predicate

JOINING, MOVING, LEAVING, LISTING = "joining", "transfer", "leaving", "list"
DECIDE = _("decide")

register = Procedure(
    "register",
    start="received",
    line=("received", "accepted"),
    promise=Limit("register.decision", overdue="escalate"),
    states={
        "received": State(
            _("Received"),
            _("Whoever keeps the register of the branch decides, or asks you if something is missing."),
            limits=(
                Limit("register.reminder", overdue="remind", act=DECIDE, reminds=True),
                Limit("register.consent", overdue="escalate", act=DECIDE),
            ),
        ),
        "waiting": State(
            _("Waiting for you"),
            _("Please answer our question. The clock stands still until you do."),
            limits=(
                Limit("register.reply_reminder", overdue="remind_asked", act=_("reply"), reminds=True),
                Limit("register.silence", overdue="fall_silent", act=_("reply")),
            ),
            pauses=True,
            staff_title=_("Waiting for the applicant"),
            after="received",
        ),
        "released": State(
            _("With the other branch"),
            _("Your branch agreed. The branch that you move to decides now."),
            limits=(
                Limit("register.reminder", overdue="remind", act=DECIDE, reminds=True),
                Limit("register.consent", overdue="escalate", act=DECIDE),
            ),
            after="received",
        ),
        "escalated": State(
            _("With the next level"),
            _("It took too long. The next level decides now."),
            limits=(Limit("register.escalated", overdue="escalate", act=DECIDE),),
            after="received",
        ),
        "queried": State(
            _("Being put right"),
            _("Somebody who was not part of the decision looks at what is not right and answers you."),
            limits=(Limit("register.appeal_answer", overdue="hand_up_query", act=_("put it right")),),
            after="accepted",
        ),
        "accepted": State(_("Accepted"), _("It is done and stands in the register."), final=True),
        "declined": State(
            _("Declined"),
            _("You can appeal; somebody else will decide."),
            final=True,
            fulfils=True,
            after="received",
        ),
        "answered": State(
            _("Answered at your address"),
            _("The answer goes to the e-mail address or telephone number in the application."),
            final=True,
            fulfils=True,
            staff_title=_("Answered at the address"),
            after="received",
        ),
        "withdrawn": State(
            _("Withdrawn"), _("You can ask again whenever you like."), final=True, after="received"
        ),
        "left": State(
            _("You have left"),
            _("You are not a member any more. You can join again whenever you like."),
            final=True,
            fulfils=True,
            staff_title=_("Has left"),
            after="received",
        ),
    },
)

UNDECIDED = ("received", "escalated", "released")
OPEN = (*UNDECIDED, "waiting", "appealed")  # before anything stands in the register


@predicate("of an application")
def is_joining(matter: Matter, actor: Actor) -> bool:
    return matter.kind == JOINING


@predicate("of a move to another branch")
def is_moving(matter: Matter, actor: Actor) -> bool:
    return matter.kind == MOVING


@predicate("of a departure")
def is_leaving(matter: Matter, actor: Actor) -> bool:
    return matter.kind == LEAVING


@predicate("at the branch that the member leaves")
def is_at_origin(matter: Matter, actor: Actor) -> bool:
    return is_moving(matter, actor) and matter.transfer.origin_id == matter.place_id


@predicate("at the branch that the member moves to, or on appeal")
def is_at_target(matter: Matter, actor: Actor) -> bool:
    """On appeal one person decides for both sides."""
    return is_moving(matter, actor) and (
        matter.state == "appealed" or matter.transfer.target_id == matter.place_id
    )
