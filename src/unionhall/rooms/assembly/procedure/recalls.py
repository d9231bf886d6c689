"""A recall: a constituency votes whether its delegate in a seat stays."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor, Hall
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.asks import Row, Wrong
from unionhall.kernel.procedures.customs.going_up import escalating, reminding
from unionhall.kernel.procedures.declaration import Beginning, Procedure, Text
from unionhall.kernel.procedures.predicates import is_hall
from unionhall.rooms.assembly.delegates import asking, counted, seating
from unionhall.rooms.assembly.models import Mandate, Recall, Round
from unionhall.rooms.assembly.procedure import voting
from unionhall.rooms.assembly.procedure.voting import DONE, calls_votes, prepares

recalls = Procedure(
    "assembly",
    kind="recall",
    detail=Recall,
    start="prepared",
    line=("prepared", "voting", "counted", "closed"),
    states=voting.states(
        prepared=_("The chair puts it to the vote."),
        counted=_("Read whether the delegate is recalled."),
        closed=_("The result stands here with its arithmetic."),
    ),
)


def _held(matter: Matter, actor: Actor) -> Iterable[tuple[Mandate, Any]]:
    for constituency, title in voting.constituencies_of(actor):
        for mandate in seating.lasting(constituency):
            told = {"where": title, "seat": mandate.seat, "name": mandate.person.name}
            yield mandate, _("%(where)s, seat %(seat)d: %(name)s") % told


@recalls.opening(
    allowed=prepares,
    title=_("Prepare a recall"),
    sentence=_("{actor} prepares a vote of the constituency whether its delegate is recalled."),
    asks={"mandate": Row(label=_("From which seat?"), among=_held)},
)
def prepare_recall(matter: Matter, *, actor: Person, mandate: Mandate) -> Beginning:
    """The constituency decides, and nobody else. The page names the seat; the ballot names the delegate."""
    constituency = mandate.constituency
    is_running = Matter.objects.filter(recall__constituency=constituency, recall__seat=mandate.seat)
    if is_running.open().exists():
        raise Wrong(_("A recall from this seat is under way already."), question="mandate")
    voting.move_to(matter, constituency)
    return Beginning(Recall(constituency=constituency, seat=mandate.seat), words=str(constituency))


@recalls.move(
    source=("prepared",),
    target="voting",
    allowed=calls_votes,
    title=_("Put it to the vote"),
    sentence=_("{actor} prepared the ballot. It begins once it is called."),
    asks=voting.ASKS,
    style="main",
    tells_members=True,
)
def put_to_vote(matter: Matter, *, actor: Person, **asked: Any) -> Mapping[str, Any]:
    """The draft of a secret ballot, yes or no. Name key holders there, and call it."""
    mandate = _mandate(matter)
    if mandate is None:
        raise Wrong(_("Nobody holds this seat any more. Call the recall off."))
    question = asking.recall(mandate.person.name, mandate.seat)
    one = Round(kind=Round.Kind.RECALL, seats=1, mandate=mandate)
    return voting.begin_round(
        matter, question, asking.Wanted(**asked), one, actor=actor, then="take_decision"
    )


@recalls.move(
    source=("voting",),
    target="counted",
    allowed=is_hall,
    title=_("Read the result"),
    sentence=_("The ballot is over. What it decided stands here."),
    tells_members=True,
)
def take_decision(matter: Matter, *, actor: Hall, result: Mapping[str, Any]) -> Mapping[str, Any]:
    """With the share that the rules ask for, the seat ends today, and a substitute moves up.

    Whoever came into the seat after the ballot was made stays: it asked about somebody else.
    """
    one = voting.take(matter, result)
    mandate = one.mandate
    is_over = counted.recalled(matter, one) and mandate is not None and mandate.until_on is None
    if mandate is not None and is_over:
        seating.end(mandate, Mandate.Ended.RECALLED)
    return {"recalled": int(is_over), "vote": one.ballot}


@recalls.move(
    source=DONE,
    target="closed",
    allowed=prepares,
    title=_("Close the recall"),
    sentence=_("{actor} closed the recall."),
    text=Text(_("What the electing committee attests")),
    style="main",
    tells_members=True,
)
def close_recall(matter: Matter, *, actor: Person) -> None:
    """What the vote decided is done already."""


def _mandate(matter: Matter) -> Mandate | None:
    """Whoever holds the seat today and on."""
    held = seating.lasting(matter.recall.constituency)
    return next((each for each in held if each.seat == matter.recall.seat), None)


voting.ends(recalls)
escalate = escalating(recalls, "assembly.escalated", source=("counted",), after="counted")
remind = reminding(recalls, source=("prepared", "voting"))
