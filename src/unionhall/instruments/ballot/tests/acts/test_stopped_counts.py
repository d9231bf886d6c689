"""A count that stops: the journal says it, those who have to act are told, and a page says what to do."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.town import person
from unionhall.instruments.ballot.belenios.errors import Invalid
from unionhall.instruments.ballot.models import Batch, Election
from unionhall.instruments.ballot.procedure import batches, box, clock, closing
from unionhall.instruments.ballot.tests.acts.counting import closed
from unionhall.instruments.ballot.tests.acts.holding import Held
from unionhall.instruments.ballot.tests.acts.test_tampered_counts import owner
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.notices.models import Notice

if TYPE_CHECKING:
    from tests.town import Town
    from unionhall.kernel.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
CHANGE = "UPDATE ballot_event SET records = %s WHERE height = 6"


@pytest.fixture
def held(town: "Town", monkeypatch: pytest.MonkeyPatch) -> Held:
    return closed(town, monkeypatch)


def tamper(held: Held) -> bytes:
    """Change one byte of a ballot; the record as it was."""
    before = bytes(held.election.events.get(height=6).records)
    changed = bytearray(before)
    place = changed.index(b'"beta":"') + 8
    changed[place] = ord("2") if changed[place] == ord("1") else ord("1")
    owner(CHANGE, bytes(changed))
    return before


def check_all(held: Held) -> None:
    """What the jobs do, one after the other."""
    for batch in list(Batch.objects.unchecked().filter(election=held.election)):
        try:
            closing.check(batch.pk)
        except Invalid:
            continue


def said(held: Held) -> list[str]:
    entries = Entry.objects.filter(stream=held.election.stream).order_by("number")
    return [event.removeprefix("ballot.") for event in entries.values_list("event", flat=True)]


def page(held: Held, reader: "Person", path: str = "") -> str:
    client = Client()
    client.force_login(reader)
    return client.get(f"/ballot/{held.election.uid}/{path}").content.decode()


def test_it_is_said_once_in_the_journal_and_to_those_who_have_to_act(held: Held, town: "Town") -> None:
    deputy = person("Deputy Chair", town.mill, "chair")
    tamper(held)
    check_all(held)
    check_all(held)
    clock.tick()
    assert said(held)[-2:] == ["closed", "stopped"]
    told = set(Notice.objects.filter(event="ballot.stopped").values_list("person", flat=True))
    assert told == {town.chair.pk, town.steward.pk, deputy.pk}
    assert "The count stopped" in page(held, held.voters[0])


def test_who_keeps_the_vote_reads_what_to_do_and_which_part_it_is(held: Held, town: "Town") -> None:
    assert 'id="stopped"' not in page(held, town.chair, "manage/")
    tamper(held)
    check_all(held)
    shown = page(held, town.chair, "manage/")
    assert 'id="stopped"' in shown
    assert "Events 4 to 7: archive" in shown
    assert f"unionhall ballot diff SAVED.bel {held.election.uid}.bel" in shown
    assert "Keep every archive" in page(held, held.voters[0])
    assert "/manage/" not in page(held, held.voters[0])


def test_a_fault_of_the_whole_stops_it_in_words_too(held: Held, town: "Town") -> None:
    box.append(held.election, "EndBallots", [])
    check_all(held)
    clock.tick()
    clock.tick()
    assert said(held).count("stopped") == 1
    assert "The count has stopped" in page(held, held.voters[0])
    assert 'id="stopped"' in page(held, town.chair, "manage/")


def test_once_the_archive_is_put_back_the_count_goes_on_and_that_is_said(held: Held) -> None:
    before = tamper(held)
    check_all(held)
    owner(CHANGE, before)
    check_all(held)
    assert held.again().stage == Election.Stage.DECRYPTING
    assert said(held)[-3:] == ["stopped", "went_on", "added_up"]
    stopped, went_on = (
        set(Notice.objects.filter(event=f"ballot.{event}").values_list("person", flat=True))
        for event in ("stopped", "went_on")
    )
    assert stopped == went_on


def test_a_count_without_a_fault_says_nothing_of_it(held: Held) -> None:
    check_all(held)
    assert batches.waiting(held.election).count() == 0
    assert said(held)[-2:] == ["closed", "added_up"]


def test_holders_are_numbered_from_one_in_the_journal(held: Held) -> None:
    check_all(held)
    held.decrypt(1)
    assert "The part of key holder 1 arrived" in page(held, held.voters[0])
