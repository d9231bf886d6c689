"""The file is made once, at the download, with escaped cells; after that, or after seven days, it is over."""

import csv
import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from unionhall.kernel.matters.erasing import hindrances
from unionhall.kernel.matters.models import Matter, Party
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.people.models import Membership, Office, Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.procedures import clock
from unionhall.kernel.procedures.refusals import NotAllowed, NotNow
from unionhall.rooms.register.book import ending
from unionhall.rooms.register.models import Listed
from unionhall.rooms.register.procedure import list_ends, lists
from unionhall.rooms.register.procedure.lists import NobodyLeft
from unionhall.rooms.register.tests.listing import ask, number

if TYPE_CHECKING:
    from tests.town import Town

WORD = "Only I see it; deleted on Monday evening."


@pytest.fixture
def ready(town: "Town") -> Matter:
    number(town.member, town.neighbour)
    town.neighbour.name, town.neighbour.phone = '=HYPERLINK("x")', "+447700900123"
    town.neighbour.save()
    signed = lists.sign_list(ask(town, town.member, town.neighbour, with_phone=True), actor=town.chair)
    matter: Matter = lists.free_list(signed, actor=HALL)
    return matter


def taken(client: Client, matter: Matter, kind: str) -> Any:
    return client.post(f"/matters/{matter.reference}/take-list/", {"kind": kind, "text": WORD})


def test_it_comes_as_text_with_escaped_cells(town: "Town", ready: Matter, client: Client) -> None:
    client.force_login(town.register_keeper)
    answer = taken(client, ready, "csv")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{ready.reference}.csv"'
    assert "no-store" in answer.headers["Cache-Control"]
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows == [
        ["Member number", "Name", "Telephone"],
        ["M002", '\'=HYPERLINK("x")', "'+447700900123"],
        ["M001", "Mei O'Neill", ""],
    ]


def test_it_comes_as_a_workbook_without_formulas(town: "Town", ready: Matter, client: Client) -> None:
    client.force_login(town.register_keeper)
    book = openpyxl.load_workbook(io.BytesIO(taken(client, ready, "xlsx").content))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
    assert cells[4].value == '\'=HYPERLINK("x")'


def test_it_comes_once(town: "Town", ready: Matter, client: Client) -> None:
    client.force_login(town.register_keeper)
    assert taken(client, ready, "csv").status_code == 200
    again = taken(client, ready, "csv")
    assert again.status_code == 409
    assert "M001" not in again.content.decode()
    ready.refresh_from_db()
    assert (ready.state, ready.is_open) == ("ended", False)


def test_the_same_form_sent_twice_gives_no_second_file(town: "Town", ready: Matter, client: Client) -> None:
    client.force_login(town.register_keeper)
    sent = {"kind": "csv", "text": WORD, "key": "7a6d2f3e-0000-4000-8000-000000000001"}
    first, second = (client.post(f"/matters/{ready.reference}/take-list/", sent) for _time in range(2))
    assert first.status_code == 200
    assert second.status_code == 409


def test_everybody_in_it_reads_that_it_was_taken(town: "Town", ready: Matter, client: Client) -> None:
    client.force_login(town.register_keeper)
    taken(client, ready, "csv")
    lines = Access.objects.filter(purpose=Access.Purpose.EXPORT)
    assert {line.subject for line in lines} == {town.member.uid, town.neighbour.uid}
    assert {(line.role, line.what) for line in lines} == {("register_keeper", ready.reference)}
    client.force_login(town.member)
    assert ready.reference in client.get("/account/readings/").content.decode()
    assert WORD in client.get(f"/matters/{ready.reference}/").content.decode()


def test_who_objected_left_or_moved_is_not_in_it(town: "Town", ready: Matter) -> None:
    lists.object_to_list(ready, actor=town.member)
    assert lists.left_on(ready) == [town.neighbour]
    Membership.objects.filter(person=town.neighbour).update(place=town.harbour)
    with pytest.raises(NobodyLeft):
        lists.take_list(ready, actor=town.register_keeper, kind="csv", text=WORD)


@pytest.mark.parametrize("person", ["chair", "mill_coordinator", "coordinator", "administrator", "member"])
def test_nobody_takes_it_but_who_asked(town: "Town", ready: Matter, person: str) -> None:
    with pytest.raises(NotAllowed):
        lists.take_list(ready, actor=getattr(town, person), kind="csv", text=WORD)


def test_who_keeps_the_register_no_more_takes_nothing(town: "Town", ready: Matter) -> None:
    Office.objects.filter(person=town.register_keeper).update(
        from_on=timezone.localdate() - timedelta(days=9), until_on=timezone.localdate() - timedelta(days=1)
    )
    keeper = Person.objects.get(pk=town.register_keeper.pk)
    with pytest.raises(NotAllowed):
        lists.take_list(ready, actor=keeper, kind="csv", text=WORD)


def test_after_seven_days_it_lapses_and_a_person_closes_it(town: "Town", ready: Matter) -> None:
    for day in range(1, 10):
        clock.tick(timezone.now() + timedelta(days=day))
    ready.refresh_from_db()
    assert ready.state == "lapsed"
    with pytest.raises(NotNow):
        lists.take_list(ready, actor=town.register_keeper, kind="csv", text=WORD)
    closed = list_ends.close_list(ready, actor=town.register_keeper, text="The bus runs again.")
    assert (closed.state, closed.is_open) == ("ended", False)
    assert not Access.objects.filter(purpose=Access.Purpose.EXPORT).exists()


def test_a_lapsed_list_that_nobody_closes_goes_up(town: "Town", ready: Matter) -> None:
    for day in range(1, 16):
        clock.tick(timezone.now() + timedelta(days=day))
    ready.refresh_from_db()
    assert (ready.state, ready.is_open) == ("lapsed", True)
    assert ready.handler != town.register_keeper


def test_who_asked_can_give_it_up(town: "Town", ready: Matter) -> None:
    assert list_ends.drop_list(ready, actor=town.register_keeper, text="Not needed.").state == "ended"


def test_afterwards_somebody_who_had_no_part_in_it_answers_an_objection(town: "Town", ready: Matter) -> None:
    ended = lists.take_list(ready, actor=town.register_keeper, kind="csv", text=WORD)
    disputed = list_ends.dispute_list(ended, actor=town.member, text="I was called by the owner.")
    assert disputed.handler not in (town.register_keeper, town.chair)
    assert disputed.handler
    answered = list_ends.answer_dispute(disputed, actor=disputed.handler, text="We looked into it.")
    assert answered.state == "ended"


def test_being_on_a_list_keeps_nobody_from_being_erased(town: "Town", ready: Matter) -> None:
    assert "open" not in hindrances(town.member)
    town.desk.ask()
    assert hindrances(town.member)["open"] == 1


def test_after_its_time_nothing_says_any_more_who_was_on_it(town: "Town", ready: Matter) -> None:
    list_ends.drop_list(ready, actor=town.register_keeper, text="Not needed.")
    assert ending.forget(timezone.now() + timedelta(days=364)) == 0
    assert ending.forget(timezone.now() + timedelta(days=366)) == 1
    assert not Listed.objects.exists()
    assert not Party.objects.exists()
    ready.refresh_from_db()
    assert ready.erased_at
    assert ready.listing.purpose == ""


def test_its_rows_stand_in_the_order_of_the_union_whatever_the_numbers(town: "Town") -> None:
    Place.objects.filter(pk=town.union.pk).update(names_by="strokes")
    town.member.name, town.neighbour.name = "陈丽", "王芳"
    number(town.member, town.neighbour)
    signed = lists.sign_list(ask(town, town.member, town.neighbour), actor=town.chair)
    assert lists.left_on(Matter.objects.get(pk=signed.pk)) == [town.neighbour, town.member]


def test_its_officers_read_names_in_order_and_which_order_it_is(town: "Town", client: Client) -> None:
    Place.objects.filter(pk=town.union.pk).update(names_by="strokes")
    town.member.name, town.neighbour.name = "陈丽", "王芳"
    number(town.member, town.neighbour)
    asked = ask(town, town.member, town.neighbour)
    client.force_login(town.register_keeper)
    page = client.get(f"/matters/{asked.reference}/").content.decode()
    assert page.index("王芳 M002") < page.index("陈丽 M001")
    assert "In order of the strokes of the surname." in page
