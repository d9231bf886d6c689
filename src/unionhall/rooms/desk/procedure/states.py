"""The stations of a request, and what limits each."""

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures.declaration import Limit, Procedure, State
from unionhall.rooms.desk.models import Request
from unionhall.rooms.desk.procedure.telling import reaches_guests, tell_guests

ACCEPTANCE = Limit("desk.acceptance", overdue="escalate", act=_("take it on"))


def forget_how_to_reach(matter: Matter) -> None:
    """The member said it for the call back only."""
    matter.request.reach = ""


desk = Procedure(
    "desk",
    detail=Request,
    tell_guests=tell_guests,
    reaches_guests=reaches_guests,
    start="received",
    line=("received", "accepted", "answered"),
    promise=Limit("desk.completion", overdue="escalate"),
    again=Limit("desk.again", overdue="escalate"),
    states={
        "received": State(
            _("Received"),
            _("Somebody takes your request on. Until then, whoever received it answers for it."),
            limits=(ACCEPTANCE,),
        ),
        "accepted": State(_("In hand"), _("You get an answer, or a question if something is missing.")),
        "offered": State(
            _("Being handed over"),
            _("A colleague says whether they take it. Until then nothing changes for you."),
            limits=(Limit("desk.misrouted_return", overdue="give_back", act=_("accept or give back")),),
            after="received",
        ),
        "waiting": State(
            _("Waiting for you"),
            _("Please answer our question. The clock stands still until you do."),
            limits=(
                Limit("desk.member_reminder", overdue="remind", act=_("reply"), reminds=True),
                Limit("desk.member_silence", overdue="fall_silent", act=_("reply")),
            ),
            pauses=True,
            staff_title=_("Waiting for the member"),
            after="accepted",
        ),
        "escalated": State(
            _("With the next level"),
            _("It took too long. The next level answers for it now."),
            limits=(Limit("desk.escalated", overdue="escalate", act=_("take it on")),),
            after="received",
        ),
        "callback": State(
            _("We call you back"),
            _("You were not satisfied. Somebody speaks with you and puts it right."),
            staff_title=_("To be called back"),
            limits=(Limit("desk.callback", overdue="hand_up_callback", act=_("call back")),),
            after="answered",
            forget=forget_how_to_reach,
        ),
        "answered": State(_("Answered"), _("Tell us whether it helped. You can open it again."), final=True),
        "declined": State(
            _("Declined"),
            _("You can appeal; somebody else will decide."),
            final=True,
            fulfils=True,
            after="received",
        ),
        "silent": State(
            _("Closed: no reply"),
            _("Open it again whenever you like, with one click."),
            final=True,
            after="accepted",
        ),
        "withdrawn": State(_("Withdrawn"), _("You can open it again."), final=True, after="received"),
        "merged": State(
            _("Joined with another request"),
            _("The other request goes on. When it ends, you get an answer here."),
            final=True,
            after="received",
        ),
        "referred": State(
            _("Referred"),
            _("The other office goes on with it. You can appeal."),
            final=True,
            after="accepted",
        ),
    },
)

OPEN = ("received", "accepted", "offered", "waiting", "escalated", "appealed", "callback")
CLOSED = tuple(name for name, state in desk.states.items() if state.final)
IN_HAND = ("accepted", "escalated", "appealed", "callback")
