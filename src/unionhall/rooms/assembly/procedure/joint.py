"""What a joint meeting settles within an authority: provisional, until a congress confirms it or not."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import HALL, Actor, Hall
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.tree import lineage
from unionhall.kernel.procedures.asks import Line, Row, Story, Wrong
from unionhall.kernel.procedures.customs.going_up import reminding
from unionhall.kernel.procedures.declaration import Beginning, Limit, Procedure, State, Text
from unionhall.kernel.procedures.predicates import holds, is_hall, is_member_here
from unionhall.rooms.assembly.apps import PRESIDIUM, SECRETARY
from unionhall.rooms.assembly.between import adopted, sources
from unionhall.rooms.assembly.models import Authority, JointDecision, Meeting
from unionhall.rooms.assembly.sitting.sitting import Decision, Outcome

joint = Procedure(
    "assembly",
    kind="joint_decision",
    detail=JointDecision,
    start="provisional",
    line=("provisional", "confirmed"),
    states={
        "provisional": State(
            _("Provisional"),
            _("It holds until the next congress is over, which confirms it; else it lapses by itself."),
            limits=(Limit("assembly.provisional", overdue="remind", act=_("put it before the congress")),),
        ),
        "confirmed": State(_("Confirmed"), _("A congress confirmed it."), final=True),
        "lapsed": State(
            _("Lapsed"),
            _("The congress was over without having confirmed it: it doesn't hold any more."),
            final=True,
            after="provisional",
        ),
    },
)


def _joint_meetings(matter: Matter, actor: Actor) -> Iterable[tuple[Matter, Any]]:
    here = Matter.objects.filter(place_path__in=lineage(matter.place_path), state__in=sources.HELD)
    found = here.filter(meeting__kind=Meeting.Kind.JOINT).select_related("place").order_by("-pk")
    return sources.named(found[: sources.MOST])


def _authorities(matter: Matter, actor: Actor) -> Iterable[tuple[Authority, Any]]:
    here = Authority.objects.current().filter(place__path__in=lineage(matter.place_path))
    return [(each, each) for each in here.order_by("pk")]


@joint.opening(
    allowed=holds(PRESIDIUM, SECRETARY),
    title=_("Write down what a joint meeting settled"),
    sentence=_("{actor} wrote down what a joint meeting settled."),
    asks={
        "meeting": Row(label=_("In which joint meeting?"), among=_joint_meetings),
        "authority": Row(
            label=_("Which authorised matter is it?"),
            help=_("A joint meeting settles only what a congress authorised."),
            among=_authorities,
        ),
        "settled": Line(label=_("What was settled, in one sentence")),
        "words": Story(label=_("In full")),
    },
)
def settle_jointly(
    matter: Matter, *, actor: Person, meeting: Matter, authority: Authority, settled: str, words: str
) -> Beginning:
    """It is provisional until the next congress is over."""
    if authority.place_id != meeting.place_id:
        raise Wrong(_("This was authorised by the congress of another place."), question="authority")
    matter.place = meeting.place
    matter.move_to(meeting.place)
    decision = JointDecision(
        settled=settled, words=words, authority=authority, meeting=meeting, since=timezone.now()
    )
    return Beginning(decision, words=f"{settled}\n{words}")


@joint.move(
    source="provisional",
    target="confirmed",
    allowed=is_hall,
    title=_("Confirm the decision"),
    sentence=_("The congress confirmed it: {reference}."),
    tells_members=True,
)
def confirm_joint(matter: Matter, *, actor: Hall, congress: Matter) -> dict[str, Any]:
    """The vote of the congress on it was counted, and it is adopted."""
    if not adopted.was_adopted(congress, matter):
        raise Wrong(_("No vote of this congress adopted it."))
    matter.jointdecision.confirmed = congress
    return {"reference": congress.reference}


def decided(matter: Matter, meeting: Matter, decision: Decision) -> None:
    """A vote of a congress on it was counted: adopted, it holds from now on. Else it waits for the end."""
    if decision.outcome == Outcome.ADOPTED and matter.state == joint.start:
        confirm_joint(matter, actor=HALL, congress=meeting)


@joint.move(
    source="provisional",
    target="lapsed",
    allowed=is_hall,
    title=_("Let it lapse"),
    sentence=_("The congress {reference} is over and didn't confirm it: it lapsed."),
    text=Text(_("Why")),
    tells_members=True,
    undone_by=("bring_again",),
)
def lapse_joint(matter: Matter, *, actor: Hall, congress: Matter) -> dict[str, Any]:
    """The next congress is over without having confirmed it."""
    return {"reference": congress.reference}


@joint.move(
    source="lapsed",
    target="provisional",
    allowed=is_member_here,
    title=_("Ask for it to come before the next congress"),
    sentence=_("A member asks for it to come before the next congress."),
    text=Text(_("Why the congress should look at it")),
)
def bring_again(matter: Matter, *, actor: Person) -> None:
    """It holds for the time being, until the next congress is over."""
    matter.jointdecision.since = timezone.now()


remind = reminding(joint, source=("provisional",))
