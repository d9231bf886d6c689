"""A vote whose roll is given, and which is opened and closed within a meeting instead of by the clock."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone

from unionhall.instruments.ballot import due, refusals
from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure import calling, clock, closing, opening, who
from unionhall.instruments.ballot.tests.acts.holding import DAY, Held, hold
from unionhall.kernel.people.models import Office
from unionhall.kernel.procedures.refusals import NotAllowed

if TYPE_CHECKING:
    from tests.town import Town
    from unionhall.kernel.people.models import Person


def called(town: "Town", *, without: int = 0) -> Held:
    """A vote by hand on whose roll are all voters but so many, called a minute before it opens."""
    held = hold(town, is_open=False, by_hand=True, voters=12)
    listed = [each.pk for each in held.voters[without:]]
    calling.give_roll(held.again(), listed, actor=town.chair)
    held.again()
    return held


def opened(held: Held, actor: "Person") -> Election:
    opening.open_by_hand(held.again(), actor=actor, until=timezone.now() + DAY)
    return held.again()


def test_only_those_on_the_given_roll_may_vote(town: "Town") -> None:
    held = called(town, without=2)
    assert not who.is_eligible(held.voters[0], held.election)
    assert not who.is_eligible(town.member, held.election)
    election = opened(held, town.chair)
    assert set(election.roll.values_list("person", flat=True)) == {each.pk for each in held.voters[2:]}
    assert election.listed.count() == 10
    with pytest.raises(refusals.NotOnTheRoll):
        held.cast(0)
    assert held.cast(5)


def test_who_is_on_it_may_be_of_another_place(town: "Town") -> None:
    held = called(town)
    calling.give_roll(held.election, [town.outsider.pk], actor=town.chair)
    assert who.is_eligible(town.outsider, held.again())


def test_a_roll_is_given_by_who_keeps_the_vote_and_before_it_is_open(town: "Town") -> None:
    held = called(town)
    with pytest.raises(NotAllowed):
        calling.give_roll(held.election, [town.member.pk], actor=town.steward)
    opened(held, town.chair)
    with pytest.raises(refusals.NotOpen):
        calling.give_roll(held.election, [town.member.pk], actor=town.chair)


def test_the_clock_leaves_it_alone_until_somebody_opened_it(town: "Town") -> None:
    held = called(town)
    Election.objects.update(opens_at=timezone.now() - DAY)
    assert clock.tick() == 0
    assert opened(held, town.chair).stage == Election.Stage.OPEN
    assert clock.tick(timezone.now() + timedelta(hours=1)) == 0
    assert clock.tick(timezone.now() + 2 * DAY) == 1
    assert held.again().stage == Election.Stage.COUNTING


def test_it_is_closed_by_hand_once(town: "Town") -> None:
    held = called(town)
    opened(held, town.chair)
    held.cast(1)
    with pytest.raises(NotAllowed):
        closing.close_by_hand(held.election, actor=town.steward)
    closing.close_by_hand(held.election, actor=town.chair)
    assert held.again().stage == Election.Stage.COUNTING
    with pytest.raises(refusals.NotOpen):
        closing.close_by_hand(held.election, actor=town.chair)
    with pytest.raises(refusals.NotOpen):
        held.cast(2)


def test_no_vote_by_the_clock_is_opened_or_closed_by_hand(town: "Town") -> None:
    held = hold(town, is_open=False)
    with pytest.raises(refusals.NotOpen):
        opening.open_by_hand(held.election, actor=town.chair, until=timezone.now() + DAY)
    assert opening.open_now(held.again())
    with pytest.raises(refusals.NotOpen):
        closing.close_by_hand(held.again(), actor=town.chair)


def test_what_is_missing_is_named_and_it_stays_called(town: "Town") -> None:
    held = called(town, without=4)
    with pytest.raises(refusals.NotCalled, match="too few voters have registered"):
        opened(held, town.chair)
    assert held.again().stage == Election.Stage.CALLED


def test_it_needs_no_notice_of_its_own(town: "Town") -> None:
    now = timezone.now()
    vote = calling.prepare(
        town.mill, actor=town.chair, title={"en": "Now"}, opens_at=now, closes_at=now + DAY,
        questions=[{"question": {"en": "?"}, "answers": [], "min": 1, "max": 1, "blank": False}],
        mode=Election.Mode.NAMED, by_hand=True,
    )  # fmt: skip
    assert calling.call(vote, actor=town.chair).stage == Election.Stage.CALLED


def test_a_rooms_own_officer_calls_and_keeps_one_by_their_role(town: "Town") -> None:
    now = timezone.now()
    office = Office.objects.get(person=town.mill_coordinator)
    said: dict[str, Any] = {"title": {"en": "Ours"}, "opens_at": now, "closes_at": now + DAY, "questions": []}
    with pytest.raises(NotAllowed):
        calling.prepare(town.mill, actor=town.mill_coordinator, **said)
    with pytest.raises(NotAllowed):
        calling.prepare(town.mill, actor=town.steward, role=office.role, **said)
    vote = calling.prepare(town.mill, actor=town.mill_coordinator, role=office.role, **said)
    assert who.visible_to(town.mill_coordinator).filter(pk=vote.pk).exists()
    assert not who.visible_to(town.steward).filter(pk=vote.pk).exists()
    calling.invite(vote, town.steward, actor=town.mill_coordinator)
    assert who.keeps(town.chair, vote)


def test_the_pages_say_that_the_meeting_opens_it(town: "Town", client: Client) -> None:
    held = called(town)
    client.force_login(held.voters[0])
    page = client.get(f"/ballot/{held.election.uid}/").text
    assert "Whoever leads the meeting opens it there." in page
    assert "12 people, on the list that was given with the call" in page
    assert "opens it there" in client.get(f"/ballot/{held.election.uid}/vote/").text
    voter, now = held.voters[0], timezone.now()
    assert due.this_week(voter, now) == []
    held.election.registrations.all().delete()
    assert [str(each.when) for each in due.this_week(voter, now)] == ["before the meeting"]
    assert due.this_week(town.member, now) == []


def test_who_is_not_on_the_roll_registers_nothing(town: "Town", client: Client) -> None:
    held = called(town)
    client.force_login(town.member)
    address = f"/ballot/{held.election.uid}/register/"
    assert client.post(address, b"4", content_type="text/plain").status_code == 403
    assert held.election.registrations.count() == 12
