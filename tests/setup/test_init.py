"""A hall of one's own begins: from a file or by answers, once, without the demo union."""

import re
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.contrib.auth import get_user
from django.core import mail
from django.http import HttpRequest
from django.test import Client

from tests.setup.halls import Hall
from unionhall.commands.init import command
from unionhall.database import tables
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.places.models import Place
from unionhall.operations import demo_union
from unionhall.running import loading

EXAMPLE = Path(__file__).parents[2] / "examples" / "init.toml"
LINK = re.compile(r"http://localhost:\d+(/account/password/reset/key/\S+)")
PASSWORD = "a-river-runs-by"
Begin = Callable[..., Result]


@pytest.fixture
def begin(db: None, monkeypatch: pytest.MonkeyPatch) -> Begin:
    """The command, on the database of the tests."""
    monkeypatch.setattr(loading, "at_work", nullcontext)
    monkeypatch.setattr(tables, "migrate", lambda: None)

    def run(*options: str, typed: str = "") -> Result:
        return CliRunner().invoke(command, list(options), input=typed)

    return run


def test_a_hall_begins_from_a_file(begin: Begin) -> None:
    result = begin("--from", str(EXAMPLE))
    assert result.exit_code == 0, result.output
    union = Place.objects.get()
    assert (union.kind, union.name["zh-hans"], union.rule_pack) == ("union", "河畔工会", "cn")
    office = Office.objects.get()
    assert (office.role, office.place, office.person.email) == ("administrator", union, "li.mei@example.org")


def test_how_to_reach_the_union_comes_with_the_file(begin: Begin, client: Client) -> None:
    assert begin("--from", str(EXAMPLE)).exit_code == 0
    shown = client.get("/reach/").content.decode()
    assert "555 0100" in shown
    assert "Monday to Friday, 9:00 to 17:00" in shown


@pytest.mark.parametrize(
    ("wrong", "refused"),
    [
        ('telephone = ""', "reach.telephone = '' can't be used. Write 1 to 60 signs."),
        ("telegraph = 1", "reach.telegraph means nothing here."),
        ('hours = { fr = "9 h" }', "reach.hours.fr means nothing here."),
        ("urgent = 112", "reach.urgent.en = 112 can't be used. Write 1 to 400 signs."),
    ],
)
def test_what_the_file_says_of_reaching_the_union_is_checked(
    begin: Begin, tmp_path: Path, wrong: str, refused: str
) -> None:
    first, _cut, rest = EXAMPLE.read_text().partition("[reach]")
    file = tmp_path / "init.toml"
    file.write_text(f"{first}[reach]\n{wrong}\n[administrator]{rest.partition('[administrator]')[2]}")
    result = begin("--from", str(file))
    assert (result.exit_code, Place.objects.count()) == (2, 0)
    assert refused in result.output


def test_the_printed_link_sets_a_password_once_and_leads_in(begin: Begin) -> None:
    result = begin("--from", str(EXAMPLE))
    link = LINK.search(result.output)
    assert link
    client = Client()
    form = client.get(link[1], follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    client.post("/account/login/", {"login": "li.mei@example.org", "password": PASSWORD})
    request = HttpRequest()
    request.session = client.session
    assert get_user(request) == Person.objects.get()
    used = Client().get(link[1], follow=True)
    assert "password1" not in used.content.decode()


def test_a_hall_that_has_begun_is_left_alone_and_gets_no_demo_union(begin: Begin) -> None:
    begin("--from", str(EXAMPLE))
    again = begin("--from", str(EXAMPLE))
    assert (again.exit_code, Place.objects.count()) == (2, 1)
    assert "has begun already" in again.output
    assert demo_union.load() is False
    assert Person.objects.count() == 1


def test_a_new_link_comes_until_somebody_has_set_a_password(begin: Begin) -> None:
    begin("--from", str(EXAMPLE))
    assert LINK.search(begin("--new-link").output)
    Person.objects.update(password="of their own")
    assert begin("--new-link").exit_code == 2


def test_a_hall_begins_by_answers_and_asks_again_for_what_can_not_be_used(begin: Begin) -> None:
    answers = ["fr", "zh-hans en", " ", "河畔工会", "Riverside", "planet", "union", "Mars", "", "XX", ""]
    answers += ["bylaws", "", "size", "", "王丽", "nobody", "Li@Example.org", "n"]
    result = begin(typed="\n".join(answers) + "\n")
    assert result.exit_code == 0, result.output
    union = Place.objects.get()
    assert (union.time_zone, union.calendar, union.rule_pack) == ("Asia/Shanghai", "CN", "cn")
    assert union.names_by == "strokes"
    first = Person.objects.get()
    assert (first.name, first.email, first.language) == ("王丽", "li@example.org", "zh-hans")
    for said in (
        "Write one or more of en",
        "Write a name",
        "Asia/Shanghai",
        "Write a country",
        "Write one of",
    ):
        assert said in result.output
    assert result.output.count("Error: ") == 8


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('languages = ["en", "zh-hans"]|languages = ["fr"]', "languages = ['fr'] can't be used."),
        ('time_zone = "Asia/Shanghai"|time_zone = "Mars"', "time_zone = 'Mars' can't be used."),
        ('calendar = "CN"|calendar = 7', "calendar = 7 can't be used."),
        ('rules = "cn"|', "rules is missing."),
        ('kind = "union"|kind = "area"', "kind = 'area' can't be used."),
        ("starter = true|starter = 1", "starter = 1 can't be used."),
        ('en = "Riverside|de = "Riverside', "name.de means nothing here."),
        ("[administrator]|[admin]", "admin means nothing here."),
        ('email = "li.mei@example.org"|email = "li"', "administrator.email = 'li' can't be used."),
        ("[name]|[name", "is not TOML"),
    ],
)
def test_each_wrong_answer_in_a_file_is_named(begin: Begin, tmp_path: Path, wrong: str, said: str) -> None:
    before, _bar, after = wrong.partition("|")
    file = tmp_path / "init.toml"
    file.write_text(EXAMPLE.read_text().replace(before, after))
    result = begin("--from", str(file))
    assert result.exit_code == 2
    assert said in result.output
    assert not Place.objects.exists()


def test_with_a_mail_server_a_letter_is_tried(begin: Begin) -> None:
    result = begin("--from", str(EXAMPLE))  # tests keep letters in memory
    assert "took a letter to li.mei@example.org" in result.output
    assert [letter.to for letter in mail.outbox] == [["li.mei@example.org"]]


def test_a_mail_server_that_fails_is_told_and_the_hall_begins(begin: Begin, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    result = begin("--from", str(EXAMPLE))
    assert result.exit_code == 0
    assert "Mail does NOT work" in result.output


def test_the_command_makes_the_database_and_joins_it_the_next_time(hall: Hall) -> None:
    first = hall.call("init", "--from", str(EXAMPLE))
    assert first.returncode == 0, first.stderr
    assert f"letters lie in {hall.home}" in first.stdout
    assert hall.call("init").returncode == 2
