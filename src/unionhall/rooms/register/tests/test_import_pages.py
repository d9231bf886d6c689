"""A register keeper brings in a file: preview, errors in their language, writing once."""

import io
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone

from unionhall.kernel.people.models import Membership, Office, Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.privacy.models import Access
from unionhall.rooms.register.importing import uploading
from unionhall.rooms.register.importing.models import Upload

if TYPE_CHECKING:
    from tests.town import Town

RIGHT = "Number,Name,E-mail,Branch,Shoe size\nT1,Li Mei,li@x.example,North,42\nT2,Li Na,,South,43\n"
CHINESE = {"accept-language": "zh-hans"}


@pytest.fixture
def keeper(town: "Town", client: Client) -> Client:
    client.force_login(town.register_keeper)
    return client


def send(client: Client, town: "Town", text: str, *, kind: str = "members", **more: Any) -> Any:
    file = io.BytesIO(text.encode())
    file.name = "members.csv"
    sent = {"kind": kind, "place": town.mill.pk, "file": file}
    return client.post("/register/import/", sent, follow=True, **more)


def test_a_file_is_shown_first_and_written_once(keeper: Client, town: "Town") -> None:
    page = send(keeper, town, RIGHT)
    assert not Person.objects.filter(number="T1").exists()
    assert "Shoe size" in page.content.decode()
    address = page.redirect_chain[-1][0]
    for _click in range(2):
        assert keeper.post(address, follow=True).status_code == 200
    assert Person.objects.filter(number="T1").count() == 1
    assert Membership.objects.filter(place=town.north, person__number="T1").count() == 1
    kept = Upload.objects.get()
    assert kept.written_at
    assert kept.content is None
    assert kept.report().new == 2


def test_errors_stand_there_by_row_and_column_in_the_keepers_language(keeper: Client, town: "Town") -> None:
    wrong = "会员编号,姓名,邮箱,分会,入会日期\nT1,王小明,wang@x,北区,2026年13月1日\n"
    page = send(keeper, town, wrong, headers=CHINESE)
    text = page.content.decode()
    rows = re.findall(r"<tr><td>(\d+)</td><td>([^<]+)</td><td>([^<]+)</td></tr>", text)
    assert {row for row, _column, _words in rows} == {"2"}
    assert [column for _row, column, _words in rows] == ["入会日期", "分会", "邮箱"]
    assert "“wang@x”不是电子邮件地址" in text
    address = page.redirect_chain[-1][0]
    table = keeper.get(f"{address}findings.csv", headers=CHINESE).content.decode("utf-8-sig")
    assert table.splitlines()[0] == "行,列,怎么改"
    assert len(table.splitlines()) == 4
    keeper.post(address)
    assert not Person.objects.filter(number="T1").exists()


def test_a_forbidden_column_is_refused_at_the_field_and_nothing_is_kept(keeper: Client, town: "Town") -> None:
    page = send(keeper, town, "会员编号,姓名,身份证号\nT1,王小明,110101199001011234\n", headers=CHINESE)
    assert page.status_code == 422
    assert "身份证号" in page.content.decode()
    assert not Upload.objects.exists()


def test_a_keeper_writes_only_below_their_own_place(keeper: Client, town: "Town") -> None:
    text = send(keeper, town, "Number,Name,Branch\nT1,Li Mei,Quay\n").content.decode()
    assert "There is no “Quay” here" in text
    file = io.BytesIO(RIGHT.encode())
    file.name = "x.csv"
    elsewhere = {"kind": "members", "place": town.harbour.pk, "file": file}
    assert keeper.post("/register/import/", elsewhere).status_code == 422
    text = send(keeper, town, "Name,Belongs to\nX,Harbour\n", kind="places").content.decode()
    assert "There is no “Harbour” here" in text


def test_nobody_of_another_branch_is_changed_and_they_can_read_that_it_was_tried(
    keeper: Client, town: "Town"
) -> None:
    text = send(keeper, town, f"E-mail,Name,Branch\n{town.outsider.email},Gone,North\n").content.decode()
    assert "Otto" not in text
    assert "Ask the keeper of the union" in text
    tried = Access.objects.get(subject=town.outsider.uid)
    by = (town.register_keeper.uid, "register_keeper", town.mill.logged_as)
    assert (tried.reader, tried.role, tried.place) == by


def test_who_has_moved_away_belongs_to_the_new_branch_alone(keeper: Client, town: "Town") -> None:
    Membership.objects.filter(person=town.member).update(
        from_on=timezone.localdate() - timedelta(days=9), until_on=timezone.localdate() - timedelta(days=1)
    )
    Membership.objects.create(person=town.member, place=town.harbour)
    text = send(keeper, town, f"E-mail,Name,Branch\n{town.member.email},Changed,North\n").content.decode()
    assert "Ask the keeper of the union" in text


def test_a_file_is_no_way_to_ask_who_is_a_member(keeper: Client, town: "Town") -> None:
    strangers = [Person.objects.create_user(f"s{number}@x.example", None, name="S") for number in range(21)]
    Membership.objects.bulk_create(Membership(person=each, place=town.harbour) for each in strangers)
    rows = "".join(f"s{number}@x.example,S,North\n" for number in range(21))
    page = send(keeper, town, f"E-mail,Name,Branch\n{rows}")
    assert page.status_code == 422
    assert not Upload.objects.exists()


def test_branches_come_in_below_the_keepers_place(keeper: Client, town: "Town") -> None:
    page = send(keeper, town, "Name,Code\nNew area,N1\n", kind="places")
    assert not Place.objects.filter(code="N1").exists()
    keeper.post(page.redirect_chain[-1][0])
    assert Place.objects.get(code="N1").parent == town.mill


def test_the_table_goes_after_a_day(keeper: Client, town: "Town") -> None:
    address = send(keeper, town, RIGHT).redirect_chain[-1][0]
    Upload.objects.update(created_at=timezone.now() - timedelta(days=1, minutes=1))
    assert keeper.get(address).status_code == 404
    assert keeper.post(address).status_code == 404
    assert uploading.forget() == 1
    assert not Upload.objects.exists()


def test_another_keeper_sees_nothing_of_it(keeper: Client, town: "Town") -> None:
    address = send(keeper, town, RIGHT).redirect_chain[-1][0]
    other = Client()
    other.force_login(town.coordinator)
    assert other.get(address).status_code == 403
    Office.objects.create(person=town.coordinator, place=town.mill, role="register_keeper")
    assert other.get(address).status_code == 404


def test_what_changed_since_the_preview_is_checked_again(keeper: Client, town: "Town") -> None:
    address = send(keeper, town, RIGHT).redirect_chain[-1][0]
    taken = Person.objects.create_user("li@x.example", None, name="Else")
    Membership.objects.create(person=taken, place=town.harbour)
    text = keeper.post(address, follow=True).content.decode()
    assert "has to be corrected first" in text
    assert not Person.objects.filter(number="T1").exists()


@pytest.mark.parametrize("kind", ["members", "places"])
@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_the_empty_table_is_understood_in_each_language(
    keeper: Client, town: "Town", kind: str, language: str
) -> None:
    empty = keeper.get(f"/register/import/sample/{kind}.csv", headers={"accept-language": language})
    header = empty.content.decode("utf-8-sig").strip()
    page = send(keeper, town, f"{header}\n" + "x," * header.count(",") + "\n", kind=kind)
    assert page.status_code == 200
    assert Upload.objects.get().report().ignored == []
