"""Two web servers and two workers on one database: whatever one knows, the other knows."""

import re
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.test import Client

from tests.beyond.halls import Machine, at_once, session_of
from tests.walking import Walker
from unionhall.kernel.journal import verification
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.places.models import Place
from unionhall.kernel.web.receipts import WRONG_AN_HOUR

if TYPE_CHECKING:
    from tests.town import Town

Two = tuple[Machine, Machine]
ASK = "/desk/ask/transport/"
POST = "from unionhall.kernel.notices.tasks import post; post(0)"


@pytest.fixture(scope="module")
def two(make_machine: Callable[..., Machine]) -> Two:
    one, other = make_machine(), make_machine()
    for machine in (one, other):
        machine.launch("serve")
    for machine in (one, other):
        machine.wait_for_server()
    return one, other


def test_two_clicks_that_reach_two_servers_make_one_request(shared_town: "Town", two: Two) -> None:
    walker = Walker(Client(), ASK).say(description="Late")
    walker.say(place=str(shared_town.north.pk), address="").say()
    before = Matter.objects.count()
    clicks = [partial(machine.post, ASK, {"draft": walker.draft, "send": "1"}) for machine in two]
    assert {answer.status for answer in at_once(clicks * 2)} == {303}
    assert Matter.objects.count() == before + 1


def test_of_two_stewards_at_two_servers_one_takes_it_on(shared_town: "Town", two: Two) -> None:
    stewards = [session_of(each) for each in (shared_town.steward, shared_town.caseworker)]
    for _ in range(5):
        matter = shared_town.desk.ask()
        path = f"/matters/{matter.reference}/accept/"
        answers = at_once(
            partial(machine.post, path, {"key": str(uuid4())}, sessionid=session)
            for machine, session in zip(two, stewards, strict=True)
        )
        assert sorted(answer.status for answer in answers) == [302, 409]
        assert Entry.objects.filter(stream=matter.stream, event="desk.accept").count() == 1
    assert list(verification.verify()) == []


def test_what_changes_at_one_server_is_seen_at_the_other(shared_town: "Town", two: Two) -> None:
    where = {"draft": Walker(Client(), ASK).draft, "about-description": "Late"}
    assert all("Quayside" not in machine.led(ASK, where).text for machine in two)
    Place.objects.add(shared_town.harbour, kind="area", name={"en": "Quayside"})
    assert all("Quayside" in machine.led(ASK, where).text for machine in two)
    session = session_of(shared_town.member)
    assert two[1].get("/mine/", sessionid=session).status == 200
    two[0].post("/account/logout/", {}, sessionid=session)
    assert two[1].get("/mine/", sessionid=session).status == 302


def test_two_servers_count_the_tries_of_an_address_together(two: Two) -> None:
    wrong = [two[at % 2].post("/receipt/", {"code": "no such code"}) for at in range(WRONG_AN_HOUR + 2)]
    assert Counter(answer.status for answer in wrong) == {303: WRONG_AN_HOUR, 429: 2}


def test_two_machines_that_sweep_at_once_send_each_letter_once(
    shared_town: "Town", make_machine: Callable[..., Machine]
) -> None:
    asked = {shared_town.desk.ask().reference for _ in range(100)}
    one, other = make_machine(), make_machine()
    done = at_once(partial(each.call, "manage", "shell", "-c", POST) for each in (one, other))
    assert [each.stderr for each in done] == ["", ""]
    assert _letters(one)
    assert _letters(other)
    sent = Counter(letter for letter in _letters(one, other) if letter[1] in asked)
    assert {reference for _to, reference in sent} == asked
    assert set(sent.values()) == {1}


def _letters(*workers: Machine) -> list[tuple[str, str]]:
    """To whom each letter went, and about which matter."""
    mails = [file.read_text() for worker in workers for file in (worker.home / "mail").glob("*.log")]
    letters = [letter for mail in mails for letter in mail.split("\n" + "-" * 79 + "\n")]
    return [
        (to[1], about[0])
        for letter in letters
        if (to := re.search(r"^To: (.+)$", letter, re.MULTILINE))
        and (about := re.search(r"\bD-\d{4}-\w+\b", letter))
    ]
