"""Delegates with phones in a browser: three taps from the open vote to what was said, also in secret."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.browser.conftest import Open
from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure import calling
from unionhall.instruments.ballot.tests.acts.holding import Held, make_keys
from unionhall.rooms.assembly.models import Voice
from unionhall.rooms.assembly.procedure import ballots
from unionhall.rooms.assembly.tests.deciding import open_by_name, sitting
from unionhall.rooms.assembly.voting import counting, secret

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.browser


def test_by_name_a_phone_that_follows_takes_one_tap(open_town: "Town", open_window: Open) -> None:
    congress = open_town.assembly.congress(4)
    meeting = congress.sit(congress.agenda(congress.motion(subject="other")))
    number = open_by_name(congress, meeting)
    phone = open_window(congress.mandates[0].person)
    phone.goto(f"/assembly/{meeting.reference}/votes/")
    phone.get_by_role("button", name="Yes").click()
    phone.get_by_text("You said: Yes.").first.wait_for()
    phone.get_by_role("button", name="Abstain").click()
    phone.get_by_text("You said: Abstain.").first.wait_for()
    assert Voice.objects.get().choice == "abstain"
    counting.close(meeting, number, actor=congress.leader)
    assert sitting(meeting).decisions[-1].abstained == 1


def test_in_secret_a_phone_registers_by_itself_and_votes_in_three_taps(
    open_town: "Town", open_window: Open
) -> None:
    congress = open_town.assembly.congress(11)
    meeting = congress.agenda(congress.motion(subject="pay"))
    item = meeting.items.get(number=3)
    ballots.prepare_ballot(meeting, actor=congress.leader, item=item)
    election = Election.objects.get()
    calling.invite(election, open_town.steward, actor=congress.leader)
    calling.call(election, actor=congress.leader)
    make_keys(Held(open_town, election, []))
    votes = f"/assembly/{meeting.reference}/votes/"
    phones = [open_window(each.person) for each in congress.mandates]
    for phone in phones:
        phone.goto(votes)
        phone.locator("[data-state=ready]:visible").wait_for()
    meeting = congress.sit(meeting)
    number = secret.open_secret(meeting, item, actor=congress.leader)
    phone = phones[0]
    phone.goto(votes)
    phone.get_by_role("link", name="Vote in secret").click()
    phone.locator("#booth[data-ready]").wait_for()
    phone.locator("label", has_text="No").click()
    phone.locator("#cast:visible").wait_for(timeout=30_000)
    phone.locator("#cast").click()
    phone.locator("[data-step=kept]").wait_for()
    assert phone.locator("#kept-tracker").inner_text()
    assert Election.objects.get().waiting.count() == 1
    secret.close_secret(meeting, number, actor=congress.leader)
    assert Client().get(f"/ballot/{election.uid}/").status_code == 200
