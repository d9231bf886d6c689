"""How a request ends, always by a person, and against the member's wish only with a reason and an appeal."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.alike import alike
from unionhall.kernel.matters.models import Link, Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.procedures.asks import Choice, Line, Other, Wrong
from unionhall.kernel.procedures.awaiting import await_, settled
from unionhall.kernel.procedures.declaration import NOTHING, Text
from unionhall.kernel.procedures.predicates import is_hall, is_handler, is_party, predicate
from unionhall.kernel.procedures.referring import takers
from unionhall.kernel.procedures.refusals import NotAllowed, NotNow
from unionhall.kernel.procedures.work import current
from unionhall.rooms.desk.procedure.states import IN_HAND, OPEN, desk

ANSWERABLE = (*IN_HAND, "received")
OTHER = _("Reference of the other request")


@predicate("once the member's time to answer has passed")
def member_is_silent(matter: Matter, actor: Actor) -> bool:
    return matter.deadlines.running().filter(rule="desk.member_silence", missed_at__isnull=False).exists()


@desk.move(
    source=IN_HAND,
    target="answered",
    allowed=is_handler | is_hall,
    title=_("Answer"),
    sentence=_("{actor} answered the request."),
    text=Text(_("Your answer")),
    done=_("Your answer went to {whom}."),
    for_many=True,
    style="main",
    for_a_minute=True,
)
def answer(matter: Matter, *, actor: Actor) -> None:
    """The member reads your answer, can rate it and can open the request again."""
    _end_for_joined(matter)


@desk.move(
    source=ANSWERABLE,
    target="declined",
    allowed=is_handler,
    title=_("Decline"),
    sentence=_("{actor} declined the request and says why."),
    text=Text(_("Why, by which rule, and what the member can do instead")),
    done=_("Your reason went to {whom}."),
    style="danger",
    for_a_minute=True,
)
def decline(matter: Matter, *, actor: Actor) -> None:
    """With your reason; the member can appeal to somebody else."""
    _end_for_joined(matter)


@desk.move(
    source=IN_HAND,
    target="referred",
    allowed=is_handler,
    title=_("Refer to another body"),
    sentence=_("{actor} referred the request to another office."),
    asks={"body": Line(label=_("Which office or body"), longest=120)},
    text=Text(_("Why, and what they will do")),
    style="rare",
    undone_by=("reopen",),
)
def refer_outside(matter: Matter, *, actor: Actor, body: str) -> None:
    """Another office is responsible. The member is told which, and why."""
    matter.request.referred_to = body
    _end_for_joined(matter)


def _takers(matter: Matter, _actor: Actor) -> Iterator[tuple[str, str]]:
    """The rooms that take referrals, each with what it takes."""
    return ((taker.label, f"{taker.title}{_(': ')}{takes}") for taker, takes in takers(matter.room))


@desk.move(
    source=ANSWERABLE,
    target="referred",
    allowed=is_handler,
    title=_("Send to another room"),
    sentence=_("{actor} found that another room of the hall is the right one."),
    asks={"room": Choice(label=_("Which room"), among=_takers)},
    text=Text(_("Why, and what happens there")),
    style="rare",
    undone_by=("reopen",),
)
def refer_to_room(matter: Matter, *, actor: Actor, room: str) -> None:
    """The member decides themselves whether to go on there, with the words of their request."""
    if room not in {taker.label for taker, _takes in takers(matter.room)}:
        raise NotAllowed("refer_to_room")
    matter.request.goes_on_in = room
    _end_for_joined(matter)


def _is_in_the_same_hands(other: Matter, _matter: Matter, actor: Actor) -> None:
    if other.handler_id != getattr(actor, "pk", None):
        raise Wrong(_("You can join only requests that are both in your hands."))


def _goes_on_for_both(other: Matter, matter: Matter, actor: Actor) -> None:
    _is_in_the_same_hands(other, matter, actor)
    if other.closed_at:
        raise Wrong(_("The other request is over. Name one that is still open."))


def _in_the_same_hands(matter: Matter, actor: Actor) -> "list[Matter]":
    """What may be a duplicate, of all that the actor has in hand."""
    return alike(matter, Matter.objects.open().filter(handler=getattr(actor, "pk", None)))


@desk.move(
    source=("received", *IN_HAND),
    target="merged",
    allowed=is_handler,
    title=_("Join a duplicate"),
    sentence=_("The request was joined with {reference}."),
    asks={"other": Other(label=OTHER, check=_goes_on_for_both, near=_in_the_same_hands)},
    text=Text(_("Why they are the same")),
    for_many=True,
    style="rare",
    lost=NOTHING,
)
def merge(matter: Matter, *, actor: Actor, other: Matter) -> Mapping[str, Any]:
    """The other request goes on for both. When it ends, this one comes back to you for its own answer."""
    if other.pk == matter.pk or not is_handler(other, actor):
        raise NotAllowed("merge")
    if not _goes_on(other):
        raise NotNow("merge")
    if not _is_linked(matter, other, Link.Kind.DUPLICATE):
        current().add(Link(matter=matter, other=other, kind=Link.Kind.DUPLICATE))
    current().delete(matter.awaited.filter(stream=other.stream))
    await_(matter, other.stream, then="hear")
    return {"reference": other.reference}


@desk.move(
    source="merged",
    target="accepted",
    allowed=is_hall,
    title=_("The other request ended"),
    sentence=_("The request that it was joined with has ended. {handler} answers this one now."),
)
def hear(matter: Matter, *, actor: Actor, result: Mapping[str, Any]) -> None:
    """Whoever asked hears the end in their own request, in words that say nothing of anybody else."""


def _end_for_joined(matter: Matter) -> None:
    """Those whose requests were joined with this one get answers of their own now; imports have none."""
    if not current().silent:
        settled(matter.stream, {})


def _is_linked(matter: Matter, other: Matter, kind: Link.Kind) -> bool:
    return matter.links.filter(other=other, kind=kind).exists()


def _goes_on(other: Matter) -> bool:
    """Whether it is open and stays so until the commit; one that is being moved is not waited for."""
    still = Matter.objects.open().filter(pk=other.pk)
    return still.select_for_update(skip_locked=True, of=("self",), no_key=True).exists()


@desk.move(
    source=OPEN,
    target=None,
    allowed=is_handler,
    title=_("Handle together"),
    sentence=_("{actor} handles this together with {reference}."),
    for_many=True,
    asks={"other": Other(label=OTHER, check=_is_in_the_same_hands, near=_in_the_same_hands)},
    tells=False,
    style="rare",
)
def group(matter: Matter, *, actor: Actor, other: Matter) -> Mapping[str, Any]:
    """Several requests about the same thing, each with its own answer."""
    if other.pk == matter.pk or not is_handler(other, actor):
        raise NotAllowed("group")
    if _is_linked(matter, other, Link.Kind.GROUP):
        raise NotNow("group")
    current().add(Link(matter=matter, other=other, kind=Link.Kind.GROUP))
    return {"reference": other.reference}


@desk.move(
    source="waiting",
    target=None,
    allowed=is_hall,
    title=_("Remind"),
    sentence=_("The hall reminded the member of the open question."),
)
def remind(matter: Matter, *, actor: Actor) -> None:
    """The question is still open."""


@desk.move(
    source="waiting",
    target=None,
    allowed=is_hall,
    title=_("Report silence"),
    sentence=_("The question is still open. The person in charge may close the request now."),
)
def fall_silent(matter: Matter, *, actor: Actor) -> None:
    """Nothing closes by itself: a person decides."""


@desk.move(
    source="waiting",
    target="silent",
    allowed=is_handler & member_is_silent,
    title=_("Close without a reply"),
    sentence=_("{actor} closed the request, since no reply came. One click opens it again."),
    text=Text(_("What you tried, and what is missing")),
    style="danger",
    undone_by=("reopen",),
)
def close_silent(matter: Matter, *, actor: Actor) -> None:
    """No reply came. The member can open it again with one click, or appeal."""
    _end_for_joined(matter)


@desk.move(
    source=OPEN,
    target="withdrawn",
    allowed=is_party,
    title=_("Withdraw"),
    sentence=_("The request was withdrawn by whoever made it."),
    style="danger",
    undone_by=("reopen",),
)
def withdraw(matter: Matter, *, actor: Actor) -> None:
    """You don't need it any more. You can open it again."""
    _end_for_joined(matter)
