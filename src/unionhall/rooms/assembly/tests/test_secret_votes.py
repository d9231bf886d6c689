"""A secret vote within a meeting: prepared before it, opened and closed by its chair, then counted."""

from typing import TYPE_CHECKING

import pytest

from tests.proving import signed_in
from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure import calling, clock, closing
from unionhall.instruments.ballot.procedure.opening import open_now
from unionhall.instruments.ballot.refusals import NotCalled
from unionhall.instruments.ballot.tests.acts.holding import NO, YES, Held, hand_out, make_keys
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.models import Topic
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures import awaiting
from unionhall.kernel.procedures.asks import Wrong
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.assembly.meeting.presence import arrive
from unionhall.rooms.assembly.meeting.saying import NotSo
from unionhall.rooms.assembly.models import Mandate, SecretVote
from unionhall.rooms.assembly.procedure import ballots, meetings, motions, screening
from unionhall.rooms.assembly.showing import votes
from unionhall.rooms.assembly.sitting.sitting import Outcome
from unionhall.rooms.assembly.tests.deciding import sitting
from unionhall.rooms.assembly.voting import secret

if TYPE_CHECKING:
    from tests.town import Town
    from unionhall.rooms.assembly.tests.town import Furniture


class Secret:
    """A congress of twelve with a vital motion, and the ballot on it with the secrets of all voters."""

    def __init__(self, town: "Town", *, is_ready: bool = True, present: int | None = None) -> None:
        self.town = town
        self.congress: Furniture = town.assembly.congress(12)
        self.motion = self.congress.motion(subject="pay")
        self.meeting = self.congress.agenda(self.motion)
        item = self.meeting.items.get(number=3)
        ballots.prepare_ballot(self.meeting, actor=self.congress.leader, item=item)
        election = Election.objects.get()
        self.held = Held(town, election, [each.person for each in self.congress.mandates])
        calling.invite(election, town.steward, actor=self.congress.leader)
        calling.call(election, actor=self.congress.leader)
        if is_ready:
            make_keys(self.held)
            hand_out(self.held)
        self.meeting = self.congress.sit(self.meeting, present=present)
        self.item = item

    def open(self) -> int:
        number = secret.open_secret(self.meeting, self.item, actor=self.congress.leader)
        self.held.again()
        return number

    def close(self, number: int) -> None:
        secret.close_secret(self.meeting, number, actor=self.congress.leader)
        closing.count(self.held.again())

    def reveal(self) -> None:
        self.held.decrypt(1)
        awaiting.deliver()


def test_from_the_preparation_to_the_motion(town: "Town") -> None:
    vote = Secret(town)
    number = vote.open()
    for voter in range(12):
        vote.held.cast(voter, YES if voter < 8 else NO)
    vote.close(number)
    assert not sitting(vote.meeting).decisions
    vote.reveal()
    (decision,) = sitting(vote.meeting).decisions
    assert (decision.yes, decision.no, decision.whole, decision.needed) == (8, 4, 12, 7)
    assert (decision.outcome, decision.proof) == (Outcome.ADOPTED, vote.held.election.uid)
    assert Matter.objects.get(pk=vote.motion.pk).state == "adopted"


def test_the_result_is_taken_in_once_also_after_a_kill_and_after_the_meeting(town: "Town") -> None:
    vote = Secret(town)
    number = vote.open()
    for voter in range(10):
        vote.held.cast(voter, NO)
    vote.close(number)
    meetings.close(Matter.objects.get(pk=vote.meeting.pk), actor=vote.congress.leader)
    vote.held.decrypt(1)
    assert awaiting.deliver() == 1
    assert awaiting.deliver() == 0
    assert [each.outcome for each in sitting(vote.meeting).decisions] == [Outcome.REFUSED]
    assert Matter.objects.get(pk=vote.motion.pk).state == "refused"


def test_only_delegates_are_on_its_roll_and_who_stands_in_for_one(town: "Town") -> None:
    vote = Secret(town)
    assert not vote.held.election.roll.filter(person=town.member).exists()
    substitute = Person.objects.create_user("sub@town.example", None, name="Sub Stitute")
    mandate = vote.congress.mandates[0]
    standing_in = type(mandate).objects.create(
        term=mandate.term, constituency=mandate.constituency, person=substitute, seat=1, standing_by=1
    )
    vote.meeting.presences.filter(seat=1).update(mandate=standing_in)
    vote.open()
    roll = set(vote.held.election.roll.values_list("person", flat=True))
    assert roll == {substitute.pk, *(each.person_id for each in vote.congress.mandates[1:])}


def test_the_clock_neither_opens_it_nor_asks_for_notice(town: "Town") -> None:
    vote = Secret(town)
    Election.objects.update(opens_at="2020-01-01T00:00Z", closes_at="2020-01-02T00:00Z")
    assert not open_now(vote.held.again())
    assert clock.tick() == 0
    vote.open()
    assert vote.held.election.stage == Election.Stage.OPEN


def test_what_is_missing_is_said_and_nothing_is_opened(town: "Town") -> None:
    vote = Secret(town, is_ready=False)
    with pytest.raises(NotCalled, match=r"keys are not made.*too few voters have registered"):
        vote.open()
    assert sitting(vote.meeting).vote is None
    assert SecretVote.objects.get().vote is None


def test_without_a_quorum_it_is_not_opened(town: "Town") -> None:
    vote = Secret(town, present=7)
    with pytest.raises(NotSo, match="There is no quorum"):
        vote.open()
    assert vote.held.again().stage == Election.Stage.CALLED


def test_only_who_leads_prepares_opens_and_closes(town: "Town") -> None:
    vote = Secret(town)
    with pytest.raises(NotAllowed):
        ballots.prepare_ballot(vote.meeting, actor=vote.congress.secretary, item=vote.item)
    with pytest.raises(NotAllowed):
        secret.open_secret(vote.meeting, vote.item, actor=vote.congress.secretary)
    number = vote.open()
    with pytest.raises(NotAllowed):
        secret.close_secret(vote.meeting, number, actor=town.member)


def test_its_motion_is_not_withdrawn_before_it_is_counted(town: "Town") -> None:
    vote = Secret(town)
    number = vote.open()
    for voter in range(10):
        vote.held.cast(voter)
    vote.close(number)
    with pytest.raises(Wrong, match="voting on it now"):
        motions.withdraw(Matter.objects.get(pk=vote.motion.pk), actor=vote.congress.mandates[0].person)


def test_one_that_is_broken_off_decides_nothing_and_another_can_be_prepared(town: "Town") -> None:
    vote = Secret(town)
    number = vote.open()
    vote.held.cast(0)
    secret.drop_secret(vote.meeting, number, actor=vote.congress.leader)
    awaiting.deliver()
    now = sitting(vote.meeting)
    assert (now.vote, now.dropped, now.decisions) == (None, {number}, [])
    assert vote.held.again().stage == Election.Stage.VOID
    assert [item for item, _words in ballots.to_prepare(vote.meeting, vote.congress.leader)] == [vote.item]


def test_too_few_ballots_are_never_opened_and_decide_nothing(town: "Town") -> None:
    vote = Secret(town)
    number = vote.open()
    vote.held.cast(0)
    vote.close(number)
    awaiting.deliver()
    assert sitting(vote.meeting).dropped == {number}
    assert Matter.objects.get(pk=vote.motion.pk).state == "on_agenda"


def test_what_the_clock_closed_at_last_is_counted_too(town: "Town") -> None:
    vote = Secret(town)
    vote.open()
    for voter in range(12):
        vote.held.cast(voter)
    vote.held.close()
    vote.reveal()
    assert [each.outcome for each in sitting(vote.meeting).decisions] == [Outcome.ADOPTED]


def test_its_motion_stays_on_the_agenda_until_it_is_counted(town: "Town") -> None:
    vote = Secret(town)
    vote.close(vote.open())
    meetings.close(Matter.objects.get(pk=vote.meeting.pk), actor=vote.congress.leader)
    with pytest.raises(Wrong, match="not counted yet"):
        screening.take_off(
            Matter.objects.get(pk=vote.motion.pk), actor=vote.congress.secretary, text="Not now."
        )


def test_its_result_is_taken_in_while_the_report_is_late(town: "Town") -> None:
    vote = Secret(town)
    number = vote.open()
    for voter in range(12):
        vote.held.cast(voter)
    vote.close(number)
    meetings.close(Matter.objects.get(pk=vote.meeting.pk), actor=vote.congress.leader)
    Matter.objects.filter(pk=vote.meeting.pk).update(state="escalated")
    vote.reveal()
    assert [each.outcome for each in sitting(vote.meeting).decisions] == [Outcome.ADOPTED]


def test_only_those_in_the_room_are_on_the_roll_and_nobody_once_it_is_counted(town: "Town") -> None:
    vote = Secret(town, present=11)
    number = vote.open()
    there = {each.person_id for each in vote.congress.mandates[:11]}
    assert set(vote.held.election.roll.values_list("person", flat=True)) == there
    for voter in range(11):
        vote.held.cast(voter, YES)
    vote.close(number)
    vote.reveal()
    election = vote.held.again()
    assert (election.roll.count(), election.turnout.count(), election.roll_gone) == (0, 0, True)
    assert not Topic.objects.filter(stream=election.stream).exists()
    assert [each.yes for each in sitting(vote.meeting).decisions] == [11]


def test_who_comes_in_after_it_was_opened_is_not_sent_to_the_booth(town: "Town") -> None:
    vote = Secret(town, present=11)
    vote.open()
    late, there = vote.congress.mandates[11], vote.congress.mandates[0]
    arrive(vote.meeting, late)
    shown = [votes.open_vote(vote.meeting, each.person) for each in (late, there)]
    assert [bool(each and each["ballot_url"]) for each in shown] == [False, True]


def test_substitutes_register_before_it(town: "Town") -> None:
    congress = town.assembly.congress(3)
    Mandate.objects.create(
        term=congress.term, constituency=congress.north, person=town.member, seat=1, standing_by=1
    )
    meeting = congress.agenda(congress.motion(subject="pay"))
    ballots.prepare_ballot(meeting, actor=congress.leader, item=meeting.items.get(number=3))
    assert Election.objects.get().roll.filter(person=town.member).exists()


@pytest.mark.parametrize("is_called", [True, False])
def test_what_was_never_opened_is_void_with_the_meeting(town: "Town", is_called: bool) -> None:
    congress = town.assembly.congress(3)
    meeting = congress.agenda(congress.motion(subject="pay"))
    ballots.prepare_ballot(meeting, actor=congress.leader, item=meeting.items.get(number=3))
    if is_called:
        Election.objects.update(stage=Election.Stage.CALLED)
        meetings.close(congress.sit(meeting), actor=congress.leader)
    else:
        meetings.cancel(meeting, actor=congress.leader, text="The hall burnt.")
    awaiting.deliver()
    election = Election.objects.get()
    assert (election.stage, bool(election.void_reason)) == (Election.Stage.VOID, True)
    assert signed_in(town.member).get(f"/ballot/{election.uid}/").status_code == 200


def test_one_that_is_outdated_does_not_hide_its_item(town: "Town") -> None:
    congress = town.assembly.congress(4)
    put = [congress.motion(name, subject="pay") for name in ("One", "Two")]
    meeting = congress.agenda(*put, together=True)
    item = meeting.items.get(number=3)
    ballots.prepare_ballot(meeting, actor=congress.leader, item=item)
    assert not ballots.to_prepare(meeting, congress.leader)
    screening.take_out(Matter.objects.get(pk=put[1].pk), actor=congress.mandates[0].person)
    assert item in [each for each, _words in ballots.to_prepare(meeting, congress.leader)]
