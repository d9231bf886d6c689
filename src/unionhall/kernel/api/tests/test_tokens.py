"""A person makes a token, sees it once, and ends it; it is good for nobody else and for no longer."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from django.test import Client
from django.utils import timezone

from tests.proving import proved
from unionhall.kernel.api import tasks
from unionhall.kernel.api.models import Token
from unionhall.kernel.api.tests.program import Program

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

    from tests.town import Town

WORDS = re.compile(r"hall_[\w-]{43}")


def test_it_is_shown_once_and_works(town: "Town") -> None:
    client = proved(town.member)
    said = {"name": "My calendar", "scopes": ["read:matters"], "days": "90"}
    page = client.post("/api/tokens/", said).content.decode()
    [words] = WORDS.findall(page)
    assert not WORDS.search(client.get("/api/tokens/").content.decode())
    answer = Client().get("/api/token", headers={"Authorization": f"Bearer {words}"}).json()
    assert answer == {
        "name": "My calendar",
        "person": town.member.name,
        "scopes": ["read:matters"],
        "ends_on": str(timezone.localdate() + timedelta(days=90)),
    }
    assert words not in str(Token.objects.values())


def test_no_browser_keeps_the_page_that_shows_it(town: "Town") -> None:
    assert "no-store" in proved(town.member).get("/api/tokens/").headers["Cache-Control"]


def test_it_has_an_end_and_at_least_one_scope(town: "Town") -> None:
    client = proved(town.member)
    wrongs: list[dict[str, object]] = [
        {"days": "366"},
        {"days": "-1"},
        {"scopes": []},
        {"scopes": ["act:cake"]},
        {"name": ""},
    ]
    for wrong in wrongs:
        said = {"name": "x", "scopes": ["read:matters"], "days": "30", **wrong}
        assert client.post("/api/tokens/", said).status_code == 422
    assert not Token.objects.exists()


def test_it_ends_when_its_person_says_so_and_nobody_else(town: "Town") -> None:
    program = Program(town.member)
    token = Token.objects.get()
    assert proved(town.neighbour).post(f"/api/tokens/{token.pk}/end/").status_code == 404
    assert program.get("/api/token").status_code == 200
    proved(town.member).post(f"/api/tokens/{token.pk}/end/")
    assert program.get("/api/token").status_code == 401


def test_it_ends_by_its_date(town: "Town") -> None:
    today = timezone.localdate()
    assert Program(town.member, ends_on=today).get("/api/token").status_code == 200
    assert Program(town.member, ends_on=today - timedelta(days=1)).get("/api/token").status_code == 401


def test_it_ends_with_its_persons_account(town: "Town") -> None:
    program = Program(town.member)
    town.member.is_active = False
    town.member.save()
    assert program.get("/api/token").status_code == 401


def test_it_does_less_when_its_person_loses_an_office(town: "Town") -> None:
    matter, program = town.desk.ask(), Program(town.caseworker)
    assert program.get(f"/api/matters/{matter.reference}").status_code == 200
    town.caseworker.offices.update(
        from_on=timezone.localdate() - timedelta(days=9), until_on=timezone.localdate() - timedelta(days=1)
    )
    assert program.get(f"/api/matters/{matter.reference}").status_code == 404


def test_what_is_over_is_thrown_away(town: "Town") -> None:
    today = timezone.localdate()
    Program(town.member)
    Program(town.member, ends_on=today - timedelta(days=40))
    Program(town.member, ends_on=today - timedelta(days=1))
    tasks.forget(timestamp=0)
    kept = Token.objects.values_list("ends_on", flat=True)
    assert set(kept) == {today + timedelta(days=30), today - timedelta(days=1)}


def test_an_officer_without_a_second_step_has_no_programs_either(town: "Town", settings: "Settings") -> None:
    steward, member = Program(town.steward), Program(town.member)
    assert steward.get("/api/token").status_code == 200
    settings.SECOND_FACTOR_DAYS = 0
    assert steward.get("/api/token").json()["type"].endswith("#no-second-step")
    assert member.get("/api/token").status_code == 200
