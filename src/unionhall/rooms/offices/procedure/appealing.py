"""After a refusal, or an office that was ended against the wish of its person: somebody else looks again."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.answering import NobodyAnswers, offices_up
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.declaration import Text
from unionhall.kernel.procedures.predicates import is_hall, is_handler, is_party
from unionhall.kernel.procedures.work import current
from unionhall.rooms.offices.models import Appointment
from unionhall.rooms.offices.procedure import terms
from unionhall.rooms.offices.procedure.deciding import DECIDING, has_lost, is_ending, is_granting
from unionhall.rooms.offices.procedure.proposing import GRANTING
from unionhall.rooms.offices.procedure.refusals import IsOver
from unionhall.rooms.offices.procedure.signing import hand_on
from unionhall.rooms.offices.procedure.states import offices


@offices.move(
    source=("refused", "signed"),
    target="appealed",
    allowed=is_party & has_lost,
    title=_("Appeal"),
    sentence=_("The decision was appealed. {handler} looks at it again."),
    text=Text(_("What you don't agree with")),
)
def appeal(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
    """Somebody who did not decide before looks at it again."""
    return _to_another(matter)


def _to_another(matter: Matter) -> Mapping[str, Any]:
    """Give it to an officer who had no part in the decision, the nearest first, else to who proposed it."""
    unfit = {*matter.party_ids, *matter.recused, matter.handler_id}
    found = [each for each in offices_up(matter.place, DECIDING) if each.person_id not in unfit]
    if not found:
        raise NobodyAnswers(str(matter.place))
    fresh = [each for each in found if each.person_id != matter.appointment.proposed_by_id]
    matter.handler = (fresh or found)[0].person
    return {"handler": str(matter.handler.uid)}


@offices.move(
    source="appealed",
    target="appealed",
    allowed=is_hall,
    title=_("Hand the appeal up"),
    sentence=_("Nobody decided the appeal in time. {handler} decides it now."),
)
def hand_up_appeal(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
    """It stays an appeal: somebody else decides."""
    try:
        return _to_another(matter)
    except NobodyAnswers:
        return {"handler": str(matter.handler.uid)} if matter.handler else {}


@offices.move(
    source="appealed",
    target="accepted",
    allowed=is_handler,
    title=_("Agree with the appeal"),
    sentence=_("{actor} agrees with the appeal and proposes the office anew. It lies with {handler}."),
    text=Text(_("Why")),
)
def take_up(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
    """You propose the office anew, for the days that are left; another officer signs."""
    assert isinstance(actor, Person)
    appointment: Appointment = matter.appointment
    today = timezone.localdate()
    begins = max(appointment.from_on, today)
    ends = appointment.until_on or terms.last_day(appointment.place, begins)
    if ends < begins:
        raise IsOver
    matter.kind = GRANTING
    appointment.ends, appointment.office, appointment.signed_by = False, None, None
    appointment.proposed_by, appointment.from_on, appointment.until_on = actor, begins, ends
    current().save(appointment)
    return hand_on(matter)


@offices.move(
    source="appealed",
    target="refused",
    allowed=is_handler & is_granting,
    title=_("Uphold the refusal"),
    sentence=_("{actor} looked at it again and upheld the refusal."),
    text=Text(_("Why, by which rule, and which way is still open")),
    style="danger",
)
def uphold(matter: Matter, *, actor: Actor) -> None:
    """The office is not granted, with your own reason."""


@offices.move(
    source="appealed",
    target="signed",
    allowed=is_handler & is_ending,
    title=_("Uphold the end"),
    sentence=_("{actor} looked at it again and upheld the end of the office."),
    text=Text(_("Why, by which rule, and which way is still open")),
    style="danger",
)
def uphold_end(matter: Matter, *, actor: Actor) -> None:
    """The office stays ended, with your own reason."""
