"""Whoever writes into a matter that lies open is told, before a word is written, who reads it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests import choir
from tests.choir import asking, planning
from unionhall.kernel.journal import events
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.customs.adding import attaching
from unionhall.kernel.procedures.customs.appeals import appealing
from unionhall.kernel.procedures.declaration import Procedure, Text
from unionhall.kernel.procedures.predicates import is_handler, is_member_here
from unionhall.kernel.rooms import Circle, room

if TYPE_CHECKING:
    from tests.town import Town

MEMBERS = "Every member of the place reads this."
Boxes = Callable[..., str]


@pytest.fixture
def own_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test declares of plans is theirs for the test alone."""
    monkeypatch.setattr(planning.plans, "moves", dict(planning.plans.moves))
    monkeypatch.setattr(planning.plans, "states", dict(planning.plans.states))
    monkeypatch.setattr(events, "_sentences", dict(events._sentences))
    monkeypatch.delitem(planning.plans.__dict__, "_limits", raising=False)


@pytest.fixture
def page(town: "Town", client: Client) -> Boxes:
    """A page as somebody reads it, in a language of theirs."""

    def read(name: str, address: str, language: str = "en") -> str:
        client.force_login(getattr(town, name))
        answer = client.get(address, headers={"accept-language": language})
        assert answer.status_code == 200
        return str(answer.content.decode())

    return read


def dropped(town: "Town") -> Matter:
    """A plan that was dropped, which a member of its place may appeal."""
    plans = planning.plans
    appealing(plans, "choir.escalated", source=("done",), back="done", allowed=is_member_here)
    matter: Matter = planning.finish(choir.plan(town), actor=town.steward, text="It rained.")
    return matter


def address(matter: Matter, move: str) -> str:
    return f"/matters/{matter.reference}/{move}/"


@pytest.mark.usefixtures("own_moves")
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", MEMBERS),
        ("zh-hans", "这里的内容，当地每位会员都能看到。"),
        ("zh-hant", "這裡的內容，當地每位會員都能看到。"),
    ],
)
def test_an_appeal_is_read_by_every_member(town: "Town", page: Boxes, language: str, words: str) -> None:
    said = page("member", address(dropped(town), "appeal"), language)
    assert 0 < said.index(words) < said.index("<textarea")


@pytest.mark.usefixtures("own_moves")
def test_an_appeal_that_everybody_reads_says_everybody(
    town: "Town", page: Boxes, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter = dropped(town)
    monkeypatch.setattr(type(room("choir")), "opens", {"plan": Circle.EVERYBODY})
    said = page("member", address(matter, "appeal"))
    assert "Everybody reads this, without an account, too." in said
    assert MEMBERS not in said


def test_so_does_what_ends_a_plan(town: "Town", page: Boxes) -> None:
    assert MEMBERS in page("steward", address(choir.plan(town), "finish"))


def test_and_what_begins_one_at_the_words_but_not_at_the_day(town: "Town", page: Boxes) -> None:
    assert page("steward", "/choir/plan/").count(MEMBERS) == 1


@pytest.mark.usefixtures("own_moves")
def test_and_a_file(town: "Town", page: Boxes) -> None:
    attaching(planning.plans, source=("planned",), allowed=is_handler)
    assert MEMBERS in page("steward", address(choir.plan(town), "attach"))


@pytest.mark.usefixtures("own_moves")
def test_what_is_internal_says_nothing_of_members(town: "Town", page: Boxes) -> None:
    plans: Procedure = planning.plans

    @plans.move(
        source=("planned",),
        target=None,
        allowed=is_handler,
        title="Note",
        sentence="A note was added.",
        text=Text("Your note", internal=True),
    )
    def note(matter: Matter, *, actor: Person) -> None:
        """For those who serve here."""

    assert MEMBERS not in page("steward", address(choir.plan(town), "note"))


def test_what_is_between_two_says_nothing_of_members(town: "Town", page: Boxes) -> None:
    matter = asking.answer(choir.question(town), actor=town.steward, text="On Monday.")
    for said in (
        page("member", "/choir/ask/"),
        page("member", address(matter, "reopen")),
    ):
        assert MEMBERS not in said
