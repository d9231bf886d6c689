"""Paper ballots beside a vote online: nobody votes twice, and two officers stand for the count."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from unionhall.instruments.ballot import refusals, showing_votes
from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure import paper, turnout
from unionhall.instruments.ballot.tests.acts.holding import YES, Held, hold
from unionhall.kernel.people.models import Person

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture
def held(town: "Town") -> Held:
    return hold(town, voters=13, with_paper=True)


def test_who_voted_online_gets_no_paper_ballot(held: Held) -> None:
    held.cast(0)
    with pytest.raises(refusals.VotedOnline):
        turnout.mark_on_paper(held.election, held.voters[0])


def test_who_has_a_paper_ballot_can_not_vote_online_nor_take_another(held: Held) -> None:
    turnout.mark_on_paper(held.election, held.voters[0])
    with pytest.raises(refusals.VotedOnPaper):
        held.cast(0)
    with pytest.raises(refusals.VotedOnPaper):
        turnout.mark_on_paper(held.election, held.voters[0])
    assert held.election.events.filter(kind="Ballot").count() == 0


def test_who_is_not_on_the_roll_gets_none(held: Held, town: "Town") -> None:
    with pytest.raises(refusals.NotOnTheRoll):
        turnout.mark_on_paper(held.election, town.outsider)


def finished(held: Held) -> Election:
    """Ten online, three on paper."""
    for voter in range(10):
        held.cast(voter, YES)
    for voter in range(10, 13):
        turnout.mark_on_paper(held.election, held.voters[voter])
    held.close()
    return held.decrypt(1)


def test_the_count_is_part_of_the_result_once_a_second_officer_signs(held: Held, town: "Town") -> None:
    election = finished(held)
    paper.enter(election, [[1, 1, 0]], invalid=1, actor=town.caseworker)
    assert [row["value"] for row in showing_votes.result(election)[0]["rows"]] == ["10", "0", "0"]
    with pytest.raises(refusals.TwoPersons):
        paper.sign(election, actor=town.caseworker)
    paper.sign(election, actor=town.chair)
    assert [row["value"] for row in showing_votes.result(election)[0]["rows"]] == ["11", "1", "0"]
    with pytest.raises(refusals.NotOpen):
        paper.enter(election, [[2, 1, 0]], invalid=0, actor=town.caseworker)


@pytest.mark.parametrize("counts", [[[4, 0, 0]], [[1, 1, 0]], [[-1, 2, 2]], [[1, 1]], []])
def test_numbers_that_do_not_fit_what_was_handed_out_are_refused(
    held: Held, town: "Town", counts: list[list[int]]
) -> None:
    election = finished(held)
    with pytest.raises(refusals.NotAsAgreed):
        paper.enter(election, counts, invalid=0, actor=town.caseworker)


def test_the_table_in_a_browser_looks_one_person_up_and_writes_it_down(held: Held, town: "Town") -> None:
    client = Client()
    client.force_login(town.caseworker)
    voter = Person.objects.get(pk=held.voters[0].pk)
    url = f"/ballot/{held.election.uid}/table/"
    assert client.post(url, {"exactly": voter.email}).status_code == 302
    again = client.post(url, {"exactly": voter.email})
    assert again.status_code == 422
    assert "had a paper ballot already" in again.content.decode()
    assert held.election.turnout.filter(on_paper=True).count() == 1
