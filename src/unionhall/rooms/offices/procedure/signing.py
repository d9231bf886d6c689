"""From the proposal to two signatures: accepting, signing, ending, and what the clock does in between."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.declaration import Text
from unionhall.kernel.procedures.predicates import is_hall, is_party
from unionhall.kernel.procedures.work import current
from unionhall.rooms.offices.procedure import writing
from unionhall.rooms.offices.procedure.deciding import (
    decides_here,
    is_ending,
    is_granting,
    is_lone_installation,
    is_proposer,
    is_second,
    signers,
)
from unionhall.rooms.offices.procedure.states import OPEN, UNSIGNED, offices


def hand_on(matter: Matter) -> Mapping[str, Any]:
    """Give it to who may sign: the nearest, then who stands above; where there is nobody else it stays."""
    found, before = signers(matter), matter.handler_id
    own = [len(office.place.path) for office in found if office.person_id == before]
    above = [each for each in found if own and len(each.place.path) < min(own)]
    others = [each for each in found if each.person_id != before]
    for office in [*above, *others][:1]:
        matter.handler = office.person
    return {"handler": str(matter.handler.uid)} if matter.handler else {}


@offices.move(
    source="proposed",
    target="accepted",
    allowed=is_party & is_granting,
    title=_("Accept the office"),
    sentence=_("The office was accepted. {handler} signs, or says why not."),
    style="main",
)
def accept(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
    """You take the office on. It begins once a second officer has signed."""
    return hand_on(matter)


@offices.move(
    source=OPEN,
    target="declined",
    allowed=is_party & is_granting,
    title=_("Decline the office"),
    sentence=_("The office was not accepted."),
    style="danger",
)
def decline(matter: Matter, *, actor: Actor) -> None:
    """You don't want it. You need not say why."""


@offices.move(
    source=OPEN,
    target="laid_down",
    allowed=is_party & is_ending,
    title=_("Lay the office down"),
    sentence=_("The office was laid down and has ended."),
    style="danger",
)
def lay_down(matter: Matter, *, actor: Actor) -> None:
    """Your office ends at once, and nobody has to sign."""
    _end_office(matter)


@offices.move(
    source=OPEN,
    target=None,
    allowed=is_party,
    title=_("Say something to it"),
    sentence=_("Something was added."),
    text=Text(_("What whoever signs should know")),
)
def add(matter: Matter, *, actor: Actor) -> None:
    """Whoever signs reads it before they do."""


@offices.move(
    source="proposed",
    target="accepted",
    allowed=is_proposer & is_ending,
    title=_("Put it before a second officer"),
    sentence=_("The end of the office lies with {handler}."),
)
def put_forward(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
    """A second officer signs the end, or says why not."""
    return hand_on(matter)


@offices.move(
    source=UNSIGNED,
    target="signed",
    allowed=decides_here & is_second | is_lone_installation,
    title=_("Sign"),
    sentence=_("{actor} signed. It holds by two signatures."),
    text=Text(_("What you checked, in a sentence or two")),
    style="main",
)
def sign(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
    """With your signature it holds, and it stands on the page of offices under both names."""
    appointment = matter.appointment
    if isinstance(actor, Person):
        matter.handler = appointment.signed_by = actor
    if appointment.ends:
        _end_office(matter)
    else:
        writing.grant(matter, on=timezone.localdate())
        current().save(appointment)
    return {"role": appointment.role, "place": matter.place_id, "person": str(appointment.person.uid)}


@offices.move(
    source=("proposed", *UNSIGNED),
    target="refused",
    allowed=decides_here,
    title=_("Do not go on with it"),
    sentence=_("{actor} ended the proposal and says why."),
    text=Text(_("Why, and by which rule")),
    style="danger",
)
def refuse(matter: Matter, *, actor: Actor) -> None:
    """With your reason; its person can appeal to somebody else."""
    assert isinstance(actor, Person)
    matter.handler = actor


@offices.move(
    source=UNSIGNED,
    target="escalated",
    allowed=is_hall,
    title=_("Hand it on"),
    sentence=_("Nobody signed in time. It lies with {handler} now."),
)
def escalate(matter: Matter, *, actor: Actor) -> Mapping[str, Any]:
    """Nobody signed in time: the next officer above has it."""
    return hand_on(matter)


@offices.move(
    source="proposed",
    target=None,
    allowed=is_hall,
    title=_("Remind"),
    sentence=_("The hall reminded of the proposal that waits for an answer."),
)
def remind(matter: Matter, *, actor: Actor) -> None:
    """The proposal waits for an answer."""


@offices.move(
    source="proposed",
    target=None,
    allowed=is_hall,
    title=_("Report silence"),
    sentence=_("No answer came. Whoever made the proposal may end it."),
)
def report_silence(matter: Matter, *, actor: Actor) -> None:
    """Nothing closes by itself: a person decides."""


@offices.move(
    source="signed",
    target=None,
    allowed=is_hall & is_granting,
    title=_("Remind of the end"),
    sentence=_("An office ends by its date in {days} days. To go on, it has to be proposed anew."),
)
def remind_of_end(matter: Matter, *, actor: Actor, days: int) -> Mapping[str, Any]:
    """The office ends by its date."""
    return {"days": days}


def _end_office(matter: Matter) -> None:
    writing.end(matter.appointment, on=timezone.localdate())
    current().save(matter.appointment)
