"""What comes after the end: opening again, an appeal, a rating of the service and a call back."""

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.answering import offices_up
from unionhall.kernel.procedures.customs.appeals import appealing
from unionhall.kernel.procedures.customs.going_up import handed_up
from unionhall.kernel.procedures.declaration import Text
from unionhall.kernel.procedures.escalation import unfit
from unionhall.kernel.procedures.predicates import is_handler, is_party, predicate
from unionhall.kernel.procedures.refusals import NotNow
from unionhall.rooms.desk.models import Request
from unionhall.rooms.desk.procedure.states import CLOSED, desk

BAD = 2
RATED = ("answered", "declined", "silent", "referred")


@predicate("as long as it was not rated before")
def is_not_rated(matter: Matter, actor: Actor) -> bool:
    return matter.request.rating is None


@desk.move(
    source=tuple(state for state in CLOSED if state != "merged"),
    target="accepted",
    allowed=is_party,
    title=_("Open it again"),
    sentence=_("The request was opened again."),
    undone_by=("withdraw",),
)
def reopen(matter: Matter, *, actor: Actor) -> None:
    """It is not settled yet; the same person goes on with it."""


appeal, hand_up_appeal, uphold = appealing(
    desk,
    "desk.appeal_answer",
    source=("answered", "declined", "silent", "referred", "merged"),
    back="declined",
    after="answered",
)


hand_up_callback = handed_up(
    desk,
    "hand_up_callback",
    source="callback",
    title=_("Hand the call up"),
    sentence=_("Nobody called back in time. {handler} calls now."),
)


@desk.move(
    source=RATED,
    target=None,
    allowed=is_party & is_not_rated,
    title=_("Rate the service"),
    sentence=_("The service was rated."),
    tells=False,
)
def rate(matter: Matter, *, actor: Actor, rating: int, comment: str = "") -> None:
    """You rate the service, not the person. Only the quality officer sees who rated."""
    if rating <= BAD:
        raise NotNow("rate")
    _keep(matter.request, rating, comment)


@desk.move(
    source=RATED,
    target="callback",
    allowed=is_party & is_not_rated,
    title=_("Ask to be called back"),
    sentence=_("The service was not satisfactory. {handler} calls back."),
)
def rate_badly(matter: Matter, *, actor: Actor, rating: int, comment: str = "", reach: str = "") -> None:
    """You were not satisfied: the quality officer speaks with you within the promised time."""
    if rating > BAD:
        raise NotNow("rate_badly")
    matter.request.reach = reach
    _keep(matter.request, rating, comment)
    for office in offices_up(matter.place, {"quality_officer"}):
        if office.person_id not in unfit(matter):
            matter.handler = office.person
            break


def _keep(request: Request, rating: int, comment: str) -> None:
    request.rating, request.rating_text = rating, comment


@desk.move(
    source="callback",
    target="answered",
    allowed=is_handler,
    title=_("Record the call"),
    sentence=_("{actor} spoke with the member."),
    text=Text(_("What you agreed and what is put right")),
    style="main",
    undone_by=("reopen",),
)
def call_back(matter: Matter, *, actor: Actor) -> None:
    """You spoke with the member; write down what is put right."""
