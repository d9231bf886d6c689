"""What elections and recalls have in common: their states, the ballot that they wait for, and its count."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.asks import Ask, Choice, Moment, Wrong
from unionhall.kernel.procedures.declaration import NOTHING, Limit, Procedure, State, Text
from unionhall.kernel.procedures.predicates import holds, is_member_here
from unionhall.kernel.procedures.work import current
from unionhall.rooms.assembly.apps import PRESIDIUM, SECRETARY
from unionhall.rooms.assembly.delegates import asking
from unionhall.rooms.assembly.delegates.asking import Wanted
from unionhall.rooms.assembly.models import Constituency, Round

CALLER = "chair"
DONE = ("counted", "escalated")
prepares = holds(PRESIDIUM, SECRETARY)
calls_votes = holds(CALLER)


def states(*, prepared: Any, counted: Any, closed: Any) -> dict[str, State]:
    """The stations, with what comes next in each."""
    return {
        "prepared": State(
            _("Being prepared"),
            prepared,
            limits=(Limit("assembly.nominating", overdue="remind", act=_("put it to the vote")),),
        ),
        "voting": State(
            _("Vote of the constituency"),
            _("The ballot is called, opens, closes and is counted. Its result comes here by itself."),
            limits=(Limit("assembly.voting", overdue="remind", act=_("bring the ballot to its end")),),
        ),
        "counted": State(
            _("Counted"),
            counted,
            limits=(Limit("assembly.counted", overdue="escalate", act=_("bring it to its end")),),
        ),
        "closed": State(_("Closed"), closed, final=True),
        "cancelled": State(_("Called off"), _("Read why. You can have it looked at again."), final=True),
    }


def _modes(matter: Matter, actor: Actor) -> list[tuple[str, Any]]:
    return [(str(mode), mode.label) for mode in asking.MODES]


ASKS: Mapping[str, Ask] = {
    "mode": Choice(label=_("How is it secret?"), among=_modes),
    "opens_at": Moment(label=_("When does it open?")),
    "closes_at": Moment(label=_("When does it close?")),
}


def constituencies_of(actor: Actor) -> list[tuple[Constituency, Any]]:
    """Those of the terms that run, where somebody prepares what a congress decides."""
    offices = actor.current_offices if isinstance(actor, Person) else []
    paths = tuple(each.place.path for each in offices if each.role in (PRESIDIUM, SECRETARY))
    found = Constituency.objects.current().filter(
        term__retired_on=None, term__until_on__gte=timezone.localdate()
    )
    listed = found.select_related("term", "place").order_by("term__code", "code")
    return [(each, f"{each.term}: {each}") for each in listed if paths and each.place.path.startswith(paths)]


def move_to(matter: Matter, constituency: Constituency) -> None:
    """It lies where those are members who vote."""
    matter.place = constituency.place
    matter.move_to(constituency.place)


def begin_round(
    matter: Matter, question: Mapping[str, Any], wanted: Wanted, one: Round, *, actor: Person, then: str
) -> Mapping[str, Any]:
    """The ballot, and the round that keeps what it asked. Raises Wrong for hours that can't be."""
    if wanted.closes_at <= wanted.opens_at:
        raise Wrong(_("It closes after it opens."), question="closes_at")
    if wanted.opens_at.replace(tzinfo=matter.place.zone) <= timezone.now():
        raise Wrong(_("This is in the past."), question="opens_at")
    detail = getattr(matter, matter.kind)
    ballot = asking.put(matter, question, wanted, actor=actor, then=then, title=lambda: detail.title)
    one.matter, one.ballot = matter, ballot.uid
    one.number = max(matter.rounds.values_list("number", flat=True), default=0) + 1
    current().add(one)
    return {"vote": ballot.uid}


def take(matter: Matter, result: Mapping[str, Any]) -> Round:
    """What came of the ballot that the matter waited for, kept with its round.

    All who may vote are whoever is on its roll, or as many as the constituency says, whichever is more.
    """
    one: Round = matter.rounds.get(ballot=result["vote"])
    found = asking.counted(result)
    one.stage = found.stage
    if found.is_finished:
        one.entitled = max(found.roll, getattr(matter, matter.kind).constituency.staff)
        one.took_part, one.blank, one.counts = found.took_part, found.blank, list(found.counts)
    current().save(one)
    return one


def ends(procedure: Procedure) -> None:
    """`call_off` before it is put to the vote, and the ways back from both ends, for every member here."""

    @procedure.move(
        source=("prepared",),
        target="cancelled",
        allowed=prepares,
        title=_("Call it off"),
        sentence=_("{actor} called the vote off."),
        text=Text(_("Why, so that every member can read it")),
        style="danger",
        undone_by=("hold_after_all",),
        tells_members=True,
    )
    def call_off(matter: Matter, *, actor: Person) -> None:
        """Every member of the place reads why."""

    @procedure.move(
        source=("cancelled",),
        target="prepared",
        allowed=is_member_here,
        title=_("Open it again"),
        sentence=_("A member asks for the vote to be held after all."),
        text=Text(_("Why it should be held")),
        lost=NOTHING,
    )
    def hold_after_all(matter: Matter, *, actor: Person) -> None:
        """Whoever prepares it looks at it again."""

    @procedure.move(
        source=("closed",),
        target="counted",
        allowed=is_member_here,
        title=_("Object"),
        sentence=_("A member objected to the vote. It is looked at again."),
        text=Text(_("What is not right about it")),
        lost=NOTHING,
    )
    def object_to_vote(matter: Matter, *, actor: Person) -> None:
        """Whoever prepared it looks at it again and answers here."""
