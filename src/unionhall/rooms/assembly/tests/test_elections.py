"""A constituency elects its delegates by a ballot: its result becomes seats, and a tie a run-off."""

from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from unionhall.instruments.ballot.models import Election as Ballot
from unionhall.instruments.ballot.procedure import calling, paper
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Awaited, Deadline
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.procedures import awaiting
from unionhall.kernel.procedures.asks import Wrong
from unionhall.kernel.procedures.refusals import NotAllowed, NotNow
from unionhall.rooms.assembly.delegates import counted
from unionhall.rooms.assembly.models import Constituency, Mandate
from unionhall.rooms.assembly.procedure import elections
from unionhall.rooms.assembly.tests.electing import Electing, hours, marks

if TYPE_CHECKING:
    from tests.town import Town

TIE = [*[marks(0, 1)] * 5, *[marks(0, 2)] * 5, *[marks(1, 2)] * 2]  # 10, 7, 7 of 12


@pytest.fixture
def held(town: "Town") -> Electing:
    return Electing(town)


def seated(held: Electing) -> dict[str, int]:
    rows = Mandate.objects.filter(constituency=held.constituency, standing_by=None)
    return {mandate.person.name: mandate.seat for mandate in rows}


def standing_by(held: Electing) -> list[tuple[str, int]]:
    rows = Mandate.objects.filter(constituency=held.constituency).exclude(standing_by=None)
    return sorted((mandate.person.name, mandate.standing_by) for mandate in rows)


def page(held: Electing, client: Client) -> str:
    client.force_login(held.people[5])
    answer = client.get(f"/matters/{held.matter.reference}/")
    assert answer.status_code == 200
    return " ".join(answer.text.split())


def test_who_has_more_than_half_of_all_gets_a_seat_and_the_next_stands_by(held: Electing) -> None:
    held.prepare()
    matter = held.vote([*[marks(0, 1)] * 8, *[marks(0, 2)] * 2, marks(0, 2), marks(1)])
    assert matter.state == "counted"
    assert seated(held) == {"Vo Ter 00": 4, "Vo Ter 01": 5}
    assert standing_by(held) == []
    first = Mandate.objects.get(person=held.people[0])
    assert (first.votes, first.entitled, first.election) == (11, 12, matter)


def test_a_third_with_the_majority_stands_by(held: Electing) -> None:
    held.prepare()
    held.vote([*[marks(0, 1)] * 5, *[marks(0, 2)] * 4, *[marks(1, 2)] * 3])
    assert seated(held) == {"Vo Ter 00": 4, "Vo Ter 01": 5}
    assert standing_by(held) == [("Vo Ter 02", 1)]


def test_a_tie_at_the_last_seat_goes_to_a_run_off_among_the_tied(held: Electing, client: Client) -> None:
    held.prepare()
    matter = held.vote(TIE)
    assert seated(held) == {"Vo Ter 00": 4}
    assert len(counted.tied(matter)) == 2
    said = page(held, client)
    assert "2 are tied. Seats left: 1." in said
    assert "It takes 7 votes: more than 1/2 of 12, all who may vote" in said
    ballot = held.put(elections.run_off)
    assert [answer["en"] for answer in ballot.questions[0]["answers"]] == ["Vo Ter 01", "Vo Ter 02"]
    assert ballot.questions[0]["max"] == 1


def test_the_run_off_fills_the_seat_and_the_other_stands_by(held: Electing, client: Client) -> None:
    held.prepare()
    held.vote(TIE)
    matter = held.vote([*[marks(1, of=2)] * 5, *[marks(0, of=2)] * 4], elections.run_off)
    assert seated(held) == {"Vo Ter 00": 4, "Vo Ter 02": 5}
    assert standing_by(held) == [("Vo Ter 01", 1)]
    assert counted.seats_left(matter) == 0
    said = " ".join(client.get("/assembly/seats/").text.split())
    assert "in a run-off, since" in said
    assert "5 votes of 12 who may vote" in said
    assert "5 votes of 12 who may vote; 7 were needed" not in said


def test_a_run_off_that_is_tied_again_breaks_no_tie(held: Electing) -> None:
    held.prepare()
    held.vote(TIE)
    matter = held.vote([*[marks(1, of=2)] * 5, *[marks(0, of=2)] * 5], elections.run_off)
    assert seated(held) == {"Vo Ter 00": 4}
    assert len(counted.tied(matter)) == 2


def test_a_run_off_in_which_too_few_took_part_can_be_held_again(held: Electing) -> None:
    held.prepare()
    held.vote(TIE)
    matter = held.vote([marks(1, of=2)] * 3, elections.run_off)
    assert seated(held) == {"Vo Ter 00": 4}
    assert elections.elections.moves["elect_again"].is_for(matter, held.secretary)
    held.vote([*[marks(1, of=2)] * 6, *[marks(0, of=2)] * 3], elections.run_off)
    assert seated(held) == {"Vo Ter 00": 4, "Vo Ter 02": 5}
    assert standing_by(held) == [("Vo Ter 01", 1)]


def test_three_who_are_tied_for_two_seats_go_through_two_run_offs(held: Electing) -> None:
    Constituency.objects.filter(pk=held.constituency.pk).update(seats=3)
    held.constituency.refresh_from_db()
    held.prepare(5, seats=3)
    held.vote([marks(*choices, of=5) for choices in [(0, 1, 2)] * 4 + [(0, 1, 3)] * 4 + [(0, 2, 3)] * 4])
    assert seated(held) == {"Vo Ter 00": 4}
    held.vote([marks(0, 1)] * 5 + [marks(0, 2)] * 5, elections.run_off)
    assert seated(held) == {"Vo Ter 00": 4, "Vo Ter 01": 5}
    assert [len(counted.tied(held.matter)), counted.seats_left(held.matter)] == [2, 1]
    held.vote([marks(1, of=2)] * 8, elections.run_off)
    assert seated(held) == {"Vo Ter 00": 4, "Vo Ter 01": 5, "Vo Ter 03": 6}
    assert standing_by(held) == [("Vo Ter 02", 1)]


def test_too_few_who_take_part_elect_nobody_and_a_new_election_follows(
    held: Electing, client: Client
) -> None:
    held.prepare()
    matter = held.vote([marks(0, 1)] * 7)
    assert seated(held) == {}
    assert "Too few took part" in page(held, client)
    with pytest.raises(NotAllowed):
        elections.run_off(matter, actor=held.town.chair, **hours())
    held.matter = elections.elect_again(matter, actor=held.secretary)
    held.vote([marks(0, 1)] * 8)
    assert seated(held) == {"Vo Ter 00": 4, "Vo Ter 01": 5}


def test_nobody_with_the_majority_leaves_every_seat_free(held: Electing, client: Client) -> None:
    held.prepare()
    held.vote([*[marks(0)] * 4, *[marks(1)] * 4, *[marks(2)] * 4])
    assert seated(held) == {}
    assert "Nobody has the majority" in page(held, client)


def test_a_new_election_is_for_the_seats_that_are_left(held: Electing) -> None:
    held.prepare()
    matter = held.vote([*[marks(0)] * 8, *[marks(1)] * 4])
    held.matter = elections.elect_again(matter, actor=held.secretary)
    ballot = held.put()
    assert held.matter.rounds.latest("number").seats == 1
    assert [answer["en"] for answer in ballot.questions[0]["answers"]] == ["Vo Ter 01", "Vo Ter 02"]


def test_all_who_may_vote_are_those_of_the_constituency_where_the_roll_has_fewer(
    held: Electing, client: Client
) -> None:
    Constituency.objects.filter(pk=held.constituency.pk).update(staff=18)
    held.prepare()
    held.vote([*[marks(0, 1)] * 9, *[marks(0, 2)] * 3])
    assert seated(held) == {"Vo Ter 00": 4}
    said = page(held, client)
    assert "12 were on the roll. The constituency has 18 who may vote" in said
    assert "It takes 10 votes: more than 1/2 of 18" in said


def test_as_many_must_stand_as_the_rules_say(held: Electing) -> None:
    held.prepare(2)
    with pytest.raises(Wrong, match="At least 3 must stand"):
        held.put()


def test_only_who_calls_votes_puts_it_to_the_vote(held: Electing) -> None:
    matter = held.prepare()
    with pytest.raises(NotAllowed):
        elections.put_to_vote(matter, actor=held.secretary, **hours())
    with pytest.raises(NotAllowed):
        elections.nominate(matter, actor=held.people[0], people=held.people[4:5])


def test_a_delegate_of_the_term_can_not_stand(held: Electing) -> None:
    matter = held.prepare(0)
    delegate = held.town.assembly.mandates[0].person
    with pytest.raises(Wrong, match="holds a seat of this term"):
        elections.nominate(matter, actor=held.secretary, people=[delegate])


def test_no_more_seats_are_filled_than_are_free(held: Electing) -> None:
    with pytest.raises(Wrong, match="Only 2 of its 2 seats are free"):
        held.prepare(seats=3)


def test_whoever_was_put_up_and_does_not_want_it_stands_no_more_and_leaves_nothing(held: Electing) -> None:
    matter = held.prepare()
    elections.stand_down(matter, actor=held.people[1])
    assert not matter.candidates.filter(person=held.people[1]).exists()
    with pytest.raises(NotAllowed):
        elections.stand_down(matter, actor=held.people[9])


def test_a_candidate_of_an_earlier_vote_stays_in_its_counts(held: Electing, client: Client) -> None:
    held.prepare()
    matter = held.vote([marks(0, 1)] * 7)
    matter = elections.elect_again(matter, actor=held.secretary)
    elections.stand_down(matter, actor=held.people[2])
    assert "Vo Ter 02" in page(held, client)
    assert [each.person.name for each in elections.standing(matter)] == ["Vo Ter 00", "Vo Ter 01"]


def test_a_void_ballot_elects_nobody(held: Electing, client: Client) -> None:
    held.prepare()
    ballot = held.put()
    Ballot.objects.filter(pk=ballot.pk).update(mode=Ballot.Mode.NAMED)
    ballot.refresh_from_db()
    calling.call(ballot, actor=held.town.chair, at=timezone.now() - timedelta(days=2))
    calling.cancel(ballot, actor=held.town.chair, reason="A name was missing.")
    assert held.read().state == "counted"
    assert "The ballot is void" in page(held, client)


def test_the_result_is_read_once_however_often_it_is_told(held: Electing) -> None:
    held.prepare()
    held.vote([marks(0, 1)] * 9)
    assert awaiting.deliver() == 0
    again = Awaited.objects.get(matter=held.matter)
    with pytest.raises(NotNow):
        elections.read_result(held.matter, actor=HALL, result=again.payload)
    assert Mandate.objects.filter(constituency=held.constituency).count() == 2


def test_it_has_an_owner_and_a_day_while_it_waits_for_the_ballot(held: Electing, client: Client) -> None:
    held.prepare()
    held.put()
    assert Deadline.objects.running().filter(matter=held.matter, rule="assembly.voting").exists()
    assert "What it waits for" in page(held, client)


def test_journal_and_notices_name_seats_and_no_person(held: Electing) -> None:
    held.prepare()
    held.vote([marks(0, 1)] * 9)
    held.constituency.refresh_from_db()
    lines = list(Entry.objects.filter(stream=held.constituency.stream).order_by("number"))
    assert [(line.event, line.actor, line.payload) for line in lines] == [
        ("assembly.seat_elected", None, {"seat": 4}),
        ("assembly.seat_elected", None, {"seat": 5}),
    ]
    told = Notice.objects.filter(event="assembly.seat_elected").values_list("person__name", flat=True)
    assert sorted(told) == ["Vo Ter 00", "Vo Ter 01"]


def test_a_member_objects_and_it_is_looked_at_again(held: Electing) -> None:
    held.prepare()
    matter = held.vote([marks(0, 1)] * 9)
    matter = elections.close_election(matter, actor=held.secretary, text="We counted twice.")
    matter = elections.elections.moves["object_to_vote"](matter, actor=held.people[7], text="Not heard.")
    assert matter.state == "counted"


def test_a_result_for_which_no_seat_is_free_waits_and_says_so(held: Electing, client: Client) -> None:
    held.prepare()
    Constituency.objects.filter(pk=held.constituency.pk).update(seats=1)
    assert held.vote([marks(0, 1)] * 9).state == "voting"
    assert seated(held) == {}
    assert "fewer seats are free than it fills" in page(held, client)
    Constituency.objects.filter(pk=held.constituency.pk).update(seats=2)
    assert held.read().state == "counted"
    assert seated(held) == {"Vo Ter 00": 4, "Vo Ter 01": 5}


def test_paper_ballots_count_once_two_have_signed_them(held: Electing, client: Client) -> None:
    held.prepare()
    matter = held.vote([marks(0, 1)] * 6, on_paper=held.people[6:9])
    assert matter.state == "voting"
    assert "paper ballots are not counted and signed by two yet" in page(held, client)
    ballot = Ballot.objects.get(uid=matter.rounds.get().ballot)
    paper.enter(ballot, [[0, 3, 2, 1]], invalid=0, actor=held.town.mill_coordinator)
    assert held.read().state == "voting"
    paper.sign(ballot, actor=held.town.chair)
    assert held.read().state == "counted"
    assert held.matter.rounds.get().counts == [9, 8, 1]
    assert seated(held) == {"Vo Ter 00": 4, "Vo Ter 01": 5}


def test_who_stood_below_the_tie_stands_by_behind_who_lost_the_run_off(town: "Town") -> None:
    held = Electing(town, voters=13)
    Constituency.objects.filter(pk=held.constituency.pk).update(seats=3)
    held.constituency.refresh_from_db()
    held.prepare(5, seats=3)
    left_out = [*combinations(range(5), 2), (0, 4), (1, 4), (2, 3)]
    held.vote([marks(*({*range(5)} - {*pair}), of=5) for pair in left_out])
    assert held.matter.rounds.get().counts == [8, 8, 8, 8, 7]
    assert len(counted.tied(held.matter)) == 4
    held.vote([marks(0, 1, 2, of=4)] * 10, elections.run_off)
    assert seated(held) == {"Vo Ter 00": 4, "Vo Ter 01": 5, "Vo Ter 02": 6}
    assert standing_by(held) == [("Vo Ter 03", 1), ("Vo Ter 04", 2)]
