"""Putting a name or a telephone number right: the member asks, whoever keeps the register confirms it."""

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter, Party
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.taking_over import locked
from unionhall.kernel.procedures.customs.taking_back import taking_back
from unionhall.kernel.procedures.declaration import Beginning, Text
from unionhall.kernel.procedures.predicates import is_subject
from unionhall.kernel.procedures.refusals import Refusal
from unionhall.kernel.procedures.work import current
from unionhall.rooms.register.models import Correction
from unionhall.rooms.register.procedure.deciding import adopt, keeps_register, procedure_for, takes
from unionhall.rooms.register.procedure.kinds import CORRECTING

correcting = procedure_for(CORRECTING, Correction)


class CorrectsAlready(Refusal):
    """A member asks for one correction at a time."""

    message = _("You asked for a correction already. Withdraw that first if something else is right.")


class NumberIsAnothers(Refusal):
    """Another account that is in use has this number, proved by a code or not."""

    message = _("Another account has this number, so nothing was changed. Ask the member.")


@correcting.opening(
    allowed=is_subject,
    title=_("Have it put right"),
    sentence=_("{actor} asked to have what the register says of them put right."),
)
def ask_to_correct(matter: Matter, *, actor: Actor, correction: Correction) -> Beginning:
    """Whoever keeps the register of the branch looks at it and confirms it."""
    assert matter.subject is not None
    locked(matter.subject, "")  # so that two asks at once are one after the other
    running = Matter.objects.open().filter(room="register", kind=CORRECTING, subject=matter.subject)
    if running.exists():
        raise CorrectsAlready
    return Beginning(correction, parties=(Party(person=matter.subject),))


@correcting.move(
    source=("received", "escalated", "appealed"),
    target="accepted",
    allowed=keeps_register,
    title=_("Confirm the correction"),
    sentence=_("{actor} confirmed it. It stands in the register from now on."),
    text=Text(_("What you looked at, and a word to the member")),
    style="main",
    lost=_("The register says it from now on. To change it again, the member has to ask anew."),
)
def confirm(matter: Matter, *, actor: Actor) -> None:
    """The register says it from now on, and so do all lists and cards."""
    takes(matter, actor)
    correction: Correction = matter.correction
    assert matter.subject is not None
    person, *others = locked(matter.subject, correction.phone)
    if others:
        raise NumberIsAnothers
    person.name = correction.name or person.name
    if correction.phone:
        person.phone, person.phone_confirmed_on = correction.phone, None
    current().save(person)


escalate, ask, reply, decline, appeal, hand_up_appeal, uphold, withdraw, query, put_right = adopt(
    correcting, "received"
)
take_back = taking_back(correcting)
