"""Members from a file: new, changed, moved, left, and never doubled."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from click.testing import CliRunner, Result
from django.core import mail
from django.test import Client
from django.utils import timezone

from unionhall.kernel.people.models import Membership, Person
from unionhall.kernel.places.models import Place
from unionhall.rooms.register.commands import command

if TYPE_CHECKING:
    from tests.town import Town

HEAD = "会员编号,姓名,邮箱,手机,分会,入会日期,退会日期\n"
ROWS = (
    "T1,王小明,wang@x.example,+86 138 0013 8000,North,2020-05-01,\n"
    "T2,Ann Lee,,07400 123456,Mill / South,2021/5/1,\n"
    "T3,Zoë,zoe@x.example,,Quay,,\n"
)
Bring = Callable[..., Result]


@pytest.fixture
def bring(town: "Town", tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bring:
    """Bring in a file of such rows; `encoding` and the command's own options as they are told."""
    monkeypatch.chdir(tmp_path)

    def run(rows: str = ROWS, *options: str, head: str = HEAD, encoding: str = "utf-8") -> Result:
        file = tmp_path / "members.csv"
        file.write_bytes((head + rows).encode(encoding))
        chosen = options or ("--write",)
        return CliRunner().invoke(command, ["members", str(file), "--language", "en", *chosen])

    return run


def counts(result: Result) -> dict[str, int]:
    """The numbers that the command told, by their titles."""
    told = [
        line.rsplit("  ", 1) for line in result.output.splitlines() if line[-1:].isdigit() and "  " in line
    ]
    return {title.strip(): int(number) for title, number in told}


def held(number: str) -> list[tuple[str, date, date | None]]:
    memberships = Membership.objects.filter(person__number=number).select_related("place").order_by("from_on")
    return [(str(each.place), each.from_on, each.until_on) for each in memberships]


def test_a_trial_says_what_it_would_do_and_writes_nothing(bring: Bring) -> None:
    before = Person.objects.count()
    result = bring(ROWS, "--language", "en")
    assert counts(result)["New"] == 3
    assert Person.objects.count() == before


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_members_come_in_with_their_branches_and_days(bring: Bring, encoding: str) -> None:
    result = bring(encoding=encoding)
    assert result.exit_code == 0, result.output
    wang = Person.objects.get(number="T1")
    assert (wang.name, wang.email) == ("王小明", "wang@x.example")
    assert not wang.has_usable_password()
    assert held("T1") == [("North", date(2020, 5, 1), None)]
    assert held("T2") == [("South", date(2021, 5, 1), None)]
    assert held("T3") == [("Quay", timezone.localdate(), None)]
    assert Person.objects.get(number="T2").phone == "+447400123456"


def test_a_blank_a_dot_or_the_width_of_a_letter_makes_nobody_a_second_person(bring: Bring) -> None:
    """First with telephones alone, as an office begins; then with numbers beside them."""
    names = ("张三", "古丽·买买提", "欧阳娜娜", "Ｌｉ Mei")
    again = ("张\u3000三", "古丽•买买提", "欧阳 娜娜", "Li Mei")
    for head, people in (("", names), ("N", again)):
        rows = [
            f"{head and head + str(nth)},{name},,+86 138 0001 003{nth},North,,"
            for nth, name in enumerate(people)
        ]
        assert bring("\n".join(rows) + "\n").exit_code == 0
    kept = Person.objects.filter(phone__startswith="+861380001003").order_by("phone")
    assert [person.number for person in kept] == ["N0", "N1", "N2", "N3"]


def test_a_sign_that_this_python_does_not_know_stays_in_a_name(bring: Bring) -> None:
    assert bring("T8,王\ue863,,,North,,\nT9,赵\U000f0123明,,,North,,\n").exit_code == 0
    kept = Person.objects.filter(number__in=("T8", "T9")).order_by("number")
    assert [person.name for person in kept] == ["王\ue863", "赵\U000f0123明"]


def test_the_same_file_again_changes_nothing(bring: Bring) -> None:
    bring()
    before = list(Person.objects.order_by("pk").values()), list(Membership.objects.order_by("pk").values())
    assert counts(bring())["Unchanged"] == 3
    assert before == (
        list(Person.objects.order_by("pk").values()),
        list(Membership.objects.order_by("pk").values()),
    )


def test_a_newer_file_changes_moves_and_ends(bring: Bring) -> None:
    bring()
    newer = (
        "T1,王晓明,,,South,2026-01-01,\n"  # another name, and another branch from a day on
        "T2,,,,,,2026-03-31\n"  # left
        "T9,New One,,,North,,\n"
    )
    told = counts(bring(newer))
    assert (told["New"], told["Changed"], told["of them with another branch"]) == (1, 2, 1)
    assert told["Membership ends"] == 1
    assert held("T1") == [
        ("North", date(2020, 5, 1), date(2025, 12, 31)),
        ("South", date(2026, 1, 1), None),
    ]
    assert held("T2") == [("South", date(2021, 5, 1), date(2026, 3, 31))]
    changed = Person.objects.get(number="T1")
    assert (changed.name, changed.email) == ("王晓明", "wang@x.example")
    assert counts(bring(newer))["Unchanged"] == 3


def test_an_old_file_brings_nobody_back_who_has_left(bring: Bring) -> None:
    bring()
    Membership.objects.filter(person__number="T1").update(until_on=date(2026, 2, 1))
    result = bring()
    assert "until 2026-02-01" in result.output
    assert held("T1") == [("North", date(2020, 5, 1), date(2026, 2, 1))]


def test_who_comes_back_begins_anew(bring: Bring) -> None:
    bring()
    Membership.objects.filter(person__number="T1").update(until_on=date(2026, 2, 1))
    bring("T1,,,,Quay,2026-06-01,\n")
    assert held("T1")[1:] == [("Quay", date(2026, 6, 1), None)]


def test_somebody_is_found_by_number_else_e_mail_else_phone(bring: Bring) -> None:
    bring("T1,A,,,North,,\n,B,b@x.example,,North,,\n,C,,07400 123456,North,,\n")
    again = "T1,A,a@x.example,,North,,\nT2,B,B@X.example,,North,,\n,C,c@x.example,+44 7400 123456,North,,\n"
    told = counts(bring(again))
    assert (told["New"], told["Changed"]) == (0, 3)
    assert Person.objects.get(email="b@x.example").number == "T2"


def test_a_family_may_share_a_phone(bring: Bring) -> None:
    family = "F1,Ada,,07400123456,North,,\nF2,Ben,,07400123456,North,,\n"
    assert counts(bring(family))["New"] == 2
    assert counts(bring(family))["Unchanged"] == 2


def test_with_one_error_nothing_is_written_and_each_says_where_it_is_and_what_to_do(bring: Bring) -> None:
    wrong = (
        "T1,王小明,wang@x,13,Nowhere,31/12/2020,\n"
        ",,,,North,,\n"
        "T4,Right One,,,North,2024-01-01,\n"
        "T4,Twice,,,North,2024-01-01,2023-01-01\n"
        "T6,,,,North,,\n"
    )
    before = Person.objects.count()
    result = bring(wrong)
    assert result.exit_code == 1
    assert Person.objects.count() == before
    for said in (
        "Row 2, 邮箱: “wang@x” is no e-mail address",
        "Row 2, 手机: “13” is no telephone number",
        "Row 2, 分会: There is no “Nowhere” here",
        "Row 2, 入会日期: “31/12/2020” is not a day. Write it as 2026-11-22.",
        "Row 3, 会员编号: Write a member number",
        "Row 5, 会员编号: Row 4 has the same “T4”",
        "Row 5, 退会日期: The membership ends before it begins",
        "Row 6, 姓名: Write the name",
    ):
        assert said in result.output
    assert counts(result)["Rejected"] == 4


def test_errors_are_skipped_only_when_told_and_go_to_a_file_that_can_be_corrected(
    bring: Bring, tmp_path: Path
) -> None:
    result = bring("T1,王小明,wang@x,,North,,\nT4,Right One,,,North,,\n", "--write", "--skip-errors")
    assert result.exit_code == 0, result.output
    assert not Person.objects.filter(number="T1").exists()
    assert Person.objects.filter(number="T4").exists()
    rejected = tmp_path / "members.csv.rejected.csv"
    corrected = rejected.read_text("utf-8-sig").replace("wang@x,", "wang@x.example,")
    head, _break, rows = corrected.partition("\n")
    assert counts(bring(rows, head=f"{head}\n"))["New"] == 1


def test_an_error_of_a_workbook_stands_in_the_file_of_rejected_rows(bring: Bring, tmp_path: Path) -> None:
    result = bring("T1,#N/A,wang@x.example,,North,,\n")
    assert "Mend the formula" in result.output
    assert "#N/A" in (tmp_path / "members.csv.rejected.csv").read_text("utf-8-sig")


def prove_address(person: Person) -> None:
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)


def prove_number(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(phone_confirmed_on=timezone.localdate())


def come_by_the_union(person: Person) -> None:
    SocialAccount.objects.create(user=person, provider="union", uid="17")


@pytest.mark.parametrize("sign_in_by", [prove_address, prove_number, come_by_the_union])
def test_what_somebody_uses_to_sign_in_is_theirs(
    bring: Bring, town: "Town", sign_in_by: Callable[[Person], None]
) -> None:
    bring()
    sign_in_by(Person.objects.get(number="T1"))
    result = bring("T1,王小明,thief@x.example,07400 123456,North,,\n")
    assert "stays so" in result.output
    assert Person.objects.get(number="T1").email == "wang@x.example"
    steward = f",Sam Steward,{town.steward.email},07400 123456,North,,\n"
    assert "stays so" in bring(steward).output
    assert Person.objects.get(pk=town.steward.pk).phone == ""


def test_an_address_that_the_register_replaces_can_not_be_proved_later(bring: Bring) -> None:
    bring()
    wang = Person.objects.get(number="T1")
    EmailAddress.objects.create(user=wang, email="wang@x.example", verified=False)
    bring("T1,王小明,new@x.example,,North,,\n")
    assert not EmailAddress.objects.filter(user=wang).exists()


def test_two_people_are_never_taken_for_one(bring: Bring) -> None:
    bring()
    result = bring("T1,王小明,zoe@x.example,,North,,\n")
    assert "Somebody else has this e-mail" in result.output
    result = bring("T8,Zoë,zoe@x.example,,North,,\n")
    assert "another member number" in result.output


def test_a_workbook_with_numbers_and_dates_comes_in(bring: Bring, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Number", "Name", "Mobile", "Branch", "Since"])
    sheet.append([8.0, "Li Mei", 7400123456.0, "North", date(2020, 5, 1)])
    sheet.append([9, "Li Na", None, "North", 43952])
    book.save(tmp_path / "members.xlsx")
    result = CliRunner().invoke(command, ["members", str(tmp_path / "members.xlsx"), "--write"])
    assert result.exit_code == 0, result.output
    assert held("8") == held("9") == [("North", date(2020, 5, 1), None)]
    assert Person.objects.get(number="8").phone == "+447400123456"


def test_a_branch_of_the_same_name_has_to_be_told_apart(bring: Bring, town: "Town") -> None:
    Place.objects.add(town.harbour, kind="area", name={"en": "North", "zh-hans": "北区"})
    result = bring("T1,A,,,North,,\n")
    assert "Mill / North; Harbour / North" in result.output
    assert counts(bring("T1,A,,,Harbour > 北区,,\n"))["New"] == 1


def test_no_command_writes_people_out() -> None:
    """No bulk export of people, not by the operator either: a new command is looked at here first."""
    assert set(command.commands) == {"places", "members", "outline", "numbering", "verify-card"}


def test_a_future_end_is_kept_until_it_comes(bring: Bring) -> None:
    soon = timezone.localdate() + timedelta(days=30)
    bring(f"T1,A,,,North,2020-05-01,{soon}\n")
    assert held("T1") == [("North", date(2020, 5, 1), soon)]
    assert counts(bring("T1,A,,,North,2020-05-01,\n"))["Unchanged"] == 1


def test_an_end_in_the_past_needs_no_beginning_and_corrects_the_branch(bring: Bring) -> None:
    bring("T1,A,,,North,2020-05-01,\nT2,B,,,North,,\n")
    told = counts(
        bring("T1,,,,South,,2024-03-31\nT2,,,,South,2019-01-01,2024-03-31\nT9,C,,,Quay,,2024-03-31\n")
    )
    assert (told["Membership ends"], told["of them with another branch"]) == (3, 2)
    assert held("T1") == [
        ("North", date(2020, 5, 1), date(2024, 3, 30)),
        ("South", date(2024, 3, 31), date(2024, 3, 31)),
    ]
    assert held("T2") == [("South", date(2019, 1, 1), date(2024, 3, 31))]
    assert held("T9") == [("Quay", date(2024, 3, 31), date(2024, 3, 31))]


def test_who_was_brought_in_signs_in_by_a_code(bring: Bring) -> None:
    bring()
    Client().post("/account/login/code/", {"email": "wang@x.example", "login": "wang@x.example"})
    assert [letter.to for letter in mail.outbox] == [["wang@x.example"]]
