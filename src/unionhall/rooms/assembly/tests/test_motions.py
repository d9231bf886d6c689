"""A motion from its proposal to the answer, and what is refused on the way."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure import calling
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.procedures import awaiting, clock
from unionhall.kernel.procedures.asks import Wrong
from unionhall.kernel.procedures.refusals import Incomplete, NotAllowed, NotNow
from unionhall.rooms.assembly.apps import MANAGEMENT
from unionhall.rooms.assembly.meeting.rules import rule_of_item
from unionhall.rooms.assembly.procedure import answering, ballots, meetings, motions, screening
from unionhall.rooms.assembly.procedure.delegates import lacking
from unionhall.rooms.assembly.tests.deciding import adopted

if TYPE_CHECKING:
    from tests.town import Town


def manager(town: "Town") -> Person:
    made = Person.objects.create_user("manager@town.example", None, name="Mana Ger")
    Office.objects.create(person=made, place=town.mill, role=MANAGEMENT)
    return made


def test_who_holds_no_seat_proposes_nothing(town: "Town") -> None:
    congress = town.assembly.congress(4)
    matter = Matter(place=town.north, handler=congress.leader)
    with pytest.raises(NotAllowed):
        motions.propose(
            matter, actor=town.member, term=congress.term, name="Pay", subject="pay", text="x", grounds="y"
        )


def test_two_others_second_it_of_their_own_accord_before_it_is_handed_in(town: "Town") -> None:
    congress = town.assembly.congress(4)
    matter = congress.motion(state="proposed")
    proposer = congress.mandates[0].person
    with pytest.raises(Wrong, match="2 more delegates"):
        motions.hand_in(matter, actor=proposer)
    with pytest.raises(NotAllowed):
        motions.second(matter, actor=proposer)
    motions.second(matter, actor=congress.mandates[1].person)
    with pytest.raises(NotAllowed):
        motions.second(matter, actor=congress.mandates[1].person)
    with pytest.raises(Wrong, match="1 more delegate has"):
        motions.hand_in(matter, actor=proposer)
    motions.second(matter, actor=congress.mandates[2].person)
    assert motions.hand_in(matter, actor=proposer).state == "screening"


def test_a_name_that_was_taken_back_counts_no_more(town: "Town") -> None:
    congress = town.assembly.congress(4)
    matter = congress.motion(state="proposed")
    motions.second(matter, actor=congress.mandates[1].person)
    motions.take_name_back(matter, actor=congress.mandates[1].person)
    assert lacking(matter) == 2


def test_who_stands_behind_it_is_in_rows_by_seat_and_in_no_entry_by_name(town: "Town") -> None:
    congress = town.assembly.congress(4)
    matter = congress.motion()
    assert list(matter.backings.order_by("seat").values_list("seat", "part")) == [
        (1, "proposer"),
        (2, "seconder"),
        (3, "seconder"),
    ]
    said = [entry.payload for entry in Entry.objects.filter(stream=matter.stream, event="assembly.second")]
    assert said == [{"seat": 2}, {"seat": 3}]


def test_what_is_not_filed_needs_a_reason_and_its_proposer_can_object(town: "Town") -> None:
    congress = town.assembly.congress(4)
    matter = congress.motion(state="screening")
    with pytest.raises(Incomplete):
        screening.not_file(matter, actor=congress.secretary, text=" ")
    matter = screening.not_file(matter, actor=congress.secretary, text="Two matters in one: §4.")
    with pytest.raises(NotAllowed):
        screening.contest(matter, actor=congress.mandates[1].person, text="It is one.")
    assert (
        screening.contest(matter, actor=congress.mandates[0].person, text="It is one.").state == "screening"
    )


def test_what_is_not_screened_in_time_goes_up(town: "Town") -> None:
    congress = town.assembly.congress(4)
    matter = congress.motion(state="screening")
    (limit,) = matter.deadlines.running()
    assert limit.explanation["terms"]["amount"] == 5
    assert limit.explanation["terms"]["unit"] == "working_days"
    assert clock.tick(limit.due_at + timedelta(seconds=1)) == 1
    matter.refresh_from_db()
    assert (matter.state, matter.handler) == ("screening", town.chair)
    assert screening.file(matter, actor=congress.secretary).state == "filed"


def test_merging_keeps_all_names(town: "Town") -> None:
    congress = town.assembly.congress(6)
    one, other = congress.motion(state="screening"), congress.motion("Breaks", by=5)
    merged = screening.merge(one, actor=congress.secretary, other=other, text="Both are about breaks.")
    assert merged.state == "merged"
    assert {each.seat: (each.part, each.through) for each in other.backings.all()} == {
        5: ("proposer", ""),
        1: ("merged", one.reference),
        2: ("seconder", ""),
        3: ("seconder", one.reference),
    }


def test_it_is_not_merged_into_itself_or_one_that_is_decided(town: "Town") -> None:
    congress = town.assembly.congress(4)
    matter = congress.motion(state="screening")
    with pytest.raises(Wrong, match="another motion"):
        screening.merge.asks["other"].check(matter, matter, congress.secretary)  # type: ignore[misc]


def test_advice_stands_apart_from_the_state(town: "Town") -> None:
    congress = town.assembly.congress(4)
    matter = congress.motion()
    matter = screening.recommend(matter, actor=congress.secretary, advice="refuse", text="Too dear.")
    assert (matter.state, matter.motion.recommended) == ("filed", "refuse")


@pytest.mark.parametrize(("subject", "rule"), [("pay", "vital"), ("layoffs", "vital"), ("other", "ordinary")])
def test_the_majority_follows_from_the_subject(town: "Town", subject: str, rule: str) -> None:
    congress = town.assembly.congress(4)
    meeting = congress.agenda(congress.motion(subject=subject))
    assert rule_of_item(meeting.items.get(number=3)) == rule


def test_of_motions_that_are_decided_together_the_strictest_majority_holds(town: "Town") -> None:
    congress = town.assembly.congress(4)
    put = [congress.motion("Party", subject="other"), congress.motion("Pay", subject="pay")]
    meeting = congress.agenda(*put, together=True)
    assert rule_of_item(meeting.items.get(number=3)) == "vital"


def test_every_delegate_can_have_one_taken_out_of_a_block(town: "Town") -> None:
    congress = town.assembly.congress(4)
    put = [congress.motion(name, subject="other") for name in ("One", "Two", "Three")]
    meeting = congress.agenda(*put, together=True)
    screening.take_out(put[0], actor=congress.mandates[3].person)
    named = {item.number: (item.name, item.motion_id) for item in meeting.items.filter(number__gte=3)}
    assert named == {3: ("Two", put[1].pk), 4: ("One", put[0].pk)}
    with pytest.raises(NotAllowed):
        screening.take_out(put[0], actor=congress.mandates[3].person)


def test_it_comes_off_the_agenda_only_before_the_meeting_is_called(town: "Town") -> None:
    congress = town.assembly.congress(4)
    matter = congress.motion()
    meeting = congress.agenda(matter)
    congress.sit(meeting)
    matter.refresh_from_db()
    with pytest.raises(Wrong, match="is called"):
        screening.take_off(matter, actor=congress.secretary, text="Later.")


def test_what_a_meeting_did_not_come_to_waits_for_another(town: "Town") -> None:
    congress = town.assembly.congress(4)
    motion = congress.motion()
    meeting = meetings.close(congress.sit(congress.agenda(motion)), actor=congress.leader)
    motion = screening.take_off(
        Matter.objects.get(pk=motion.pk), actor=congress.secretary, text="There was no time."
    )
    assert motion.state == "filed"
    assert meeting.items.filter(motion=motion).exists()
    assert congress.agenda(motion).items.filter(motion=motion).exists()


def test_an_item_taken_off_takes_what_was_prepared_for_it_along(town: "Town") -> None:
    congress = town.assembly.congress(12)
    motion = congress.motion(subject="pay")
    meeting = congress.agenda(motion)
    ballots.prepare_ballot(meeting, actor=congress.leader, item=meeting.items.get(motion=motion))
    screening.take_off(Matter.objects.get(pk=motion.pk), actor=congress.secretary, text="Later.")
    assert not meeting.items.filter(motion=motion).exists()
    election = Election.objects.get()
    calling.invite(election, town.steward, actor=congress.leader)
    calling.call(election, actor=congress.leader)
    calling.cancel(election, actor=congress.leader, reason="It was taken off.")
    assert awaiting.deliver() == 1


def test_the_answer_its_redo_and_the_end(town: "Town") -> None:
    congress, management = town.assembly.congress(4), manager(town)
    matter = adopted(congress, congress.motion(subject="other"))
    proposer = congress.mandates[0].person
    assert matter.handler == management
    assert matter.is_visible_to(management)
    with pytest.raises(NotAllowed):
        answering.answer(matter, actor=congress.secretary, outcome="done", text="Done.")
    matter = answering.answer(matter, actor=management, outcome="declined", text="No money.")
    matter = answering.ask_again(matter, actor=proposer, text="There is money.")
    matter = answering.answer(matter, actor=management, outcome="planned", text="From May.")
    with pytest.raises(NotAllowed):
        answering.ask_again(matter, actor=proposer, text="Once more.")
    matter = answering.be_unsatisfied(matter, actor=proposer, text="May is late.")
    assert (matter.state, matter.motion.outcome, matter.motion.satisfied) == ("settled", "planned", False)


def test_a_declined_motion_has_a_reason(town: "Town") -> None:
    congress = town.assembly.congress(4)
    matter = adopted(congress, congress.motion(subject="other"))
    with pytest.raises(Incomplete):
        answering.answer(matter, actor=manager(town), outcome="declined", text="")


def test_who_stands_behind_it_is_told(town: "Town") -> None:
    congress = town.assembly.congress(4)
    matter = congress.motion(state="screening")
    screening.file(matter, actor=congress.secretary)
    told = Notice.objects.filter(matter=matter, event="assembly.file").values_list("person", flat=True)
    assert {each.person_id for each in congress.mandates[:3]} <= set(told)
    assert town.neighbour.pk not in told


def test_what_was_decided_is_changed_only_by_a_new_vote(town: "Town") -> None:
    congress = town.assembly.congress(4)
    matter = adopted(congress, congress.motion(subject="other"))
    with pytest.raises(NotNow):
        motions.withdraw(matter, actor=congress.mandates[0].person)
    with pytest.raises(NotAllowed):
        screening.take_up_again(matter, actor=congress.secretary, text="It was a mistake.")
    matter = screening.take_up_again(matter, actor=congress.leader, text="It was a mistake.")
    assert matter.state == "filed"
    assert [each.outcome for each in matter.decided.all()] == ["adopted"]


def test_calling_it_the_opening_changes_no_majority(town: "Town") -> None:
    congress = town.assembly.congress(4)
    meeting = congress.agenda(congress.motion(subject="pay"))
    meeting.items.filter(number=3).update(kind="opening")
    assert rule_of_item(meeting.items.get(number=3)) == "vital"


def test_what_was_answered_to_the_first_vote_is_not_about_the_second(town: "Town") -> None:
    congress = town.assembly.congress(4)
    matter = adopted(congress, congress.motion(subject="other"))
    type(matter.motion).objects.update(outcome="declined", redone=True, satisfied=False)
    matter = screening.take_up_again(matter, actor=congress.leader, text="New facts.")
    assert matter.motion.outcome == "declined"
    matter = adopted(congress, matter)
    assert (matter.motion.outcome, matter.motion.redone, matter.motion.satisfied) == ("", False, None)


def test_it_comes_before_a_congress_alone_and_one_that_is_being_prepared(town: "Town") -> None:
    congress = town.assembly.congress(4)
    matter, day, called = congress.motion(), congress.question_day(), congress.meeting()
    known = called.meeting
    meetings.call(called, actor=congress.leader)
    assert not list(screening._meetings(matter, congress.secretary))
    for meeting in (day.meeting, known):
        with pytest.raises(Wrong, match="congress that is being prepared"):
            screening.put_on_agenda(matter, actor=congress.secretary, meeting=meeting)
