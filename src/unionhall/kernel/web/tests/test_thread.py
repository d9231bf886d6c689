"""What lies before somebody who writes: the last words to them above the box, the thread beside it."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.web.tests.test_receipts import CODE, asked
from unionhall.kernel.web.thread import LATEST
from unionhall.rooms.desk.procedure import closing, handling

if TYPE_CHECKING:
    from tests.town import Town

QUESTION, REPLY = "Please say which line it was.", "Line 3, every Saturday."


def questioned(town: "Town", matter: Matter | None = None) -> Matter:
    matter = handling.accept(matter or town.desk.ask(), actor=town.steward)
    return handling.ask_member(matter, actor=town.steward, text=QUESTION)


def opened(client: Client, town: "Town", person: str, address: str) -> str:
    client.force_login(getattr(town, person))
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def above_the_box(page: str) -> str:
    """What stands before the box for words."""
    return page.partition("<textarea")[0].partition("<main")[2]


def beside_it(page: str) -> str:
    return page.partition("<textarea")[2].partition("<aside")[2]


def test_the_question_stands_above_the_box_for_its_answer(client: Client, town: "Town") -> None:
    matter = questioned(town)
    page = opened(client, town, "member", f"/matters/{matter.reference}/reply/")
    assert QUESTION in above_the_box(page)
    assert "Sam Steward" in above_the_box(page)


def test_a_guest_sees_it_too(client: Client, town: "Town") -> None:
    questioned(town, asked(town))
    page = client.post("/receipt/reply/", {"code": CODE}, follow=True).content.decode()
    assert QUESTION in above_the_box(page)
    assert "The shuttle" in beside_it(page)


def test_the_steward_answers_with_the_whole_thread_before_them(client: Client, town: "Town") -> None:
    matter = handling.reply(questioned(town), actor=town.member, text=REPLY)
    page = opened(client, town, "steward", f"/matters/{matter.reference}/answer/")
    assert REPLY in above_the_box(page)
    assert QUESTION in beside_it(page)
    assert "The shuttle" in beside_it(page)


def test_where_nothing_was_said_the_request_itself_stands_there(client: Client, town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    page = opened(client, town, "steward", f"/matters/{matter.reference}/ask-member/")
    assert "The shuttle" in above_the_box(page)


def test_who_appeals_reads_what_they_appeal_against(client: Client, town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    closing.decline(matter, actor=town.steward, text="By §4 the town pays.")
    page = opened(client, town, "member", f"/matters/{matter.reference}/appeal/")
    assert "By §4 the town pays." in above_the_box(page)


def test_nobody_is_quoted_to_themselves(client: Client, town: "Town") -> None:
    matter = handling.reply(questioned(town), actor=town.member, text=REPLY)
    page = opened(client, town, "member", f"/matters/{matter.reference}/add/")
    assert REPLY not in above_the_box(page)
    assert REPLY in beside_it(page)


def test_a_guest_is_not_quoted_to_themselves_either(client: Client, town: "Town") -> None:
    matter = handling.accept(asked(town), actor=town.steward)
    client.post("/receipt/add/", {"code": CODE, "key": "", "text": REPLY}, follow=True)
    page = client.post("/receipt/add/", {"code": CODE}, follow=True).content.decode()
    assert matter.reference in page
    assert REPLY not in above_the_box(page)
    assert REPLY in beside_it(page)


def test_what_is_internal_stays_with_the_handlers(client: Client, town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    handling.note(matter, actor=town.steward, text="Called the bus company.")
    where = f"/matters/{matter.reference}"
    assert "Called the bus company." in opened(client, town, "steward", f"{where}/answer/")
    assert "Called the bus company." not in opened(client, town, "member", f"{where}/add/")


def test_a_long_thread_is_folded(client: Client, town: "Town") -> None:
    matter = questioned(town)
    assert "What happened before" not in opened(client, town, "member", f"/matters/{matter.reference}/reply/")
    for number in range(LATEST):
        handling.note(matter, actor=town.steward, text=f"Called them, {number}.")
    page = opened(client, town, "member", f"/matters/{matter.reference}/reply/")
    assert "What happened before" in page
    assert QUESTION in above_the_box(page)


def test_a_step_without_words_shows_no_thread(client: Client, town: "Town") -> None:
    matter = questioned(town)
    page = opened(client, town, "member", f"/matters/{matter.reference}/withdraw/")
    assert QUESTION not in page


@pytest.mark.parametrize("who", ["steward", "member"])
def test_reading_it_there_is_written_down_once(client: Client, town: "Town", who: str) -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    opened(client, town, who, f"/matters/{matter.reference}/{'add' if who == 'member' else 'answer'}/")
    assert Access.objects.get().purpose == "matter"
