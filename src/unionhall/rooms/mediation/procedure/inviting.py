"""Bringing people in: a link that opens once, by which the other side or a colleague takes a seat."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter, Party, Receipt
from unionhall.kernel.matters.receipts import digest_of, new_code
from unionhall.kernel.people.actors import Actor, Guest
from unionhall.kernel.people.masks import mask_of, selves_of
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures import limits
from unionhall.kernel.procedures.declaration import Text
from unionhall.kernel.procedures.limits import rule_for
from unionhall.kernel.procedures.predicates import is_handler, predicate
from unionhall.kernel.procedures.promises import end_of_day
from unionhall.kernel.procedures.refusals import Refusal
from unionhall.kernel.procedures.work import current
from unionhall.rooms.mediation.apps import CO_CLAIMANT, RESPONDENT
from unionhall.rooms.mediation.chain import watching
from unionhall.rooms.mediation.models import Invitation, Seat
from unionhall.rooms.mediation.procedure.sides import has_address, is_alone, is_claimant, speaks
from unionhall.rooms.mediation.procedure.states import OPEN, STEPS, mediation


class LinkIsOver(Refusal):
    """The link was used, or its time is over."""

    message = _("This link was used already, or its time is over. Ask for another one.")


class TakesPartAlready(Refusal):
    """Who is on one side can't take a seat on another."""

    message = _("You take part in this dispute already.")


def invite(matter: Matter, capacity: str, code: str = "", *, by_mail: bool = False) -> str:
    """The code of a link that lets one person in, once, until the end of a day; an older one ends with it.

    A page brings a code of its own, so that sending its form twice shows the same one. `by_mail`: a letter
    with it waits for the post.
    """
    code = code or new_code()
    current().delete(Invitation.objects.filter(matter=matter, capacity=capacity, used_at=None))
    current().add(
        Invitation(
            matter=matter,
            capacity=capacity,
            digest=digest_of(code),
            until=end_of_day(last_day(matter), matter.place.zone),
            waits=code if by_mail else None,
        )
    )
    return code


def last_day(matter: Matter) -> date:
    """The last day on which a link works that is made today."""
    today = timezone.localdate(timezone=matter.place.zone)
    return today + timedelta(days=rule_for(matter, "mediation.link").amount)


def invitation_of(code: str) -> Invitation | None:
    """The invitation that this code opens now."""
    open_ones = Invitation.objects.filter(digest=digest_of(code), used_at=None, until__gt=timezone.now())
    return open_ones.select_related("matter").first()


@mediation.move(
    source=("invited", "run_out", *STEPS),
    target=None,
    allowed=is_handler,
    title=_("Invite the other side"),
    sentence=_("A letter with a link was made for the other side."),
    tells=False,
    style="main",
    leads=is_alone & ~has_address,
)
def write_to_other_side(matter: Matter, *, actor: Actor, codes: list[str]) -> None:
    """A letter to print or a message to send, with a link that opens once. A new one ends the old."""
    codes[:] = [invite(matter, RESPONDENT, *codes)]


@mediation.move(
    source=(*OPEN,),
    target=None,
    allowed=is_claimant,
    title=_("Let a colleague join"),
    sentence=_("A link was made for a colleague with the same claim."),
    tells=False,
    style="rare",
)
def let_colleague_in(matter: Matter, *, actor: Actor, codes: list[str]) -> None:
    """A link for one colleague with the same claim. You speak for them until you elect somebody together."""
    codes[:] = [invite(matter, CO_CLAIMANT, *codes)]


@predicate("somebody who has no part in it yet")
def has_no_seat(matter: Matter, actor: Actor) -> bool:
    """Neither a seat nor an office through which they see it."""
    if isinstance(actor, Person):
        return not matter.is_visible_to(actor)
    return isinstance(actor, Guest) and not matter.capacity_of(actor)


@mediation.move(
    source=OPEN,
    target=None,
    allowed=has_no_seat,
    title=_("Take a seat"),
    sentence=_("Somebody who was invited takes part now."),
    style="rare",
)
def take_seat(
    matter: Matter, *, actor: Actor, code: str = "", receipt: str = "", language: str = ""
) -> Mapping[str, Any]:
    """Come in by the link of an invitation, with an account or with a receipt of one's own.

    `language` is the one they read: from then on the hall writes to the other side in it.
    """
    found = invitation_of(code)
    if found is None or found.matter_id != matter.pk:
        raise LinkIsOver
    mediators = Seat.objects.filter(matter=matter).values_list("person", flat=True)
    if isinstance(actor, Person) and not {matter.handler_id, *mediators}.isdisjoint(selves_of(actor)):
        raise TakesPartAlready
    found.used_at = timezone.now()
    current().save(found)
    if isinstance(actor, Person):
        current().add(Party(matter=matter, person=mask_of(actor, matter.room), capacity=found.capacity))
    else:
        current().add(Receipt(matter=matter, digest=receipt, capacity=found.capacity))
    if language and found.capacity == RESPONDENT:
        matter.dispute.contact["language"] = language
    return {"side": found.capacity}


@mediation.move(
    source="invited",
    target="choosing",
    allowed=predicate("the other side", needs_party=True)(
        lambda matter, actor: matter.capacity_of(actor) == RESPONDENT
    ),
    title=_("Take part in mediation"),
    sentence=_("{actor} takes part. Both choose a mediator now."),
    style="main",
    undone_by=("refuse",),
)
def take_part(matter: Matter, *, actor: Actor) -> None:
    """You can stop at any time, without giving a reason."""


@mediation.move(
    source=("invited", "choosing", "mediating", "run_out"),
    target="refused",
    allowed=speaks,
    title=_("Stop mediation"),
    sentence=_("One side does not want mediation. It ends here, and nobody is blamed for it."),
    style="danger",
    lost=_(
        "Mediation ends for both sides and can't be taken up again in this dispute. A meeting that is "
        "fixed falls away."
    ),
)
def refuse(matter: Matter, *, actor: Actor) -> None:
    """Mediation is voluntary. It ends at once, nobody asks why, and every other way stays open."""


@mediation.move(
    source=tuple(state for state in OPEN if state != "agreed"),
    target="withdrawn",
    allowed=is_claimant,
    title=_("Withdraw"),
    sentence=_("The dispute was withdrawn by whoever brought it."),
    style="danger",
    lost=_(
        "The dispute is closed for both sides and can't be opened again. You would have to begin a new one."
    ),
)
def withdraw(matter: Matter, *, actor: Actor) -> None:
    """You don't want it any more. You can begin again whenever you like."""


@mediation.move(
    source="invited",
    target="elsewhere",
    allowed=is_handler | is_claimant,
    title=_("Go on without the other side"),
    sentence=_("The other side did not answer. The other ways are open, and the hall counts their days."),
    text=Text(_("How often the other side was asked"), required=False),
    style="rare",
    lost=_("Mediation can't be taken up again in this dispute, even if the other side answers later."),
)
def go_on_alone(matter: Matter, *, actor: Actor) -> None:
    """Nobody has to wait for somebody who doesn't answer."""
    limits.end((each for each in matter.running if each.is_promise), at=timezone.now())
    watching.watch(matter)
