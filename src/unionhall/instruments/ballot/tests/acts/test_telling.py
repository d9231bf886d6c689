"""Who is told of a vote, through each person's own channels, and that no notice follows who took part."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests.town import person
from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure import calling, clock, opening
from unionhall.instruments.ballot.tests.acts.holding import hold
from unionhall.kernel.notices import delivery
from unionhall.kernel.notices.models import Notice, Topic
from unionhall.kernel.web.waiting import waiting

if TYPE_CHECKING:
    from tests.town import Town


def told(event: str) -> set[int]:
    return set(Notice.objects.filter(event=f"ballot.{event}").values_list("person", flat=True))


def test_everybody_who_may_vote_is_told_of_call_opening_and_end_whether_they_voted_or_not(
    town: "Town",
) -> None:
    held = hold(town, voters=10)
    everybody = set(held.election.roll.values_list("person", flat=True))
    assert len(everybody) > len(held.voters)
    assert told("called") == everybody - {town.chair.pk}
    assert told("opened") == everybody
    for voter in range(10):
        held.cast(voter)
    held.close()
    held.decrypt(1)
    assert told("finished") == everybody


def test_who_may_not_vote_there_is_not_told(town: "Town") -> None:
    stranger = person("Stranger", town.harbour)
    hold(town, voters=10)
    assert not Notice.objects.filter(person=stranger).exists()


def test_key_holders_are_told_that_they_were_asked_and_that_they_are_needed(town: "Town") -> None:
    held = hold(town, voters=10, holders=2)
    assert told("invited") == {town.steward.pk, town.auditor.pk}
    for voter in range(10):
        held.cast(voter)
    held.close()
    assert told("closed") == {town.steward.pk, town.auditor.pk}


def test_a_key_holder_opens_the_vote_that_is_being_prepared_and_others_do_not(town: "Town") -> None:
    now = timezone.now()
    election = calling.prepare(
        town.mill,
        actor=town.chair,
        title={"en": "Who speaks for us?"},
        opens_at=now + timedelta(days=1),
        closes_at=now + timedelta(days=2),
        questions=[],
    )
    calling.invite(election, town.auditor, actor=town.chair)
    for reader, status in ((town.auditor, 200), (town.member, 404)):
        client = Client()
        client.force_login(reader)
        assert client.get(f"/ballot/{election.uid}/").status_code == status


def test_who_called_it_is_told_that_it_could_not_open(town: "Town") -> None:
    held = hold(town, voters=0, is_open=False)
    assert not opening.open_now(held.again())
    assert told("waits_registered") == {town.chair.pk, town.steward.pk}


def test_the_letter_names_the_vote_by_its_reference_and_leads_to_its_page(
    town: "Town", settings: Any
) -> None:
    held = hold(town, voters=10)
    delivery.sweep()
    letters = [letter for letter in mail.outbox if letter.to == [held.voters[0].email]]
    assert [held.election.uid in letter.subject for letter in letters] == [True, True]
    assert f"{settings.HALL_ADDRESS}/ballot/{held.election.uid}/" in letters[0].body
    assert "The canteen at night" not in letters[0].body


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_the_inbox_says_it_in_words_and_nothing_waits_to_be_read(town: "Town", language: str) -> None:
    held = hold(town, voters=10)
    client = Client(headers={"accept-language": language})
    client.force_login(held.voters[0])
    shown = client.get("/inbox/").content.decode()
    assert f'href="/ballot/{held.election.uid}/"' in shown
    assert "The canteen at night" in shown
    assert held.election.uid not in shown.replace(f"/ballot/{held.election.uid}/", "")
    assert "ballot." not in shown
    assert "{" not in shown
    assert waiting(held.voters[0]).unread == 0


def test_a_key_holder_is_spoken_to_and_the_vote_called_by_its_title_in_their_language(town: "Town") -> None:
    now = timezone.now()
    election = calling.prepare(
        town.mill,
        actor=town.chair,
        title={"en": "Who speaks for us?", "zh-hans": "谁代表我们？"},
        opens_at=now + timedelta(days=1),
        closes_at=now + timedelta(days=2),
        questions=[],
    )
    calling.invite(election, town.auditor, actor=town.chair)
    for language, words in (("en", "You are asked to hold a key."), ("zh-hans", "谁代表我们？")):
        client = Client(headers={"accept-language": language})
        client.force_login(town.auditor)
        shown = client.get("/inbox/").content.decode()
        assert words in shown
        assert "asked somebody" not in shown
    delivery.sweep()
    [letter] = [each for each in mail.outbox if each.to == [town.auditor.email]]
    assert "You are asked to hold a key." in letter.body
    assert "Who speaks" not in f"{letter.subject}{letter.body}"


def test_reading_a_vote_and_voting_touch_no_notice(town: "Town") -> None:
    held = hold(town, voters=10)
    before = list(Notice.objects.order_by("pk").values())
    client = Client()
    client.force_login(held.voters[0])
    assert client.get(f"/ballot/{held.election.uid}/").status_code == 200
    assert client.get("/inbox/").status_code == 200
    held.cast(0)
    assert list(Notice.objects.order_by("pk").values()) == before


def test_notices_go_with_the_roll(town: "Town") -> None:
    held = hold(town, voters=10)
    calling.cancel(held.election, actor=town.chair, reason="The wrong question.")
    assert Topic.objects.exists()
    Election.objects.update(ended_at=timezone.now() - timedelta(days=400))
    assert clock.forget_rolls() == 1
    assert not Topic.objects.exists()
    assert not Notice.objects.filter(event__startswith="ballot.").exists()
