"""Secret votes of a meeting: prepared before it, and their result taken in when the ballot is counted."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure.asked import open_vote_for
from unionhall.instruments.ballot.procedure.calling import give_roll
from unionhall.instruments.ballot.procedure.clock import forget_roll
from unionhall.instruments.ballot.questions import yes_no
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor, Hall
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.asks import Row
from unionhall.kernel.procedures.predicates import is_hall
from unionhall.kernel.procedures.work import current
from unionhall.rooms.assembly.apps import PRESIDIUM
from unionhall.rooms.assembly.meeting import seats
from unionhall.rooms.assembly.meeting.decided import about, motions_of
from unionhall.rooms.assembly.meeting.rules import is_secret, rule_of_item
from unionhall.rooms.assembly.models import Item, SecretVote
from unionhall.rooms.assembly.procedure.meetings import leads, meetings
from unionhall.rooms.assembly.voting.counting import take_in

UNDER_WAY = ("planned", "called", "sitting")


def to_prepare(matter: Matter, actor: Actor) -> list[tuple[Item, Any]]:
    """The items that are decided in secret and have no ballot that could still be opened."""
    found = matter.items.select_related("motion__motion").order_by("position")
    return [(each, each.name) for each in found if _is_secret(matter, each) and not _has_ballot(each)]


def _is_secret(matter: Matter, item: Item) -> bool:
    return is_secret(matter, rule_of_item(item))


def _has_ballot(item: Item) -> bool:
    unopened = item.secret_votes.filter(vote=None, about=about(item)).values_list("ballot", flat=True)
    usable = Election.objects.exclude(stage=Election.Stage.VOID)
    return bool(unopened) and usable.filter(uid__in=list(unopened)).exists()


@meetings.move(
    source=UNDER_WAY,
    target=None,
    allowed=leads,
    title=_("Prepare a secret vote"),
    sentence=_("{actor} prepared the secret vote on item {item}."),
    asks={"item": Row(label=_("On which item?"), among=to_prepare)},
    tells=False,
)
def prepare_ballot(matter: Matter, *, actor: Person, item: Item) -> dict[str, Any]:
    """Invite the holders of its keys next, and call it. In the meeting you open and close it.

    Delegates and substitutes register for it; once it is opened, those in the room are on its roll.
    """
    meeting = matter.meeting
    question = _in_each_language(item)
    election = open_vote_for(
        matter,
        actor=actor,
        then="take_result",
        title=question,
        opens_at=meeting.starts_at,
        closes_at=meeting.ends_at,
        questions=[yes_no(question)],
        role=PRESIDIUM,
        by_hand=True,
    )
    give_roll(election, seats.entitled(meeting.term).values_list("person", flat=True), actor=actor)
    current().add(SecretVote(meeting=matter, item=item, ballot=election.uid, about=about(item)))
    return {"item": item.number, "ballot": election.uid}


def _in_each_language(item: Item) -> dict[str, str]:
    """What is asked, with the names as they were written."""
    names = [motion.motion.name for motion in motions_of(item)] or [item.name]
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = _("Is it adopted: %(names)s?") % {"names": str(_("; ")).join(names)}
    return found


@meetings.move(
    source=("planned", "called", "sitting", "over", "escalated", "reported", "cancelled"),
    target=None,
    allowed=is_hall,
    title=_("Take the result in"),
    sentence=_("A secret vote is over: {vote}."),
    tells=False,
)
def take_result(matter: Matter, *, actor: Hall, result: Mapping[str, Any]) -> Mapping[str, Any]:
    """The ballot is counted, or void; the log and the motions are told.

    Its roll would say who was in the room: it goes, with the turnout and who was told.
    """
    prepared = SecretVote.objects.filter(ballot=result["vote"]).first()
    if prepared is not None and prepared.vote is not None:
        take_in(matter, prepared.vote, result)
        forget_roll(Election.objects.get(uid=prepared.ballot))
    return {"vote": result["vote"], "stage": result["stage"]}
