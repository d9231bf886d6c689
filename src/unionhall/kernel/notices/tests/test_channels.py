"""A message is handed to a gateway, or the caller hears that it was not."""

from typing import TYPE_CHECKING

import pytest

from unionhall.environment.channels import OWN_GATEWAY, SMS_GATEWAYS
from unionhall.kernel.notices import channels, reach
from unionhall.kernel.notices.checks import check_gateways
from unionhall.kernel.notices.tests.gateway import Gateway

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

PHONE = "+8613800000000"


def test_a_text_goes_to_the_number(gateway: Gateway) -> None:
    channels.send_sms(PHONE, "Your code is 123456")
    assert gateway.received[0]["to"] == PHONE
    assert gateway.texts == ["Your code is 123456"]


def test_without_a_gateway_nothing_can_be_sent(settings: "Settings") -> None:
    settings.CHANNEL_GATEWAYS = {}
    with pytest.raises(channels.NotConfigured):
        channels.send_sms(PHONE, "Your code is 123456")


@pytest.mark.parametrize("answer", ["/broken", "/refusing", "/elsewhere"])
def test_what_a_gateway_does_not_take_is_not_sent(
    gateway: Gateway, settings: "Settings", answer: str
) -> None:
    settings.CHANNEL_GATEWAYS = {"sms": gateway.url(answer)}
    with pytest.raises(channels.NotSent):
        channels.send_sms(PHONE, "hello")
    assert gateway.paths == [answer]


def test_a_gateway_that_does_not_answer_is_left_after_a_while(
    gateway: Gateway, settings: "Settings", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reach, "LONGEST", 0.3)
    settings.CHANNEL_GATEWAYS = {"sms": gateway.url("/slow")}
    with pytest.raises(channels.NotSent):
        channels.send_sms(PHONE, "hello")


def test_an_address_that_reads_like_an_option_stays_an_address(
    gateway: Gateway, settings: "Settings"
) -> None:
    channels.send("telegram", "7?method=DELETE&to=8", "hello")
    assert gateway.received[0]["to"] == "7?method=DELETE&to=8"


def test_a_webhook_keeps_its_query_and_sets_no_options(gateway: Gateway, settings: "Settings") -> None:
    settings.WEBHOOK_HOSTS = ("127.0.0.1",)
    address = f"http://127.0.0.1:{gateway.server_port}/mine?key=a%26b&method=GET&redirect=yes"
    channels.send("webhook", address, "hello")
    assert gateway.paths == ["/mine?key=a%26b&method=GET&redirect=yes"]


def test_the_check_names_a_gateway_that_nobody_understands(settings: "Settings") -> None:
    settings.CHANNEL_GATEWAYS = {
        "telegram": "tgram://nonsense/{address}",
        "sms": "jsons://gw.example.org/{phone}",
    }
    assert [each.msg.split()[0] for each in check_gateways()] == ["UNIONHALL_TELEGRAM_URL"]


def test_apprise_knows_every_scheme_that_the_settings_allow() -> None:
    from apprise.manager_plugins import NotificationManager

    known = NotificationManager()  # type: ignore[no-untyped-call]
    rest = ("tgram", "wechat", "wecombot", "dingtalk", "feishu", "lark")
    assert [scheme for scheme in (*SMS_GATEWAYS, *OWN_GATEWAY, *rest) if scheme not in known] == []
