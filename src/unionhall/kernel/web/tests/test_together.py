"""One step for several matters that were ticked: each by itself, what is refused is said, nothing is lost."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.test import Client

from tests.walking import Browser
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Link, Matter
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.web.tests.test_first_words import sealed
from unionhall.kernel.web.tests.test_moves import state_of
from unionhall.rooms.desk.procedure import closing, handling

if TYPE_CHECKING:
    from tests.town import Town

ADDRESS = "/worklist/together/"


def signed_in(town: "Town", who: str = "steward") -> Client:
    client = Browser()
    client.force_login(getattr(town, who))
    return client


def send(client: Client, step: str, *matters: Matter, key: str = "", **answers: str) -> Any:
    ticked = [each.reference for each in matters]
    return client.post(ADDRESS, {"step": step, "m": ticked, "key": key or str(uuid4()), **answers})


def taken_on(town: "Town", **words: str) -> Matter:
    return handling.accept(town.desk.ask(**words), actor=town.steward)


def test_the_list_offers_what_can_be_done_for_several(town: "Town") -> None:
    matter = town.desk.ask()
    page = signed_in(town).get("/worklist/").content.decode()
    assert f'name="m" value="{matter.reference}"' in page
    for step in ("accept", "hand_over", "answer", "merge", "group"):
        assert f'name="step" value="desk.{step}"' in page


def test_a_page_names_each_before_anything_happens(town: "Town") -> None:
    first, other = town.desk.ask(description="The gate is broken."), town.desk.ask()
    ticked = {"step": "desk.accept", "m": [first.reference, other.reference]}
    page = signed_in(town).get(ADDRESS, ticked).content.decode()
    assert first.reference in page
    assert other.reference in page
    assert "The gate is broken." in page
    assert state_of(first) == "received"


def test_each_is_taken_on_with_its_own_entry_and_notice(town: "Town") -> None:
    matters = [town.desk.ask() for _each in range(3)]
    answer = send(signed_in(town), "desk.accept", *matters)
    assert answer.status_code == 302
    assert [state_of(each) for each in matters] == ["accepted"] * 3
    for each in matters:
        assert Notice.objects.filter(matter=each, person=town.member, event="desk.accept").count() == 1


def test_a_double_click_acts_once(town: "Town") -> None:
    matters, key = [taken_on(town), taken_on(town)], str(uuid4())
    for _click in range(2):
        answer = send(signed_in(town), "desk.answer", *matters, key=key, text="The bus runs again.")
        assert answer.status_code == 302
    assert Entry.objects.filter(event="desk.answer").count() == 2


def test_what_is_refused_is_said_and_the_words_stay_for_it(town: "Town") -> None:
    open_one, answered = taken_on(town), taken_on(town)
    closing.answer(answered, actor=town.steward, text="Yes")
    page = send(signed_in(town), "desk.answer", open_one, answered, text="The bus runs again.")
    text = page.content.decode()
    assert page.status_code == 422
    assert state_of(open_one) == "answered"
    assert answered.reference in text
    assert "not possible any more" in text


def test_what_only_the_engine_sees_is_said_beside_its_line_with_the_words_kept(town: "Town") -> None:
    first, target, other = taken_on(town), taken_on(town), taken_on(town)
    Link.objects.create(matter=first, other=target, kind=Link.Kind.GROUP)
    page = send(signed_in(town), "desk.group", first, target, other, other="")
    assert page.status_code == 422
    page = send(signed_in(town), "desk.group", first, target, other, other=target.reference)
    assert [line[0]["reference"] for line in page.context["lines"]] == [first.reference, target.reference]
    assert page.context["made"] == [other.reference]
    assert Link.objects.filter(matter=other, other=target).exists()


def test_nothing_is_sent_without_the_words_it_needs(town: "Town") -> None:
    matters = [taken_on(town), taken_on(town)]
    page = send(signed_in(town), "desk.answer", *matters, text=" ")
    assert page.status_code == 422
    assert [state_of(each) for each in matters] == ["accepted"] * 2


def test_several_are_joined_with_the_one_that_goes_on(town: "Town") -> None:
    first, target, other = taken_on(town), taken_on(town), taken_on(town)
    answer = send(
        signed_in(town), "desk.merge", first, target, other, other=target.reference, text="The same bus."
    )
    assert answer.status_code == 302
    assert [state_of(each) for each in (first, target, other)] == ["merged", "accepted", "merged"]


def test_several_are_handed_over_to_a_colleague(town: "Town") -> None:
    matters = [town.desk.ask(), town.desk.ask()]
    answer = send(signed_in(town), "desk.hand_over", *matters, adviser=str(town.caseworker.pk), text="")
    assert answer.status_code == 302
    assert set(Matter.objects.values_list("offered_to", flat=True)) == {town.caseworker.pk}


def test_a_sealed_one_is_opened_by_itself(town: "Town") -> None:
    matter = sealed(town)
    page = send(signed_in(town), "desk.accept", matter)
    assert "It is sealed. Open it by itself." in page.content.decode()
    assert state_of(matter) == "received"


def test_nobody_moves_what_they_may_not(town: "Town") -> None:
    """What they can't see isn't there; what they see and may not move is refused."""
    matter, elsewhere = taken_on(town), town.desk.ask(area=town.harbour)
    assert send(signed_in(town), "desk.accept", elsewhere).status_code == 302
    assert state_of(elsewhere) == "received"
    page = send(signed_in(town, "mill_coordinator"), "desk.answer", matter, text="Yes")
    assert "not yours to take" in page.content.decode()
    assert state_of(matter) == "accepted"


def test_only_what_is_meant_for_many_has_an_address(town: "Town") -> None:
    assert send(signed_in(town), "desk.decline", taken_on(town), text="No").status_code == 404
    assert signed_in(town).get(ADDRESS, {"step": "desk.accept", "m": ["D-1", "x\0"]}).status_code == 302
