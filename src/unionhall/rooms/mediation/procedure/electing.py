"""Several who asked together elect who speaks for them.

Who stands and who chooses whom is no move: the journal keeps for ever who did what, and the other side reads
it. Only that another speaks from now on is one, made by the hall, so that nobody learns whose choice decided.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter, Party
from unionhall.kernel.people.actors import HALL, Actor, Guest
from unionhall.kernel.procedures.predicates import is_hall, predicate
from unionhall.kernel.procedures.refusals import NotNow, Refusal
from unionhall.kernel.procedures.work import current, unit
from unionhall.rooms.mediation.apps import CLAIMANT, CO_CLAIMANT, SPEAKER
from unionhall.rooms.mediation.models import Backing
from unionhall.rooms.mediation.procedure.backing import Side, backing_of
from unionhall.rooms.mediation.procedure.sides import side_of
from unionhall.rooms.mediation.procedure.states import OPEN, mediation


class NameMissing(Refusal):
    """A guest has no name here but the one they give."""

    status = 422
    message = _("Write the name by which your colleagues know you, so that they know whom they choose.")


class NoVoice(Refusal):
    """A receipt doesn't tell whether somebody holds another one, and so would choose twice."""

    message = _(
        "Only who takes part with an account chooses, so that nobody chooses twice. Ask for a link of your "
        "own and open it while you are signed in."
    )


class StandsNoMore(Refusal):
    """Only who stands can be chosen."""

    message = _("Choose one of those who would speak for you. Somebody may have stepped back meanwhile.")


class ElectFirst(Refusal):
    """So many as they are, they elect who speaks for them before anything binds them."""

    message: Any

    def __init__(self, side: Side) -> None:
        super().__init__("elect first")
        rule, count = side.rule, len(side.parts)
        assert rule
        words = _now(
            "You are %(count)s. From %(least)s on, you elect who speaks for you before anything binds you "
            "(%(source)s). Choose on the page of the dispute; it takes more than half of you."
        )
        self.message = words % {"count": count, "least": rule.amount, "source": _now(rule.source)}


def check_may_bind(matter: Matter, actor: Actor) -> None:
    """Raises ElectFirst where the actor speaks for a side that is so many and has elected nobody."""
    side = Side(matter)
    if side_of(matter, actor) == CLAIMANT and side.must_elect:
        raise ElectFirst(side)


def stand(matter: Matter, *, actor: Actor, name: str = "") -> None:
    """Say to those of one's side that one would speak for them; a guest says by which name they know them."""
    with _written(matter, actor) as mine:
        if mine.person is None and not (name or mine.name):
            raise NameMissing
        mine.stands = True
        if mine.person is None and name:
            mine.name = name


def step_back(matter: Matter, *, actor: Actor) -> None:
    """Stand no more, and speak no more for the side if one did; whoever chose this person chooses anew."""
    with _written(matter, actor) as mine:
        mine.stands = False
        current().change(Backing.objects.filter(matter=matter, chooses=mine.pk), chooses=None)
        mine.chooses = None if mine.chooses_id == mine.pk else mine.chooses


def choose(matter: Matter, *, actor: Actor, backing: int) -> None:
    """Choose one of those who stand, oneself too; the last choice counts."""
    with _written(matter, actor) as mine:
        if mine.person is None:
            raise NoVoice
        mine.chooses = Backing.objects.filter(matter=matter, stands=True, pk=backing).first()
        if mine.chooses is None:
            raise StandsNoMore


@contextmanager
def _written(matter: Matter, actor: Actor) -> Iterator[Backing]:
    """What the actor says of it, to be changed.

    1. Lock the matter, so that two choices at once are counted one after the other.  2. Ask whether the actor
    is of the side, and whether the dispute is open.  3. Write.  4. Let another speak, if it comes to that.
    """
    with unit() as work:
        matter = work.lock(matter)
        mine = backing_of(matter, actor)
        if matter.state not in OPEN:
            raise NotNow("elect")
        yield mine
        work.save(mine) if mine.pk else work.add(mine)
        side = Side(matter)
        if side.coming != side.speaking:
            change_speaker(matter, actor=HALL)


@mediation.move(
    source=OPEN,
    target=None,
    allowed=is_hall,
    title=_("Another person speaks"),
    sentence=_("The side that asked is now spoken for by another person."),
    style="rare",
)
def change_speaker(matter: Matter, *, actor: Actor) -> None:
    """More than half of those who asked chose somebody else, or who spoke for them stepped back."""
    _hand_over(matter, Side(matter))


@predicate("a colleague of the side that asked", needs_party=True)
def is_colleague(matter: Matter, actor: Actor) -> bool:
    return matter.capacity_of(actor) in (CO_CLAIMANT, SPEAKER)


@mediation.move(
    source=OPEN,
    target=None,
    allowed=is_colleague,
    title=_("Leave the side that asked"),
    sentence=_("Somebody of the side that asked left it. Another person may speak for it now."),
    style="danger",
    lost=_("You can't open this dispute any more. Only a new invitation by the others lets you in again."),
)
def leave(matter: Matter, *, actor: Actor) -> None:
    """You read nothing of it any more, and your choice of who speaks doesn't count. The others go on.

    1. What they said of who speaks goes, and the choices of them with it.  2. Their seat or receipt goes.
    3. Whoever more than half of those who are left chose speaks from now on, else whoever asked.
    """
    mine = backing_of(matter, actor)
    if mine.pk:
        current().delete(mine)
    if isinstance(actor, Guest):
        current().delete(matter.receipts.filter(digest=actor.receipt))
    else:
        seats = Party.objects.filter(matter=matter, person=mine.person, capacity__in=(CO_CLAIMANT, SPEAKER))
        current().delete(seats)
    matter.forget_people()
    _hand_over(matter, Side(matter))


def _hand_over(matter: Matter, side: Side) -> None:
    """Let whoever is to speak do so, and whoever did before be one of the others."""
    dispute = matter.dispute
    going, coming = side.of(SPEAKER), side.coming
    assert coming
    dispute.is_represented = coming.capacity != CLAIMANT
    if going:
        going.capacity = CO_CLAIMANT
    if dispute.is_represented:
        coming.capacity = SPEAKER
    current().save(*(each for each in (going, coming) if each))
