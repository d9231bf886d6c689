"""Votes while a congress sits: by name, by hands, together, and everything that is refused."""

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.test import Client

from tests.proving import signed_in
from tests.town import person as member
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures.asks import Wrong
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.assembly.meeting import presence
from unionhall.rooms.assembly.meeting.presence import leave
from unionhall.rooms.assembly.meeting.saying import NotSo
from unionhall.rooms.assembly.models import Log, Mandate, Voice
from unionhall.rooms.assembly.procedure import motions
from unionhall.rooms.assembly.sitting import voices
from unionhall.rooms.assembly.sitting.sitting import How, Outcome
from unionhall.rooms.assembly.tests.deciding import decide, open_by_name, sitting
from unionhall.rooms.assembly.voting import by_name, counting, opening

if TYPE_CHECKING:
    from tests.town import Town
    from unionhall.rooms.assembly.tests.town import Furniture


def met(town: "Town", delegates: int = 6, **fields: str) -> tuple["Furniture", Matter, Matter]:
    """A congress that sits, the meeting, and the motion that it is dealing with."""
    congress = town.assembly.congress(delegates)
    motion = congress.motion(**{"subject": "other", **fields})
    return congress, congress.sit(congress.agenda(motion)), motion


def again(motion: Matter) -> Matter:
    return Matter.objects.get(pk=motion.pk)


def test_a_vote_by_name_adopts_the_motion(town: "Town") -> None:
    congress, meeting, motion = met(town)
    decision = decide(congress, meeting, ["yes", "yes", "yes", "yes", "no"])
    assert (decision.yes, decision.no, decision.whole, decision.needed) == (4, 1, 6, 4)
    assert decision.proof == "yyyyn-"
    assert again(motion).state == "adopted"
    assert [(each.vote, each.outcome) for each in motion.decided.all()] == [(1, "adopted")]


def test_what_a_substitute_said_stands_under_their_name(town: "Town", client: Client) -> None:
    congress, meeting, _motion = met(town)
    substitute = member("Sub Stitute", town.north)
    standing = Mandate.objects.create(
        term=congress.term, constituency=congress.north, person=substitute, seat=0, standing_by=1
    )
    presence.leave(meeting, congress.mandates[0])
    presence.arrive(meeting, standing)
    number = open_by_name(congress, meeting)
    by_name.say(meeting, number, "no", person=substitute)
    counting.close(meeting, number, actor=congress.leader)
    client.force_login(town.neighbour)
    page = client.get(f"/assembly/{meeting.reference}/votes/{number}/").text
    assert "Sub Stitute" in page
    assert "Dele Gate 1<" not in page


def test_half_of_all_seats_is_not_enough(town: "Town") -> None:
    congress, meeting, motion = met(town)
    assert decide(congress, meeting, ["yes"] * 3).outcome == Outcome.REFUSED
    assert again(motion).state == "refused"


def test_what_is_vital_is_not_decided_by_name_or_by_hands(town: "Town") -> None:
    congress, meeting, _motion = met(town, subject="pay")
    item = meeting.items.get(number=3)
    assert opening.ways(meeting, item) == [How.SECRET]
    for how in How:
        with pytest.raises(opening.CannotVote):
            opening.open_vote(meeting, item, how, actor=congress.leader)


def test_only_who_leads_opens_and_closes(town: "Town") -> None:
    congress, meeting, _motion = met(town)
    item = meeting.items.get(number=3)
    with pytest.raises(NotAllowed):
        opening.open_vote(meeting, item, How.NAMES, actor=congress.secretary)
    number = open_by_name(congress, meeting)
    for act in (counting.close, opening.drop):
        with pytest.raises(NotAllowed):
            act(meeting, number, actor=congress.mandates[0].person)


def test_another_item_is_not_voted_on(town: "Town") -> None:
    congress, meeting, _motion = met(town)
    with pytest.raises(NotSo, match="Another item"):
        opening.open_vote(meeting, meeting.items.get(number=1), How.NAMES, actor=congress.leader)


def test_one_may_say_otherwise_until_the_vote_is_closed(town: "Town") -> None:
    congress, meeting, _motion = met(town)
    number, person = open_by_name(congress, meeting), congress.mandates[0].person
    for choice in ("no", "abstain", "yes"):
        by_name.say(meeting, number, choice, person=person)
    assert Voice.objects.get().choice == "yes"
    counting.close(meeting, number, actor=congress.leader)
    with pytest.raises(by_name.NotOpenNow):
        by_name.say(meeting, number, "no", person=person)
    assert Voice.objects.get().choice == "yes"


def test_who_is_not_in_the_room_says_nothing(town: "Town") -> None:
    congress, meeting, _motion = met(town)
    number = open_by_name(congress, meeting)
    leave(meeting, congress.mandates[0])
    for person in (congress.mandates[0].person, congress.leader, town.member):
        with pytest.raises(by_name.NotInTheRoom):
            by_name.say(meeting, number, "yes", person=person)


def test_followers_learn_of_each_voice(town: "Town") -> None:
    congress, meeting, _motion = met(town)
    number = open_by_name(congress, meeting)
    before = Log.objects.get(pk=meeting.pk).version
    by_name.say(meeting, number, "yes", person=congress.mandates[0].person)
    assert Log.objects.get(pk=meeting.pk).version == before + 1


def test_a_double_click_opens_and_closes_once(town: "Town") -> None:
    congress, meeting, motion = met(town)
    item, key, end = meeting.items.get(number=3), uuid4(), uuid4()
    numbers = {
        opening.open_vote(meeting, item, How.NAMES, actor=congress.leader, key=key) for _twice in range(2)
    }
    for _twice in range(2):
        counting.close(meeting, 1, actor=congress.leader, key=end)
    assert numbers == {1}
    assert len(sitting(meeting).decisions) == motion.decided.count() == 1


def test_without_a_quorum_nothing_is_decided(town: "Town") -> None:
    congress, meeting, motion = met(town)
    number = open_by_name(congress, meeting)
    for mandate in congress.mandates:
        by_name.say(meeting, number, "yes", person=mandate.person)
    for mandate in congress.mandates[:3]:
        leave(meeting, mandate)
    counting.close(meeting, number, actor=congress.leader)
    assert sitting(meeting).decisions[-1].outcome == Outcome.NO_QUORUM
    assert again(motion).state == "on_agenda"
    assert not motion.decided.exists()


def test_hands_are_entered_by_two_and_differing_counts_are_said(town: "Town") -> None:
    congress, meeting, motion = met(town)
    item = meeting.items.get(number=3)
    number = opening.open_vote(meeting, item, How.HANDS, actor=congress.leader)
    one, other = congress.mandates[0], congress.mandates[1]
    counting.enter(meeting, number, one, (4, 2, 0), actor=congress.secretary)
    with pytest.raises(opening.CannotVote, match="other one"):
        counting.close(meeting, number, actor=congress.leader)
    counting.enter(meeting, number, other, (5, 1, 0), actor=other.person)
    with pytest.raises(opening.CannotVote, match=r"seat 1: yes 4.*seat 2: yes 5"):
        counting.close(meeting, number, actor=congress.leader)
    counting.enter(meeting, number, other, (4, 2, 0), actor=other.person)
    counting.close(meeting, number, actor=congress.leader)
    assert again(motion).state == "adopted"


def test_one_teller_is_not_two(town: "Town") -> None:
    congress, meeting, _motion = met(town)
    number = opening.open_vote(meeting, meeting.items.get(number=3), How.HANDS, actor=congress.leader)
    for _twice in range(2):
        counting.enter(meeting, number, congress.mandates[0], (4, 2, 0), actor=congress.secretary)
    with pytest.raises(opening.CannotVote, match="other one"):
        counting.close(meeting, number, actor=congress.leader)


def test_more_hands_than_seats_are_refused(town: "Town") -> None:
    congress, meeting, _motion = met(town)
    number = opening.open_vote(meeting, meeting.items.get(number=3), How.HANDS, actor=congress.leader)
    with pytest.raises(NotSo, match="7 are more than the 6"):
        counting.enter(meeting, number, congress.mandates[0], (7, 0, 0), actor=congress.secretary)


def test_a_stranger_enters_no_count(town: "Town") -> None:
    congress, meeting, _motion = met(town)
    number = opening.open_vote(meeting, meeting.items.get(number=3), How.HANDS, actor=congress.leader)
    with pytest.raises(NotAllowed):
        counting.enter(meeting, number, congress.mandates[0], (4, 0, 0), actor=congress.mandates[1].person)


def test_a_motion_is_not_withdrawn_while_it_is_voted_on(town: "Town") -> None:
    congress, meeting, motion = met(town)
    number = open_by_name(congress, meeting)
    with pytest.raises(Wrong, match="voting on it now"):
        motions.withdraw(again(motion), actor=congress.mandates[0].person)
    opening.drop(meeting, number, actor=congress.leader)
    assert motions.withdraw(again(motion), actor=congress.mandates[0].person).state == "withdrawn"


def test_a_motion_that_was_withdrawn_is_not_voted_on(town: "Town") -> None:
    congress, meeting, motion = met(town)
    motions.withdraw(again(motion), actor=congress.mandates[0].person)
    with pytest.raises(opening.CannotVote, match="not on the agenda any more"):
        open_by_name(congress, meeting)


def test_motions_of_a_block_are_decided_by_one_vote(town: "Town") -> None:
    congress = town.assembly.congress(4)
    put = [congress.motion(name, subject="other") for name in ("One", "Two")]
    meeting = congress.sit(congress.agenda(*put, together=True))
    decide(congress, meeting, ["yes"] * 4)
    assert {again(each).state for each in put} == {"adopted"}


def test_a_later_vote_stands_beside_the_first(town: "Town") -> None:
    from unionhall.rooms.assembly.procedure import screening

    congress, meeting, motion = met(town)
    decide(congress, meeting, ["yes"] * 6)
    screening.take_up_again(again(motion), actor=congress.leader, text="New facts.")
    second = congress.sit(congress.agenda(again(motion)))
    decide(congress, second, ["no"] * 6)
    assert again(motion).state == "refused"
    assert [each.outcome for each in motion.decided.all()] == ["adopted", "refused"]


def test_the_list_of_a_vote_by_name_is_counted_as_it_is_written() -> None:
    word = voices.written({1: "yes", 3: "no", 4: "abstain"}, [1, 2, 3, 4])
    assert (word, voices.counted(word)) == ("y-na", (1, 1, 1))
    with pytest.raises(ValueError, match="no list"):
        voices.counted("yx")


def test_one_of_a_block_that_was_withdrawn_keeps_no_other_from_its_vote(town: "Town") -> None:
    congress = town.assembly.congress(4)
    first, second = (congress.motion(name, subject="other") for name in ("One", "Two"))
    meeting = congress.sit(congress.agenda(first, second, together=True))
    motions.withdraw(again(first), actor=congress.mandates[0].person)
    decide(congress, meeting, ["yes"] * 4)
    assert (again(first).state, again(second).state) == ("withdrawn", "adopted")


def test_what_was_said_in_a_vote_that_was_broken_off_is_gone(town: "Town") -> None:
    congress, meeting, _motion = met(town)
    number = open_by_name(congress, meeting)
    by_name.say(meeting, number, "yes", person=congress.mandates[0].person)
    opening.drop(meeting, number, actor=congress.leader)
    assert not Voice.objects.exists()


def test_one_person_does_not_enter_both_counts(town: "Town") -> None:
    congress, meeting, motion = met(town)
    number = opening.open_vote(meeting, meeting.items.get(number=3), How.HANDS, actor=congress.leader)
    for mandate in congress.mandates[:2]:
        counting.enter(meeting, number, mandate, (4, 2, 0), actor=congress.secretary)
    with pytest.raises(opening.CannotVote, match="One person entered all"):
        counting.close(meeting, number, actor=congress.leader)
    counting.enter(meeting, number, congress.mandates[1], (4, 2, 0), actor=congress.leader)
    counting.close(meeting, number, actor=congress.leader)
    assert again(motion).state == "adopted"


def test_a_third_count_that_differs_keeps_it_open(town: "Town") -> None:
    congress, meeting, _motion = met(town)
    number = opening.open_vote(meeting, meeting.items.get(number=3), How.HANDS, actor=congress.leader)
    for mandate, yes in zip(congress.mandates, (4, 4, 3), strict=False):
        counting.enter(meeting, number, mandate, (yes, 2, 0), actor=mandate.person)
    with pytest.raises(opening.CannotVote, match="counted differently"):
        counting.close(meeting, number, actor=congress.leader)


def test_no_more_hands_than_people_in_the_room(town: "Town") -> None:
    congress, meeting, _motion = met(town)
    leave(meeting, congress.mandates[5])
    number = opening.open_vote(meeting, meeting.items.get(number=3), How.HANDS, actor=congress.leader)
    with pytest.raises(NotSo, match="6 are more than the 5"):
        counting.enter(meeting, number, congress.mandates[0], (6, 0, 0), actor=congress.secretary)


def test_a_substitute_enters_what_they_counted(town: "Town") -> None:
    congress, meeting, _motion = met(town)
    number = opening.open_vote(meeting, meeting.items.get(number=3), How.HANDS, actor=congress.leader)
    own = congress.mandates[0]
    standing_in = type(own).objects.create(
        term=own.term, constituency=own.constituency, person=town.member, seat=1, standing_by=1
    )
    meeting.presences.filter(seat=1).update(mandate=standing_in)
    counting.enter(meeting, number, own, (4, 2, 0), actor=town.member)
    assert sitting(meeting).vote.entered == {1: (4, 2, 0)}  # type: ignore[union-attr]
    with pytest.raises(NotAllowed):
        counting.enter(meeting, number, own, (4, 2, 0), actor=own.person)


def test_the_voice_of_a_seat_that_left_does_not_count(town: "Town") -> None:
    congress, meeting, motion = met(town)
    number = open_by_name(congress, meeting)
    for mandate in congress.mandates[:4]:
        by_name.say(meeting, number, "yes", person=mandate.person)
    leave(meeting, congress.mandates[0])
    page = signed_in(congress.leader).get(f"/assembly/{meeting.reference}/votes/").text
    assert "whose delegate has left" in page
    counting.close(meeting, number, actor=congress.leader)
    decision = sitting(meeting).decisions[-1]
    assert (decision.proof, decision.outcome) == ("-yyy--", Outcome.REFUSED)
    assert Voice.objects.count() == 3
    assert again(motion).state == "refused"


def test_a_vote_that_was_meant_for_another_item_is_not_opened(town: "Town") -> None:
    congress, meeting, _motion = met(town)
    client, url = signed_in(congress.leader), f"/assembly/{meeting.reference}/votes/"
    assert '<input type="hidden" name="item" value="3">' in client.get(url).text
    congress.call_item(meeting, 1)
    answer = client.post(f"{url}open/", {"how": "names", "item": "3", "key": str(uuid4())})
    assert "Somebody else led on meanwhile" in answer.text
    assert sitting(meeting).vote is None
    client.post(f"{url}open/", {"how": "names", "item": "1", "key": str(uuid4())})
    assert sitting(meeting).vote is not None
