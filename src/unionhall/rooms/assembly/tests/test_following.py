"""Following a meeting: nothing new is cheap, something new is made once, and a pass opens this one thing."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.proving import signed_in
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.web import following
from unionhall.rooms.assembly.meeting import leading
from unionhall.rooms.assembly.meeting import log as keeping
from unionhall.rooms.assembly.models import Log
from unionhall.rooms.assembly.procedure import agenda
from unionhall.rooms.assembly.tests.town import Furniture

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture(autouse=True)
def nothing_known() -> None:
    following.forget()


class Follower:
    """A page that follows, as its script does: without a cookie."""

    def __init__(self, matter: Matter, person: Person, view: str = "live") -> None:
        context = signed_in(person).get(f"/assembly/{matter.reference}/{view}/").context
        self.url, self.version, self.pass_ = context["follow_url"], context["version"], context["pass"]

    def ask(self, **headers: str) -> Any:
        if followed := following.opened_by(self.pass_):
            following.stale(followed)
        answer = Client().get(f"{self.url}?after={self.version}", headers={"X-Pass": self.pass_, **headers})
        self.version = answer.headers.get("X-Version", self.version)
        return answer


def lead(congress: Furniture, matter: Matter, act: str, number: int = 0) -> None:
    with keeping.following(Log.objects.get(pk=matter.pk)) as sitting:
        mark = leading.stands(sitting)
    leading.lead(matter, act, number, seen=mark, actor=congress.leader, key=uuid4())


def test_who_read_the_row_before_others_wrote_does_not_begin_anew(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.sitting()
    read_before = Log.objects.get(pk=matter.pk)
    congress.call_item(matter, 1)
    assert len(keeping.lines(read_before)) == read_before.journal_length
    with CaptureQueriesContext(connection) as asked, keeping.following(read_before) as sitting:
        assert sitting.item == 1
    assert len(asked) == 1


def test_nothing_new_is_one_query_and_no_page(town: "Town") -> None:
    matter = town.assembly.congress(3).sitting()
    follower = Follower(matter, town.neighbour)
    with CaptureQueriesContext(connection) as asked:
        answer = follower.ask()
    assert (answer.status_code, answer.content) == (204, b"")
    assert len(asked) == 1
    with CaptureQueriesContext(connection) as asked:
        Client().get(f"{follower.url}?after={follower.version}", headers={"X-Pass": follower.pass_})
    assert len(asked) == 0


@pytest.mark.parametrize("view", ["live", "projector"])
def test_what_is_new_comes_as_the_part_that_changed(town: "Town", view: str) -> None:
    congress = town.assembly.congress(3)
    matter = congress.sitting("Opening", "Pay")
    follower = Follower(matter, town.neighbour, view)
    lead(congress, matter, "call", 2)
    answer = follower.ask()
    assert answer.status_code == 200
    assert "2. Pay" in answer.text
    assert "<html" not in answer.text
    assert follower.ask().status_code == 204


def test_it_is_made_once_for_all_who_follow(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.sitting()
    first, second = Follower(matter, town.neighbour), Follower(matter, town.member)
    lead(congress, matter, "call", 1)
    made = first.ask()
    with CaptureQueriesContext(connection) as asked:
        assert second.ask().content == made.content
    assert len(asked) == 1


def test_the_agenda_is_followed_too(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.sitting()
    follower = Follower(matter, town.neighbour)
    agenda.write_item(matter, actor=congress.leader, name="Something urgent", kind="motion", minutes=5)
    assert "Something urgent" in follower.ask().text


def test_a_pass_opens_one_view_of_one_meeting_for_half_a_day(
    town: "Town", monkeypatch: pytest.MonkeyPatch
) -> None:
    congress = town.assembly.congress(3)
    follower, other = Follower(congress.sitting(), town.neighbour), congress.sitting()
    assert Client().get(follower.url).status_code == 404
    assert Client().get(follower.url, headers={"X-Pass": follower.pass_ + "x"}).status_code == 404
    elsewhere = follower.url.replace("/live/", "/projector/")
    assert Client().get(elsewhere, headers={"X-Pass": follower.pass_}).status_code == 404
    wrong = f"/assembly/{other.reference}/live/news/"
    assert Client().get(wrong, headers={"X-Pass": follower.pass_}).status_code == 404
    assert follower.ask().status_code == 204
    monkeypatch.setattr(following, "HOLDS", -1)
    assert follower.ask().status_code == 404


def test_a_language_stays_that_of_the_page(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.sitting()
    follower = Follower(matter, town.neighbour)
    lead(congress, matter, "pause")
    assert "There is a break." in follower.ask(**{"Accept-Language": "zh-CN"}).text


def test_only_members_of_the_place_follow(town: "Town") -> None:
    matter = town.assembly.congress(3).sitting()
    for person, status in ((town.outsider, 404), (town.neighbour, 200)):
        client = signed_in(person)
        for view in ("live", "projector"):
            assert client.get(f"/assembly/{matter.reference}/{view}/").status_code == status
    assert Client().get(f"/assembly/{matter.reference}/live/").status_code == 302


def test_the_quorum_is_said_in_words(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.sitting(present=1)
    page = signed_in(town.neighbour).get(f"/assembly/{matter.reference}/live/").text
    assert "1 of 3 delegates are present, 2 are needed: there is no quorum" in page


def test_most_is_answered_before_the_rest_of_the_hall_is_asked(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.sitting("Opening", "Pay")
    follower, asked = Follower(matter, town.neighbour), list[dict[str, Any]]()

    def hall(environ: dict[str, Any], _start: Any) -> list[bytes]:
        asked.append(environ)
        return [b"the hall"]

    application = following.before(hall)

    def get(given: str, query: str, method: str = "GET") -> tuple[list[str], bytes]:
        said: list[str] = []
        environ = {"REQUEST_METHOD": method, "HTTP_X_PASS": given, "QUERY_STRING": query}
        answer = b"".join(application(environ, lambda status, headers: said.append(status)))
        return said, answer

    after = f"after={follower.version}"
    assert get(follower.pass_, after) == (["204 No Content"], b"")
    assert asked == []
    for given, query, method in (
        (follower.pass_ + "x", after, "GET"),
        ("", after, "GET"),
        (follower.pass_, "before=1", "GET"),
        (follower.pass_, after, "POST"),
    ):
        assert get(given, query, method) == ([], b"the hall")
    lead(congress, matter, "call", 2)
    following.forget()
    assert get(follower.pass_, after) == ([], b"the hall")  # nobody made it yet
    made = follower.ask()
    assert get(follower.pass_, after) == (["200 OK"], made.content)
    assert get(follower.pass_, f"after={follower.version}") == (["204 No Content"], b"")


def test_the_page_asks_as_often_however_many_delegates_and_items_there_are(town: "Town") -> None:
    congress = town.assembly.congress(3)
    few = congress.sitting("Opening")
    many = congress.sitting(*(f"Item {number}" for number in range(1, 21)))
    client = signed_in(congress.mandates[0].person)
    counted = []
    for matter in (few, many):
        client.get(f"/assembly/{matter.reference}/live/")
        following.forget()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/assembly/{matter.reference}/live/").status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1] <= 20
