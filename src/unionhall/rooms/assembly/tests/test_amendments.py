"""An amendment from its proposal until the text is another, or stays."""

from typing import TYPE_CHECKING, Any

import pytest

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures.asks import Wrong
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.assembly.models import Amendment
from unionhall.rooms.assembly.procedure import amending
from unionhall.rooms.assembly.sitting.sitting import How
from unionhall.rooms.assembly.tests.deciding import open_by_name
from unionhall.rooms.assembly.tests.town import Furniture
from unionhall.rooms.assembly.voting import by_name, counting, opening
from unionhall.rooms.assembly.wording.paragraphs import standing

if TYPE_CHECKING:
    from tests.town import Town

LONGER = "Breaks last 30 minutes."


def words(motion: Matter) -> list[str]:
    return [each.words for each in standing(amending.text_of(motion))]


def amend(congress: Furniture, motion: Matter, *, seat: int = 4, **change: Any) -> Amendment:
    says: dict[str, Any] = {"paragraph": "1", "way": "replace", "words": LONGER, **change}
    amending.amend(motion, actor=congress.mandates[seat - 1].person, **says)
    return motion.amendments.latest("number")


def accept(congress: Furniture, motion: Matter, amendment: Amendment) -> None:
    amending.accept_amendment(motion, actor=congress.mandates[0].person, amendment=amendment)


def test_its_proposer_accepts_it_and_the_versions_are_kept(town: "Town") -> None:
    congress = town.assembly.congress(4)
    motion = congress.motion()
    accept(congress, motion, amend(congress, motion))
    assert words(motion) == [LONGER, "They are paid."]
    kept = [(each.number, each.amendment) for each in motion.versions.order_by("number")]
    assert kept == [(1, None), (2, 1)]
    assert motion.versions.get(number=1).paragraphs == [[1, "Breaks last 20 minutes."], [2, "They are paid."]]


def test_nobody_but_its_proposer_accepts_it(town: "Town") -> None:
    congress = town.assembly.congress(4)
    motion = congress.motion()
    amendment = amend(congress, motion)
    with pytest.raises(NotAllowed):
        amending.accept_amendment(motion, actor=congress.mandates[3].person, amendment=amendment)


def test_who_holds_no_seat_proposes_none(town: "Town") -> None:
    congress = town.assembly.congress(4)
    with pytest.raises(NotAllowed):
        amending.amend(congress.motion(), actor=town.neighbour, paragraph="1", way="replace", words=LONGER)


def test_of_two_that_touch_the_same_paragraph_one_falls(town: "Town") -> None:
    congress = town.assembly.congress(4)
    motion = congress.motion()
    one = amend(congress, motion)
    other = amend(congress, motion, way="strike", words="")
    beside = amend(congress, motion, way="after", words="Tea is free.")
    accept(congress, motion, one)
    stands = {each.number: each.stands for each in motion.amendments.all()}
    assert stands == {one.number: "accepted", other.number: "overtaken", beside.number: "open"}
    accept(congress, motion, beside)
    assert words(motion) == [LONGER, "Tea is free.", "They are paid."]


@pytest.mark.parametrize(
    ("change", "question"),
    [
        ({"paragraph": "0"}, "paragraph"),
        ({"words": " "}, "words"),
        ({"way": "strike"}, "words"),
        ({"words": "Breaks last 20 minutes."}, "words"),
    ],
)
def test_what_can_not_be_meant_is_said_at_its_question(
    town: "Town", change: dict[str, Any], question: str
) -> None:
    congress = town.assembly.congress(4)
    motion = congress.motion()
    with pytest.raises(Wrong) as wrong:
        amend(congress, motion, **change)
    assert wrong.value.question == question


def test_none_is_proposed_while_the_congress_votes_on_the_motion(town: "Town") -> None:
    congress = town.assembly.congress(4)
    motion = congress.motion(subject="other")
    open_by_name(congress, congress.sit(congress.agenda(motion)))
    with pytest.raises(Wrong, match="voting on it now"):
        amend(congress, Matter.objects.get(pk=motion.pk))


def test_it_is_withdrawn_by_whoever_proposed_it(town: "Town") -> None:
    congress = town.assembly.congress(4)
    motion = congress.motion()
    amendment = amend(congress, motion)
    with pytest.raises(NotAllowed):
        amending.withdraw_amendment(motion, actor=congress.mandates[0].person, amendment=amendment)
    amending.withdraw_amendment(motion, actor=congress.mandates[3].person, amendment=amendment)
    assert Amendment.objects.get(pk=amendment.pk).stands == "withdrawn"


@pytest.mark.parametrize(("choice", "stands", "first"), [("yes", "adopted", LONGER), ("no", "refused", "")])
def test_the_congress_decides_it_by_vote(town: "Town", choice: str, stands: str, first: str) -> None:
    congress = town.assembly.congress(4)
    motion = congress.motion(subject="other")
    meeting = congress.sit(congress.agenda(motion))
    amendment = amend(congress, Matter.objects.get(pk=motion.pk))
    item = meeting.items.get(number=3)
    with pytest.raises(opening.CannotVote, match="Amendment 1"):
        open_by_name(congress, meeting)
    number = opening.open_vote(meeting, item, How.NAMES, actor=congress.leader, amendment=amendment)
    for mandate in congress.mandates:
        by_name.say(meeting, number, choice, person=mandate.person)
    counting.close(meeting, number, actor=congress.leader)
    amendment.refresh_from_db()
    assert amendment.stands == stands
    assert words(motion)[0] == (first or "Breaks last 20 minutes.")
    assert Matter.objects.get(pk=motion.pk).state == "on_agenda"


def test_in_a_block_it_changes_its_own_motion(town: "Town") -> None:
    congress = town.assembly.congress(4)
    first, second = (congress.motion(name, subject="other") for name in ("One", "Two"))
    meeting = congress.sit(congress.agenda(first, second, together=True))
    amendment = amend(congress, Matter.objects.get(pk=second.pk))
    item = meeting.items.get(number=3)
    number = opening.open_vote(meeting, item, How.NAMES, actor=congress.leader, amendment=amendment)
    for mandate in congress.mandates:
        by_name.say(meeting, number, "yes", person=mandate.person)
    counting.close(meeting, number, actor=congress.leader)
    assert (words(first)[0], words(second)[0]) == ("Breaks last 20 minutes.", LONGER)
