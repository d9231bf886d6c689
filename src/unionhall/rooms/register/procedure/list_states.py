"""The stations of a list of members for a purpose, and what limits each."""

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.procedures.declaration import Limit, Procedure, State
from unionhall.rooms.register.models import Listing
from unionhall.rooms.register.procedure.deciding import CONSENT
from unionhall.rooms.register.procedure.kinds import LISTING

UNSIGNED = ("received", "escalated")

lists = Procedure(
    "register",
    kind=LISTING,
    detail=Listing,
    start="received",
    line=("received", "announced", "ready", "ended"),
    states={
        "received": State(
            _("Received"),
            _("Another officer signs it, or says why not."),
            limits=CONSENT,
        ),
        "announced": State(
            _("Signed; those on it can object"),
            _("You can have yourself taken off, without a reason. After that time the list can be taken."),
            limits=(Limit("register.list_objection", overdue="free_list", act=_("object")),),
            after="received",
        ),
        "ready": State(
            _("Can be taken once"),
            _("As long as it was not taken, you can still have yourself taken off."),
            limits=(Limit("register.list_taking", overdue="lapse_list", act=_("take it")),),
            after="received",
        ),
        "lapsed": State(
            _("Not taken in time"),
            _("Nobody can take this list any more. It only has to be closed."),
            limits=(Limit("register.escalated", overdue="hand_lapsed_up", act=_("close it")),),
            after="received",
        ),
        "disputed": State(
            _("Being looked at"),
            _("An officer who had no part in the list looks at what is not right and answers you."),
            limits=(Limit("register.appeal_answer", overdue="hand_dispute_up", act=_("answer")),),
            after="received",
        ),
        "ended": State(
            _("List closed"),
            _("It can't be taken any more. You can object to what was done with it."),
            final=True,
            after="received",
        ),
    },
)
