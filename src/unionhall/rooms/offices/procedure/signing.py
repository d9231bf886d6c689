"""What granting and ending have in common: a second officer signs, or says why not, in time."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter, Party
from unionhall.kernel.people.actors import Hall
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.customs.adding import adding
from unionhall.kernel.procedures.customs.going_up import reminding
from unionhall.kernel.procedures.declaration import Beginning, Limit, Move, Procedure, State, Text
from unionhall.kernel.procedures.predicates import holds, is_hall
from unionhall.rooms.offices.models import Appointment
from unionhall.rooms.offices.procedure.deciding import (
    DECIDING,
    decides_here,
    is_lone_installation,
    is_second,
    signers,
)

GRANTING, ENDING = "granting", "ending"
UNSIGNED = ("accepted", "escalated")
OPEN = ("proposed", *UNSIGNED, "appealed")
SIGN = _("sign or say why not")
ACCEPT = _("accept it or decline")
may_propose = holds(*DECIDING)


def procedure_for(kind: str, **end: State) -> Procedure:
    """A procedure from the proposal to the second signature, with how else it may `end` in this kind."""
    unsigned = (Limit("offices.signature", overdue="escalate", act=SIGN),)
    states = {
        "proposed": State(
            _("Proposed"),
            _("Say whether you accept. Nothing begins before you do."),
            limits=(
                Limit("offices.reminder", overdue="remind", act=ACCEPT, reminds=True),
                Limit("offices.consent", overdue="report_silence", act=ACCEPT),
            ),
            waits=True,
            staff_title=_("Waiting for the person to accept"),
        ),
        "accepted": State(
            _("With a second officer"),
            _("An officer who did not propose it signs, or says why not."),
            limits=unsigned,
        ),
        "escalated": State(
            _("With another officer"),
            _("It took too long. Somebody else signs, or says why not."),
            limits=unsigned,
            after="accepted",
        ),
        "signed": State(_("Signed by two"), _("It stands on the page of offices."), final=True),
        "refused": State(
            _("Not agreed"), _("You can appeal; somebody else will decide."), final=True, after="accepted"
        ),
    }
    line = ("proposed", "accepted", "signed")
    return Procedure(
        "offices", kind=kind, detail=Appointment, start="proposed", line=line, states={**states, **end}
    )


def adopt(procedure: Procedure, *, then: Callable[[Matter], None], lost: Any) -> tuple[Move, Move, Move]:
    """`add`, `sign`, which makes what was proposed hold by `then`, and `refuse`; and what the clock does.

    `lost` says what can't be taken back once it is signed.
    """
    adopted = adding(procedure, source=OPEN), _signing(procedure, then, lost), _refusing(procedure)
    _waiting(procedure)
    return adopted


def begun(matter: Matter, appointment: Appointment, *, proposer: Person | None) -> Beginning:
    """A matter about an office of its subject, at its place."""
    assert matter.subject is not None
    appointment.person, appointment.place, appointment.proposed_by = matter.subject, matter.place, proposer
    payload = {"role": appointment.role, "place": matter.place.pk, "person": str(matter.subject.uid)}
    return Beginning(
        appointment, parties=(Party(person=matter.subject, capacity="officer"),), payload=payload
    )


def hand_on(matter: Matter) -> None:
    """Give it to who may sign: the nearest, then who stands above; where there is nobody else it stays."""
    found, before = signers(matter), matter.handler_id
    own = [len(office.place.path) for office in found if office.person_id == before]
    above = [each for each in found if own and len(each.place.path) < min(own)]
    others = [each for each in found if each.person_id != before]
    for office in [*above, *others][:1]:
        matter.handler = office.person


def _signing(procedure: Procedure, then: Callable[[Matter], None], lost: Any) -> Move:
    """`sign`, which makes what was proposed hold by `then`; the clock hands on what nobody signs."""

    @procedure.move(
        source=UNSIGNED,
        target="signed",
        allowed=decides_here & is_second | is_lone_installation,
        title=_("Sign"),
        sentence=_("{actor} signed. It holds by two signatures."),
        text=Text(_("What you checked, in a sentence or two")),
        style="main",
        lost=lost,
    )
    def sign(matter: Matter, *, actor: Person | Hall) -> Mapping[str, Any]:
        """With your signature it holds, and it stands on the page of offices under both names."""
        appointment: Appointment = matter.appointment
        if isinstance(actor, Person):
            matter.handler = appointment.signed_by = actor
        then(matter)
        return {"role": appointment.role, "place": matter.place_id, "person": str(appointment.person.uid)}

    @procedure.move(
        source=UNSIGNED,
        target="escalated",
        allowed=is_hall,
        title=_("Hand it on"),
        sentence=_("Nobody signed in time. It lies with {handler} now."),
    )
    def escalate(matter: Matter, *, actor: Hall) -> None:
        """Nobody signed in time: the next officer above has it."""
        hand_on(matter)

    return sign


def _waiting(procedure: Procedure) -> None:
    """`remind` and `report_silence`, which the clock makes where its person says nothing."""
    reminding(
        procedure,
        source="proposed",
        sentence=_("The hall reminded of the proposal that waits for an answer."),
    )

    @procedure.move(
        source="proposed",
        target=None,
        allowed=is_hall,
        title=_("Report silence"),
        sentence=_("No answer came. Whoever made the proposal may end it."),
    )
    def report_silence(matter: Matter, *, actor: Hall) -> None:
        """Nothing closes by itself: a person decides."""


def _refusing(procedure: Procedure) -> Move:
    """`refuse`: somebody who decides on such offices ends the proposal."""

    @procedure.move(
        source=("proposed", *UNSIGNED),
        target="refused",
        allowed=decides_here,
        title=_("Do not go on with it"),
        sentence=_("{actor} ended the proposal and says why."),
        text=Text(_("Why, and by which rule")),
        style="danger",
        for_a_minute=True,
    )
    def refuse(matter: Matter, *, actor: Person) -> None:
        """With your reason; its person can appeal to somebody else."""
        matter.handler = actor

    return refuse
