"""People say how they are told, prove each address, and see what rests."""

import re
from datetime import time, timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from unionhall.kernel.notices import delivery
from unionhall.kernel.notices.models import Choice, Hours, Notice
from unionhall.kernel.notices.tests.gateway import Gateway, open_gateway
from unionhall.kernel.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.fixtures import Settings

    from tests.town import Town

CHOICES = "/notices/choices/"
TELEGRAM = f"{CHOICES}telegram/"
ASKED = {"quiet_from": "22:00", "quiet_until": "7:00", "time_zone": "Asia/Shanghai"}


@pytest.fixture
def gateway(settings: "Settings") -> "Iterator[Gateway]":
    with open_gateway() as server:
        settings.PRIVATE_HOSTS = ("127.0.0.1",)
        settings.CHANNEL_GATEWAYS = {"telegram": server.url()}
        yield server


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def prove(client: Client, gateway: Gateway, address: str = "4711") -> None:
    """Add an address and type the code that came there."""
    client.post(TELEGRAM, {"address": address})
    found = re.match(r"\d{6}", gateway.texts[-1])
    assert found
    client.post(TELEGRAM, {"code": found.group()})


def test_an_address_counts_once_its_code_is_typed(town: "Town", gateway: Gateway) -> None:
    client = signed_in(town.steward)
    client.post(TELEGRAM, {"address": "4711"})
    assert gateway.received[0]["to"] == "4711"
    assert not Choice.objects.exists()
    assert "This is not the code" in client.post(TELEGRAM, {"code": "wrong!"}).text
    assert not Choice.objects.exists()
    code = gateway.texts[0][:6]
    assert client.post(TELEGRAM, {"code": code})["Location"] == CHOICES
    kept = Choice.objects.order_by("position")
    assert [(each.channel, each.address) for each in kept] == [("telegram", "4711"), ("email", "")]
    assert "4711" not in str(list(kept.values()))


def test_a_code_can_be_guessed_five_times(town: "Town", gateway: Gateway) -> None:
    client = signed_in(town.steward)
    client.post(TELEGRAM, {"address": "4711"})
    for _guess in range(5):
        client.post(TELEGRAM, {"code": "wrong!"})
    client.post(TELEGRAM, {"code": gateway.texts[0][:6]})
    assert not Choice.objects.exists()


def test_a_code_is_good_for_ten_minutes(
    town: "Town", gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(town.steward)
    client.post(TELEGRAM, {"address": "4711"})
    later = timezone.now() + timedelta(minutes=11)
    monkeypatch.setattr("unionhall.kernel.web.channels.addresses.timezone.now", lambda: later)
    client.post(TELEGRAM, {"code": gateway.texts[0][:6]})
    assert not Choice.objects.exists()


def test_nobody_gets_more_than_five_codes_an_hour(town: "Town", gateway: Gateway) -> None:
    client = signed_in(town.steward)
    for _code in range(7):
        client.post(TELEGRAM, {"again": "1"})
        page = client.post(TELEGRAM, {"address": "4711"})
    assert len(gateway.texts) == 5
    assert "Wait an hour" in page.text


def test_what_is_no_address_is_refused(town: "Town", gateway: Gateway) -> None:
    client = signed_in(town.steward)
    for address in ("-100123456", "@somebody", "4711/4712", "", "4" * 501):
        assert client.post(TELEGRAM, {"address": address}).status_code == 200
    assert gateway.texts == []


def test_nobody_writes_to_a_whole_company(town: "Town", gateway: Gateway, settings: "Settings") -> None:
    settings.CHANNEL_GATEWAYS = {"wecom": gateway.url()}
    client = signed_in(town.steward)
    for address in ("all", "ALL", "@all", "#2", "+3", "li.mei,all", "li.mei/all"):
        assert client.post(f"{CHOICES}wecom/", {"address": address}).status_code == 200
    assert gateway.texts == []
    assert client.post(f"{CHOICES}wecom/", {"address": "li.mei"}).status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        "https://other.example.org/x",
        "http://hooks.example.org/x",
        "https://hooks.example.org:8443/x",
        "https://me:secret@hooks.example.org/x",
        "https://hooks.example.org.evil.example/x",
        "ftp://hooks.example.org/x",
        "file:///etc/passwd",
        "syslog://localhost",
        "https://127.0.0.1/x",
        "https://localhost/x",
        "https://[::1]/x",
        "https://inside.hooks.example.org/x",
        "https://[",
    ],
)
def test_a_webhook_outside_the_listed_hosts_is_refused(
    town: "Town", settings: "Settings", monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    settings.WEBHOOK_HOSTS = ("hooks.example.org", "*.hooks.example.org")
    answer = [(2, 1, 6, "", ("10.0.0.1", 0))]
    monkeypatch.setattr("unionhall.kernel.notices.reach.socket.getaddrinfo", lambda *_a, **_k: answer)
    page = signed_in(town.steward).post(f"{CHOICES}webhook/", {"address": address})
    assert 'class="error"' in page.text


def test_a_webhook_of_ones_own_is_proved_too(town: "Town", gateway: Gateway, settings: "Settings") -> None:
    settings.WEBHOOK_HOSTS = ("127.0.0.1",)
    client = signed_in(town.steward)
    client.post(f"{CHOICES}webhook/", {"address": f"http://127.0.0.1:{gateway.server_port}/mine"})
    client.post(f"{CHOICES}webhook/", {"code": gateway.texts[0][:6]})
    Hours.objects.update(quiet_from=time(0), quiet_until=time(0))
    town.desk.ask()
    assert delivery.sweep() == 1
    assert gateway.paths == ["/mine", "/mine"]


@pytest.mark.parametrize("channel", ["webhook", "dingtalk", "sms", "email", "pigeon"])
def test_a_channel_that_the_hall_does_not_have_is_not_there(
    town: "Town", gateway: Gateway, channel: str
) -> None:
    assert signed_in(town.steward).get(f"{CHOICES}{channel}/").status_code == 404


def test_the_order_and_the_hours_are_kept(town: "Town", gateway: Gateway) -> None:
    client = signed_in(town.steward)
    prove(client, gateway)
    asked = {**ASKED, "first": "email", "second": "telegram", "daily": "18:30", "urgent_anyway": "on"}
    assert client.post(CHOICES, asked).status_code == 302
    assert list(Choice.objects.order_by("position").values_list("channel", flat=True)) == [
        "email",
        "telegram",
    ]
    hours = Hours.objects.get()
    assert (hours.quiet_from, hours.quiet_until, hours.daily_at) == (time(22), time(7), time(18, 30))
    assert hours.urgent_anyway
    page = client.get(CHOICES).text
    assert re.search(r'name="first".*?value="email" selected', page, re.DOTALL)
    assert re.search(r'name="second".*?value="telegram" selected', page, re.DOTALL)
    assert re.search(r'name="daily" value="18:30"', page)


def test_who_has_only_e_mail_is_asked_nothing_that_can_not_vary(town: "Town", gateway: Gateway) -> None:
    client = signed_in(town.steward)
    page = client.get(CHOICES).text
    assert re.findall(r'type="radio" name="first" value="(\w*)"', page) == ["email", ""]
    assert [
        name for name in ("second", "third", "quiet_from", "quiet_until") if f'name="{name}"' in page
    ] == []
    assert client.post(CHOICES, {"first": "email", "time_zone": "Asia/Shanghai"}).status_code == 302
    assert (Hours.objects.get().quiet_from, Hours.objects.get().daily_at) == (time(22), None)
    prove(client, gateway)
    page = client.get(CHOICES).text
    assert 'name="second"' in page
    assert 'name="quiet_until" value="07:00"' in page
    assert 'name="third"' not in page


@pytest.mark.parametrize(
    ("language", "part", "city"),
    [("en", "Asia", "Shanghai"), ("zh-hans", "亚洲", "上海"), ("zh-hant", "亞洲", "上海")],
)
def test_the_zones_stand_by_part_of_the_world_in_the_reader_s_words(
    town: "Town", language: str, part: str, city: str
) -> None:
    page = signed_in(town.member).get(CHOICES, headers={"accept-language": language}).text
    group = page[page.index(f'<optgroup label="{part}">') :]
    assert f">{city}</option>" in group[: group.index("</optgroup>")]


def test_a_zone_of_an_old_name_stays_until_another_is_chosen(town: "Town") -> None:
    client = signed_in(town.member)
    Hours.objects.create(person=town.member, time_zone="Asia/Chongqing")
    assert 'value="Asia/Chongqing" selected' in client.get(CHOICES).text
    assert client.post(CHOICES, {"first": "email", "time_zone": "Asia/Chongqing"}).status_code == 302


def test_what_is_left_out_is_forgotten_with_its_address(town: "Town", gateway: Gateway) -> None:
    client = signed_in(town.steward)
    prove(client, gateway)
    client.post(CHOICES, {**ASKED, "first": "email"})
    assert not Choice.objects.filter(channel="telegram").exists()


def test_who_removes_their_only_address_gets_mail_again(town: "Town", gateway: Gateway) -> None:
    client = signed_in(town.steward)
    prove(client, gateway)
    client.post(CHOICES, {**ASKED, "first": "telegram"})
    client.post(TELEGRAM, {"remove": "1"})
    assert list(Choice.objects.values_list("channel", flat=True)) == ["email"]


@pytest.mark.parametrize(
    "asked",
    [
        {"first": "email", "second": "email"},
        {"first": "sms"},
        {"first": "email", "time_zone": "Mars/Olympus"},
        {"first": "email", "quiet_from": "25:00"},
        {"first": "email", "daily": "-1"},
    ],
)
def test_what_does_not_fit_is_refused(town: "Town", gateway: Gateway, asked: dict[str, str]) -> None:
    client = signed_in(town.steward)
    prove(client, gateway)
    before = Hours.objects.values().get()
    assert client.post(CHOICES, {**ASKED, **asked}).status_code == 200
    assert Hours.objects.values().get() == before


def test_who_has_no_telephone_is_told_where_to_add_it(
    town: "Town", gateway: Gateway, settings: "Settings"
) -> None:
    settings.CHANNEL_GATEWAYS = {"sms": gateway.url("/sms")}
    client = signed_in(town.steward)
    assert "the hall needs your telephone number" in client.get(CHOICES).text
    town.steward.phone = "+8613800000000"
    town.steward.save()
    assert "the hall needs your telephone number" not in client.get(CHOICES).text
    assert client.post(CHOICES, {**ASKED, "first": "sms"}).status_code == 302


def test_the_time_zone_begins_as_that_of_the_branch(town: "Town") -> None:
    zone = town.north.zone.key
    assert f'value="{zone}" selected' in signed_in(town.member).get(CHOICES).text


def test_the_inbox_says_what_rests(town: "Town", gateway: Gateway) -> None:
    client = signed_in(town.steward)
    prove(client, gateway)
    assert "has failed ten times" not in client.get("/inbox/").text
    Choice.objects.filter(channel="telegram").update(
        failures=10, rests_until=timezone.now() + timedelta(hours=3)
    )
    assert "Telegram has failed ten times in a row" in client.get("/inbox/").text


def test_nobody_sees_what_others_chose(town: "Town", gateway: Gateway) -> None:
    prove(signed_in(town.steward), gateway)
    assert "Change or remove" not in signed_in(town.administrator).get(CHOICES).text
    assert "4711" not in signed_in(town.steward).get(CHOICES).text


def test_the_administrator_sees_numbers_and_no_names(town: "Town", gateway: Gateway) -> None:
    town.desk.ask()
    delivery.sweep()
    town.desk.ask()
    page = signed_in(town.administrator).get("/notices/numbers/").text
    assert re.search(r'E-mail</th><td class="number">0</td><td class="number">1</td>', page)
    assert re.search(r'Not looked at yet</th><td class="number">1</td>', page)
    assert town.steward.name not in page
    assert Notice.objects.count() == 2


def test_the_command_says_the_same(town: "Town", settings: "Settings") -> None:
    import json

    from click.testing import CliRunner

    from unionhall.kernel.notices.commands import command

    settings.CHANNEL_GATEWAYS = {"telegram": "json://127.0.0.1:1/?:to={address}"}
    Choice.objects.create(person=town.steward, channel="telegram", address="4711", position=0)
    town.desk.ask()
    Notice.objects.update(channel="email", given_up=["telegram"], gave_up_at=timezone.now())
    table = CliRunner().invoke(command).output
    told = {each["channel"]: each for each in json.loads(CliRunner().invoke(command, ["--json"]).output)}
    assert (told["email"]["waiting"], told["telegram"]["failed"], told["telegram"]["waiting"]) == (1, 1, 0)
    assert told["email"]["oldest"] == Notice.objects.get().created_at.isoformat()
    assert re.search(r"telegram +0 +0 +1 +0", table)
