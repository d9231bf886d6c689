"""After a refusal, or an office that was ended against the wish of its person: somebody else looks again."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.answering import NobodyAnswers, offices_up
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.customs.appeals import appealing
from unionhall.kernel.procedures.declaration import Move, Procedure, Text
from unionhall.kernel.procedures.predicates import is_handler, is_party
from unionhall.rooms.offices.models import Appointment
from unionhall.rooms.offices.procedure import terms
from unionhall.rooms.offices.procedure.deciding import DECIDING, has_lost
from unionhall.rooms.offices.procedure.refusals import IsOver
from unionhall.rooms.offices.procedure.signing import GRANTING, hand_on


def contested(procedure: Procedure, *, back: str, upheld: Mapping[str, Any]) -> tuple[Move, ...]:
    """`appeal` against what its person lost, `hand_up_appeal`, `uphold` with what it says, and `take_up`."""
    appeals = appealing(
        procedure,
        "offices.appeal_answer",
        source=("refused", "signed"),
        back=back,
        allowed=is_party & has_lost,
        after="accepted",
        to=_to_another,
        up=_to_another_if_any,
        upheld=upheld,
    )
    return *appeals, _taking_up(procedure)


def _to_another(matter: Matter) -> None:
    """Give it to an officer who had no part in the decision, the nearest first, else to who proposed it."""
    unfit = {*matter.party_ids, *matter.recused, matter.handler_id}
    found = [each for each in offices_up(matter.place, DECIDING) if each.person_id not in unfit]
    if not found:
        raise NobodyAnswers(str(matter.place))
    fresh = [each for each in found if each.person_id != matter.appointment.proposed_by_id]
    matter.handler = (fresh or found)[0].person


def _to_another_if_any(matter: Matter) -> None:
    """It stays an appeal, and where nobody else is left, with whoever has it."""
    with suppress(NobodyAnswers):
        _to_another(matter)


def _taking_up(procedure: Procedure) -> Move:
    """`take_up`: the appeal is right, and what was lost is granted anew, like any other office."""

    @procedure.move(
        source="appealed",
        target="accepted",
        allowed=is_handler,
        title=_("Agree with the appeal"),
        sentence=_("{actor} agrees with the appeal and proposes the office anew. It lies with {handler}."),
        text=Text(_("Why")),
    )
    def take_up(matter: Matter, *, actor: Person) -> None:
        """You propose the office anew, for the days that are left; another officer signs."""
        appointment: Appointment = matter.appointment
        begins = max(appointment.from_on, timezone.localdate())
        ends = appointment.until_on or terms.last_day(appointment.place, begins)
        if ends < begins:
            raise IsOver
        matter.kind = GRANTING
        appointment.ends, appointment.office, appointment.signed_by = False, None, None
        appointment.proposed_by, appointment.from_on, appointment.until_on = actor, begins, ends
        hand_on(matter)

    return take_up
