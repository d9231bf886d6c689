"""A whole secret vote in browsers: three key holders, ten phones, a vote again, an opened ballot."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.pages import flaws
from tests.town import person
from unionhall.instruments.ballot.belenios import verification
from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure import box, calling, clock, closing
from unionhall.instruments.ballot.questions import yes_no
from unionhall.instruments.ballot.tests.tool import ToolElection
from unionhall.kernel.people.models import Person

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.browser
QUESTION = {"en": "Shall the canteen open at night?", "zh-hans": "食堂夜间要不要开放？"}
TITLE = {"en": "The canteen at night", "zh-hans": "夜间食堂"}


def called(town: "Town", holders: list[Person]) -> Election:
    """A convenient vote at the mill that opens tomorrow."""
    now = timezone.now()
    election = calling.prepare(
        town.mill,
        actor=town.chair,
        title=TITLE,
        questions=[yes_no(QUESTION)],
        opens_at=now + timedelta(days=1),
        closes_at=now + timedelta(days=2),
    )
    for holder in holders:
        calling.invite(election, holder, actor=town.chair)
    return calling.call(election, actor=town.chair, at=now - timedelta(days=1))


def pass_time(election: Election, days: int) -> Election:
    """Let days go by, and the clock and the jobs do what is due."""
    found = Election.objects.get(pk=election.pk)
    found.opens_at -= timedelta(days=days)
    found.closes_at -= timedelta(days=days)
    found.save()
    clock.tick()
    closing.count(Election.objects.select_related("place").get(pk=election.pk))
    return Election.objects.get(pk=election.pk)


def step(page: Page, election: Election, folder: Path, file: Path | None = None) -> Path | None:
    """One step of a key holder; the file that the browser saved."""
    page.goto(f"/ballot/{election.uid}/key/")
    if file:
        page.locator("#file").set_input_files(file)
    start = page.locator("#start")
    if page.locator("#booth").get_attribute("data-task") in ("deal", "decrypt"):
        start.click()
        page.locator("#finished").wait_for(timeout=60_000)
        return None
    with page.expect_download() as saved:
        start.click()
    kept = folder / f"{page.locator('#booth').get_attribute('data-task')}-{id(page)}"
    saved.value.save_as(kept)
    page.locator("#publish").click()
    page.locator("#finished").wait_for()
    return kept


def make_keys(pages: list[Page], election: Election, folder: Path) -> list[Path]:
    """The three steps of a circle; the key files."""
    seeds = [step(page, election, folder) for page in pages]
    for page, seed in zip(pages, seeds, strict=True):
        step(page, election, folder, seed)
    kept = [step(page, election, folder, seed) for page, seed in zip(pages, seeds, strict=True)]
    return [each for each in kept if each]


def register(page: Page, election: Election) -> None:
    page.goto(f"/ballot/{election.uid}/register/")
    page.locator("#register").click()
    page.locator("[data-step=kept]").wait_for()


def review(page: Page, election: Election, answer: int) -> None:
    """To the second step by the keyboard, with the answer at that place."""
    page.goto(f"/ballot/{election.uid}/vote/")
    page.locator("#booth[data-ready]").wait_for()
    page.locator("fieldset input").nth(answer).press("Space")
    page.locator("#choose button").click()
    page.locator("#ready").wait_for(timeout=30_000)


def cast(page: Page, election: Election, answer: int) -> str:
    """Vote, and what the voter photographs."""
    review(page, election, answer)
    page.locator("#cast").click()
    page.locator("[data-step=kept]").wait_for()
    return page.locator("#kept-tracker").inner_text()


@pytest.mark.tool
def test_ten_voters_on_phones_and_three_key_holders_come_to_a_result_that_two_programs_verify(
    open_town: "Town", open_window: Open, tmp_path: Path
) -> None:
    holders = [open_town.steward, open_town.auditor, open_town.caseworker]
    election = called(open_town, holders)
    keys = [open_window(each, accept_downloads=True) for each in holders]
    files = make_keys(keys, election, tmp_path)

    voters = [person(f"Voter {number}", open_town.north) for number in range(10)]
    languages = ("en", "zh-hans")
    phones = [open_window(voter, language=languages[n % 2]) for n, voter in enumerate(voters)]
    for phone in phones:
        register(phone, election)
    assert pass_time(election, 1).stage == Election.Stage.OPEN

    review(phones[0], election, 1)
    spoilt = phones[0].locator("#tracker").inner_text()
    phones[0].locator("#open").click()
    phones[0].locator("[data-step=opened]").wait_for()
    assert "No" in phones[0].locator("#opened").inner_text()
    trackers = [cast(phone, election, place // 6) for place, phone in enumerate(phones)]
    again = cast(phones[9], election, 2)
    assert len({spoilt, *trackers, again}) == 12

    phones[9].goto(f"/ballot/{election.uid}/find/?tracker={trackers[9].replace('+', '%2B')}")
    assert phones[9].locator("main .alert").count() == 1
    assert flaws(phones[9]) == []
    assert pass_time(election, 1).stage == Election.Stage.DECRYPTING
    for key, file in list(zip(keys, files, strict=True))[1:]:
        step(key, election, tmp_path, file)

    found = Election.objects.get(pk=election.pk)
    assert (found.stage, found.counts) == (Election.Stage.FINISHED, [[6, 3, 1]])
    archive = box.read(found)
    assert verification.verify(archive).cast == 11
    assert not found.events.filter(tracker=spoilt).exists()
    (tmp_path / f"{found.uid}.bel").write_bytes(archive)
    ToolElection(tmp_path, found.uid).verify()
    phones[0].goto(f"/ballot/{election.uid}/")
    assert flaws(phones[0]) == []
