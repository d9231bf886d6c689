"""Moving to another branch: the present one consents, then the other; the membership changes on one day."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter, Party
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.answering import first_contact
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures.customs.taking_back import taking_back
from unionhall.kernel.procedures.declaration import Beginning, State, Text
from unionhall.kernel.procedures.limits import rule_for
from unionhall.kernel.procedures.predicates import is_subject, predicate
from unionhall.kernel.procedures.refusals import Refusal
from unionhall.kernel.rooms import room
from unionhall.rooms.register.book import enrolment
from unionhall.rooms.register.models import Transfer
from unionhall.rooms.register.procedure.deciding import CONSENT, adopt, keeps_register, procedure_for, takes
from unionhall.rooms.register.procedure.kinds import MOVING

OPEN = ("received", "released", "escalated", "waiting", "appealed")  # before anything stands in the register

moving = procedure_for(
    MOVING,
    Transfer,
    released=State(
        _("With the other branch"),
        _("Your branch agreed. The branch that you move to decides now."),
        limits=CONSENT,
        after="received",
    ),
)


class MovesAlready(Refusal):
    """A member asks for one move at a time."""

    message = _("You asked to move already. Withdraw that first if you want to move somewhere else.")


class IsGone(Refusal):
    """The membership that was to move has ended meanwhile."""

    message = _("This person is no member of that branch any more, so nothing can be moved. Decline it.")


def keeper_of(place: Place, *, without: Person | None) -> Person:
    """Who keeps the register of a place, nearest first; raises NobodyAnswers."""
    declared = room("register")
    unfit = {without.pk} if without else set()
    return first_contact(place, declared.handled_by, declared.coordinated_by, without=unfit)


@predicate("at the branch that the member leaves")
def is_at_origin(matter: Matter, actor: Actor) -> bool:
    return bool(matter.transfer.origin_id == matter.place_id)


@predicate("at the branch that the member moves to, or on appeal")
def is_at_target(matter: Matter, actor: Actor) -> bool:
    """On appeal one person decides for both sides."""
    return matter.state == "appealed" or matter.transfer.target_id == matter.place_id


@moving.opening(
    allowed=is_subject, title=_("Ask to move"), sentence=_("{actor} asked to move to another branch.")
)
def ask_to_move(matter: Matter, *, actor: Actor, transfer: Transfer) -> Beginning:
    """Both branches consent, each within its time; silence goes up."""
    running = Matter.objects.open().filter(room="register", kind=MOVING, subject=matter.subject)
    if running.exists():
        raise MovesAlready
    return Beginning(
        transfer,
        parties=(Party(person=matter.subject),),
        promised=rule_for(matter, "register.transfer"),
        payload={"origin": transfer.origin_id, "target": transfer.target_id},
    )


@moving.move(
    source=("received", "escalated"),
    target="released",
    allowed=keeps_register & is_at_origin,
    title=_("Let them move"),
    sentence=_("{actor} agreed to the move. {handler} of the other branch decides now."),
    style="main",
    undone_by=("decline",),
)
def release(matter: Matter, *, actor: Actor) -> None:
    """Your branch agrees. The other branch decides; until then the member stays with you."""
    target = matter.transfer.target
    matter.move_to(target)
    matter.handler = keeper_of(target, without=matter.subject)


@moving.move(
    source=("received", "released", "escalated", "appealed"),
    target="accepted",
    allowed=keeps_register & is_at_target,
    title=_("Take them in"),
    sentence=_("{actor} agreed. The membership belongs to the new branch from this day on."),
    text=Text(_("A word of welcome, and whom to ask")),
    style="main",
    lost=_("The membership changes today. To go back, the member has to ask to move again."),
)
def admit(matter: Matter, *, actor: Actor) -> None:
    """The membership changes today, without a gap. Open matters stay with whoever has them."""
    takes(matter, actor)
    transfer: Transfer = matter.transfer
    assert matter.subject is not None
    today = timezone.localdate()
    if not matter.subject.memberships.current(today).filter(place=transfer.origin).exists():
        raise IsGone
    matter.move_to(transfer.target)
    enrolment.move(matter.subject, transfer.origin, transfer.target, on=today)


escalate, ask, reply, decline, appeal, hand_up_appeal, uphold, withdraw, query, put_right = adopt(
    moving, "received", "released"
)
take_back = taking_back(moving)
