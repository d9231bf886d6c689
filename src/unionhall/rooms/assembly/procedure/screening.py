"""What the committee does with a motion: file it, say why not, merge it, recommend, put it on an agenda."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.asks import Choice, Other, Row, Wrong
from unionhall.kernel.procedures.customs.going_up import handed_up
from unionhall.kernel.procedures.declaration import NOTHING, Text
from unionhall.kernel.procedures.predicates import Predicate, predicate
from unionhall.kernel.procedures.work import current
from unionhall.rooms.assembly.meeting import agenda
from unionhall.rooms.assembly.meeting.decided import is_being_decided, items_of, motions_of
from unionhall.rooms.assembly.models import Backing, Bundled, Item, Meeting, Motion
from unionhall.rooms.assembly.procedure.delegates import Part, is_delegate, is_proposer
from unionhall.rooms.assembly.procedure.meetings import leads, prepares
from unionhall.rooms.assembly.procedure.motions import motions

BEFORE_THE_VOTE = ("screening", "filed", "on_agenda")

hand_up_screening = handed_up(
    motions,
    "hand_up_screening",
    source="screening",
    title=_("Hand it up"),
    sentence=_("It was not screened in time. {handler} answers for it now."),
)


@motions.move(
    source="screening",
    target="filed",
    allowed=prepares,
    title=_("File it"),
    sentence=_("The committee filed it."),
    style="main",
    lost=NOTHING,
)
def file(matter: Matter, *, actor: Person) -> None:
    """It comes before a meeting of the congress."""


@motions.move(
    source="screening",
    target="not_filed",
    allowed=prepares,
    title=_("Don't file it"),
    sentence=_("The committee didn't file it."),
    text=Text(_("Why, by which rule, and what can be done instead")),
    style="danger",
    undone_by=("contest",),
)
def not_file(matter: Matter, *, actor: Person) -> None:
    """Its proposer reads why, and can object."""


@motions.move(
    source=("not_filed", "merged"),
    target="screening",
    allowed=is_proposer,
    title=_("Object"),
    sentence=_("Its proposer objected. It is screened again."),
    text=Text(_("Why it should come before the congress by itself")),
)
def contest(matter: Matter, *, actor: Person) -> None:
    """The committee looks at it once more."""


def _open_beside(matter: Matter, actor: Actor) -> Iterable[Matter]:
    near = Matter.objects.filter(room=matter.room, kind="motion", state__in=BEFORE_THE_VOTE)
    return near.filter(motion__term=matter.motion.term).exclude(pk=matter.pk).order_by("-pk")[:10]


def _can_take_it(other: Matter, matter: Matter, actor: Actor) -> None:
    is_motion = other.kind == "motion" and other.state in BEFORE_THE_VOTE
    if other == matter or not is_motion or other.motion.term_id != matter.motion.term_id:
        raise Wrong(_("Name another motion of this congress that is not decided yet."))


@motions.move(
    source=("screening", "filed"),
    target="merged",
    allowed=prepares,
    title=_("Merge it into another"),
    sentence=_("It goes on in {other}, with all its names."),
    text=Text(_("Why they are one matter")),
    style="danger",
    undone_by=("contest",),
    asks={"other": Other(label=_("Into which motion?"), check=_can_take_it, near=_open_beside)},
)
def merge(matter: Matter, *, actor: Person, other: Matter) -> dict[str, Any]:
    """All who stand behind this one stand behind the other from then on."""
    there = {each.seat: each for each in other.backings.all()}
    coming = [_brought(each, other, matter) for each in matter.backings.all()]
    raised = [there[each.seat] for each in coming if each.part == Part.MERGED and _seconds(there, each)]
    for backing in raised:
        backing.part, backing.through = Part.MERGED, matter.reference
    current().add(*(each for each in coming if each.seat not in there))
    current().save(*raised)
    return {"other": other.reference}


def _seconds(there: dict[int, Backing], backing: Backing) -> bool:
    return backing.seat in there and there[backing.seat].part == Part.SECONDER


def _brought(backing: Backing, other: Matter, matter: Matter) -> Backing:
    part = Part.SECONDER if backing.part == Part.SECONDER else Part.MERGED
    through = backing.through or matter.reference
    return Backing(matter=other, mandate=backing.mandate, seat=backing.seat, part=part, through=through)


@motions.move(
    source=BEFORE_THE_VOTE,
    target=None,
    allowed=prepares,
    title=_("Recommend"),
    sentence=_("The committee gave its recommendation."),
    text=Text(_("Why")),
    asks={
        "advice": Choice(
            label=_("What does the committee recommend?"), among=lambda matter, actor: Motion.Advice.choices
        )
    },
)
def recommend(matter: Matter, *, actor: Person, advice: str) -> dict[str, Any]:
    """Advice to the congress, which is free to decide otherwise."""
    matter.motion.recommended = advice
    return {"advice": advice}


def _meetings(matter: Matter, actor: Actor) -> list[tuple[Meeting, Any]]:
    """Those whose agenda is still being written."""
    planned = Meeting.objects.filter(
        term=matter.motion.term, kind=Meeting.Kind.CONGRESS, matter__state="planned"
    ).order_by("starts_at")
    return [(each, each.name) for each in planned]


def _beside(matter: Matter, actor: Actor) -> list[tuple[Item, Any]]:
    """Items of such meetings on which a motion is decided already."""
    found = Item.objects.filter(meeting__meeting__term=matter.motion.term, meeting__state="planned")
    return [(each, each.name) for each in found.exclude(motion=None).order_by("meeting", "position")]


@motions.move(
    source="filed",
    target="on_agenda",
    allowed=prepares,
    title=_("Put it on an agenda"),
    sentence=_("It is on the agenda of {meeting}, as item {item}."),
    style="main",
    asks={
        "meeting": Row(
            label=_("Of which meeting?"),
            among=_meetings,
            help=_("One that is still being prepared. Prepare one first, where none stands here."),
        ),
        "beside": Row(
            label=_("Decide it together with"),
            among=_beside,
            required=False,
            help=_("By one vote for all of them. Every delegate can have one taken out."),
        ),
    },
)
def put_on_agenda(
    matter: Matter, *, actor: Person, meeting: Meeting, beside: Item | None = None
) -> dict[str, Any]:
    """The meeting decides on it, alone or together with other motions."""
    held = _locked(meeting.pk)
    if held.state != "planned" or meeting.kind != Meeting.Kind.CONGRESS:
        raise Wrong(
            _("Its agenda is not written any more. Choose a congress that is being prepared."),
            question="meeting",
        )
    if beside is None:
        return {"meeting": held.reference, "item": _new_item(matter, held).number}
    if not Item.objects.filter(pk=beside.pk, meeting=held).exclude(motion=None).exists():
        raise Wrong(_("This item is on the agenda of another meeting."), question="beside")
    current().add(Bundled(item=beside, motion=matter))
    return {"meeting": held.reference, "item": beside.number}


def _locked(meeting: int) -> Matter:
    """The meeting as it is now; nobody else writes its agenda until the move is made."""
    found: Matter = (
        Matter.objects.select_for_update(of=("self",), no_key=True).select_related("meeting").get(pk=meeting)
    )
    return found


def _new_item(matter: Matter, meeting: Matter) -> Item:
    """The last item of a meeting, with the motion alone."""
    motion = matter.motion
    item = Item(
        meeting=meeting,
        number=agenda.last_number(meeting) + 1,
        position=agenda.next_position(meeting, None),
        name=motion.name,
        kind=Item.Kind.MOTION,
        subject=motion.subject,
        motion=matter,
    )
    current().add(item)
    return item


@motions.move(
    source="on_agenda",
    target="filed",
    allowed=prepares,
    title=_("Take it off the agenda"),
    sentence=_("It was taken off the agenda."),
    text=Text(_("Why")),
)
def take_off(matter: Matter, *, actor: Person) -> None:
    """It waits for another meeting. Not while the one that is to decide on it is called or sits."""
    if is_being_decided(matter):
        raise Wrong(_("The vote on it is not counted yet. Wait for its result."))
    item = next(iter(items_of(matter)[-1:]), None)
    if item is None or item.meeting.state not in ("planned", "called", "sitting"):
        return
    if item.meeting.state != "planned":
        raise Wrong(_("The meeting is called, and its agenda known. The congress itself decides now."))
    _leave(matter, item)
    if not motions_of(item):
        current().delete(item)


@predicate("it is decided together with others")
def is_bundled(matter: Matter, actor: Actor) -> bool:
    if matter.state != "on_agenda":
        return False
    return any(len(motions_of(item)) > 1 for item in items_of(matter)[-1:])


def _leave(matter: Matter, item: Item) -> None:
    """It is decided with the others of that item no more; another takes the first place, if it had it."""
    if item.motion_id != matter.pk:
        current().delete(Bundled.objects.filter(item=item, motion=matter))
        return
    following = item.bundle.select_related("motion__motion").order_by("pk").first()
    item.motion = following.motion if following else None
    if following:
        item.name = following.motion.motion.name
        current().delete(following)
        current().save(item)


@motions.move(
    source="on_agenda",
    target=None,
    allowed=is_delegate & is_bundled,
    title=_("Have it decided apart"),
    sentence=_("A delegate asked to decide it apart, as item {item}."),
    lost=NOTHING,
)
def take_out(matter: Matter, *, actor: Person) -> dict[str, Any]:
    """It gets an item and a vote of its own, as every delegate may ask.

    No vote on it opens meanwhile: that takes the lock on the motion, which this move has.
    """
    if is_being_decided(matter):
        raise Wrong(_("The vote is open. Ask the chair to break it off first."))
    item = items_of(matter)[-1]
    held = _locked(item.meeting_id)
    _leave(matter, item)
    return {"item": _new_item(matter, held).number}


@predicate("the vote that stands is to be changed")
def _is_decided(matter: Matter, actor: Actor) -> bool:
    return matter.state in ("adopted", "answered", "settled", "refused")


may_take_up: Predicate = leads & _is_decided


@motions.move(
    source=("adopted", "answered", "settled", "refused"),
    target="filed",
    allowed=may_take_up,
    title=_("Bring it before the congress again"),
    sentence=_("It comes before the congress again. What was decided holds until then."),
    text=Text(_("Why")),
    style="rare",
)
def take_up_again(matter: Matter, *, actor: Person) -> None:
    """What was decided is changed only by a new vote."""
