"""A congress through its year: 120 delegates decide, a seat is filled, a promise goes late."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, Open
from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure import calling, closing
from unionhall.instruments.ballot.tests.acts.holding import NO, YES, Held, hand_out, make_keys
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures import awaiting, clock
from unionhall.rooms.assembly.archive import verification
from unionhall.rooms.assembly.commands import command
from unionhall.rooms.assembly.meeting.presence import arrive, leave
from unionhall.rooms.assembly.minutes.drafting import draft
from unionhall.rooms.assembly.models import Item, Presence
from unionhall.rooms.assembly.procedure import ballots, elections, meetings, questions
from unionhall.rooms.assembly.tests.deciding import sitting
from unionhall.rooms.assembly.tests.electing import Electing, marks
from unionhall.rooms.assembly.voting import by_name

if TYPE_CHECKING:
    from tests.town import Town
    from unionhall.rooms.assembly.tests.town import Furniture

pytestmark = pytest.mark.browser
DELEGATES, QUORUM, BY_PHONE = 120, 80, 0
QUORUM_SAID = ("The quorum is lost: 79 present, 80 needed.", "There is a quorum: 80 present, 80 needed.")
TIE = [*[marks(0, 1)] * 5, *[marks(0, 2)] * 5, *[marks(1, 2)] * 2]  # 10, 7, 7 of 12


class Congress:
    """A meeting with a vital motion, its ballot ready for every delegate, and one to be decided by name."""

    def __init__(self, town: "Town") -> None:
        self.furniture: Furniture = town.assembly.congress(DELEGATES)
        pay = self.furniture.motion("Pay of the night shift", subject="pay")
        gate = self.furniture.motion("A gate for bicycles", subject="other", by=4)
        self.motions = [pay.pk, gate.pk]
        self.meeting = self.furniture.agenda(pay, gate)
        self.held = self._ballot(town, self.meeting.items.get(number=3))
        self.meeting = self.furniture.sit(self.meeting)
        self.address = f"/assembly/{self.meeting.reference}"

    def _ballot(self, town: "Town", item: Item) -> Held:
        ballots.prepare_ballot(self.meeting, actor=self.furniture.leader, item=item)
        held = Held(town, Election.objects.get(), [each.person for each in self.furniture.mandates])
        calling.invite(held.election, town.steward, actor=self.furniture.leader)
        calling.call(held.election, actor=self.furniture.leader)
        make_keys(held)
        hand_out(held)
        return held

    def go(self, number: int) -> None:
        """So many delegates leave the room, the last by seat."""
        for mandate in self.furniture.mandates[DELEGATES - number :]:
            leave(self.meeting, mandate)

    def come_back(self, number: int) -> None:
        for mandate in self.furniture.mandates[DELEGATES - number :]:
            arrive(self.meeting, mandate)

    def states(self) -> list[str]:
        return [Matter.objects.get(pk=pk).state for pk in self.motions]


def test_120_delegates_decide_and_anybody_can_check_it(
    open_town: "Town", open_window: Open, tmp_path: Path
) -> None:
    congress = Congress(open_town)
    chair = open_window(congress.furniture.leader, viewport=DESK)
    phone = open_window(congress.furniture.mandates[BY_PHONE].person)
    lose_the_quorum_and_regain_it(congress, chair, phone)
    adopt_in_secret(congress, chair)
    refuse_by_name(congress, chair, phone)
    assert congress.states() == ["adopted", "refused"]
    close(congress, chair)
    read_the_minutes(congress, phone)
    verify_the_archive(congress, tmp_path / "meeting.zip")


def lose_the_quorum_and_regain_it(congress: Congress, chair: Page, phone: Page) -> None:
    """The phone says so by itself; meanwhile the chair can't open a vote."""
    phone.goto(f"{congress.address}/live/")
    expect(phone.get_by_text("120 of 120 delegates are present").first).to_be_visible()
    congress.go(41)
    expect(phone.get_by_text("79 of 120 delegates are present").first).to_be_visible()
    chair.goto(f"{congress.address}/votes/")
    chair.locator("button[value=secret]").click()
    expect(chair.get_by_text("There is no quorum").first).to_be_visible()
    assert sitting(congress.meeting).vote is None
    congress.come_back(41)
    expect(phone.get_by_text("120 of 120 delegates are present").first).to_be_visible()


def adopt_in_secret(congress: Congress, chair: Page) -> None:
    """The chair opens and closes the ballot in the browser; 70 are for it, 50 against."""
    chair.goto(f"{congress.address}/votes/")
    chair.locator("button[value=secret]").click()
    chair.get_by_role("button", name="Close the vote").wait_for()
    congress.held.again()
    for voter in range(DELEGATES):
        congress.held.cast(voter, YES if voter < 70 else NO)
    chair.get_by_role("button", name="Close the vote").click()
    expect(chair.get_by_text("Closed, and counted once the key holders have opened the sum.")).to_be_visible()
    closing.count(congress.held.again())
    congress.held.decrypt(1)
    awaiting.deliver()
    chair.reload()
    expect(chair.get_by_text("yes 70, no 50, abstained 0; needed 61 of 120").first).to_be_visible()


def refuse_by_name(congress: Congress, chair: Page, phone: Page) -> None:
    """One says no on the phone, and the others as they do by theirs: 40 are for it."""
    chair.goto(f"{congress.address}/lead/")
    chair.get_by_role("button", name="It is dealt with").click()
    chair.get_by_role("button", name="Call it 4").click()
    chair.goto(f"{congress.address}/votes/")
    chair.locator("button[value=names]").click()
    chair.get_by_role("button", name="Close the vote").wait_for()
    phone.goto(f"{congress.address}/votes/")
    phone.get_by_role("button", name="No", exact=True).click()
    expect(phone.get_by_text("You said: No.").first).to_be_visible()
    for number, mandate in enumerate(congress.furniture.mandates):
        if number != BY_PHONE:
            choice = "yes" if number <= 40 else "no"
            by_name.say(congress.meeting, 2, choice, person=mandate.person)
    chair.get_by_role("button", name="Close the vote").click()
    expect(chair.get_by_text("yes 40, no 80, abstained 0; needed 61 of 120").first).to_be_visible()


def close(congress: Congress, chair: Page) -> None:
    """The chair closes the meeting; who was in the room is forgotten."""
    chair.goto(f"{congress.address}/lead/")
    chair.get_by_role("button", name="It is dealt with").click()
    meetings.close(congress.meeting, actor=congress.furniture.leader)
    assert not Presence.objects.exists()


def read_the_minutes(congress: Congress, phone: Page) -> None:
    """The loss of the quorum stands there with its minute, and so does its return."""
    changes = sitting(congress.meeting).quorum_changes
    assert [each.present for each in changes] == [QUORUM, QUORUM - 1, QUORUM]
    phone.goto(f"{congress.address}/minutes/")
    minutes = " ".join(phone.locator("main").inner_text().split())
    assert "Adopted: Pay of the night shift" in minutes
    assert "Not adopted: A gate for bicycles" in minutes
    for (at, _change), said in zip(draft(congress.meeting).account.dealt[3].quorum, QUORUM_SAID, strict=True):
        assert f"{at.astimezone(congress.meeting.place.zone):%H:%M}: {said}" in minutes


def verify_the_archive(congress: Congress, file: Path) -> None:
    """As a member takes it along and somebody without the hall checks it."""
    client = Client()
    client.force_login(congress.furniture.mandates[BY_PHONE].person)
    file.write_bytes(client.get(f"{congress.address}/archive/").content)
    said = CliRunner().invoke(command, ["verify", str(file)])
    assert said.exit_code == 0, said.output
    assert (
        "vote 1 on item 3: yes 70, no 50, abstained 0; 61 of 120 needed, 120 present: adopted" in said.output
    )
    assert (
        "vote 2 on item 4: yes 40, no 80, abstained 0; 61 of 120 needed, 120 present: refused" in said.output
    )
    assert "quorum (80) lost 1 times" in said.output
    assert verification.verify(file.read_bytes()).is_valid


def test_a_tie_goes_to_a_run_off_that_fills_the_seat(open_town: "Town", open_window: Open) -> None:
    held = Electing(open_town)
    held.prepare()
    matter = held.vote(TIE)
    page = open_window(held.people[5])
    page.goto(f"/matters/{matter.reference}/")
    expect(page.get_by_text("2 are tied. Seats left: 1.").first).to_be_visible()
    held.vote([*[marks(1, of=2)] * 6, *[marks(0, of=2)] * 4], elections.run_off)
    page.reload()
    expect(page.get_by_role("row", name="Vo Ter 02 6")).to_contain_text("Elected, seat 5")
    page.goto("/assembly/seats/")
    expect(page.get_by_role("row", name="Vo Ter 02")).to_contain_text("in a run-off")


def test_of_three_promises_of_a_question_day_one_goes_late(
    open_town: "Town", open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    congress = open_town.assembly.congress(3)
    manager, day = congress.management(), congress.question_day()
    member = open_window(open_town.member)
    for number, days in enumerate((20, 20, 3), 1):
        matter = congress.question(day, f"When is roof {number} mended?")
        answered = questions.answer_openly(matter, actor=manager, text=f"Within {days} days.")
        congress.promise(answered, days=days, owner=f"Works office {number}")
    member.goto("/assembly/promises/")
    expect(member.get_by_text("No promise is late.")).to_be_visible()
    monkeypatch.setattr(timezone, "now", partial(_in_days, timezone.now, 5))
    clock.tick()
    late = Matter.objects.get(kind="promise", state="escalated")
    assert (late.publicpromise.owner, late.handler) == ("Works office 3", congress.leader)
    member.reload()
    expect(member.get_by_text("1 promise is late.")).to_be_visible()
    expect(member.get_by_text("2 days late")).to_be_visible()


def _in_days(now: Callable[[], datetime], days: int) -> datetime:
    return now() + timedelta(days=days)
