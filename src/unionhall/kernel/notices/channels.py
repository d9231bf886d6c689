"""The ways a message can leave besides e-mail: through gateways that the operator has set, by Apprise."""

import logging
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.notices import reach

EMAIL, SMS, WEBHOOK = "email", "sms", "webhook"
APPRISE_SCHEMES = {"https": "jsons", "http": "json"}


class NotConfigured(Exception):
    """The operator has set no gateway for this channel."""


class NotSent(Exception):
    """The gateway did not take the message; nobody knows more than that."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to a person: what it is called, and what the person says to be reached there.

    `asks` is empty where the hall knows the address already.
    """

    name: str
    title: Any
    asks: Any = ""
    hint: Any = ""


CHANNELS = {
    channel.name: channel
    for channel in (
        Channel(EMAIL, _("E-mail")),
        Channel(SMS, _("Text message")),
        Channel(
            "telegram",
            "Telegram",
            _("Chat number"),
            _("Write to the hall's bot first; without that it can't write to you."),
        ),
        Channel("wecom", _("WeCom"), _("User name or robot key"), _("Your operator says which of the two.")),
        Channel("dingtalk", _("DingTalk"), _("Robot token"), _("From a group with only you in it.")),
        Channel("feishu", _("Feishu"), _("Robot token"), _("From a group with only you in it.")),
        Channel(WEBHOOK, _("Own web address"), _("Address"), _("The hall posts JSON to it.")),
    )
}


def send_sms(phone: str, text: str) -> None:
    """Send one text message at once, to a number in E.164; NotConfigured, or NotSent."""
    send(SMS, phone, text)


def send(channel: str, address: str, text: str) -> None:
    """Hand one message to a channel's gateway; NotConfigured, or NotSent."""
    url = _url(channel, address)
    with reach.guarded():
        try:
            taken = _hand_over(url, text)
        except Exception as trouble:  # whatever an answer does to Apprise: other messages go on
            raise NotSent(type(trouble).__name__) from None
    if not taken:
        raise NotSent


def is_offered(channel: str) -> bool:
    """Whether the operator has set what the channel needs."""
    return bool(settings.WEBHOOK_HOSTS) if channel == WEBHOOK else channel in settings.CHANNEL_GATEWAYS


def is_understood(channel: str, address: str) -> bool:
    """Whether Apprise knows what to do with the channel's gateway and such an address."""
    return _apprise().instantiate(_url(channel, address)) is not None


def webhook_is_allowed(address: str) -> bool:
    """Whether members may have notices posted there: a listed host, encrypted, at its usual port.

    A host that the operator also lists as private may do without encryption and have any port.
    """
    parts = urlsplit(address)
    host = parts.hostname or ""
    is_listed = any(host == each or _is_below(host, each) for each in settings.WEBHOOK_HOSTS)
    is_usual = parts.scheme == "https" and parts.netloc.lower() in (host, f"{host}:443")
    is_own = parts.scheme in APPRISE_SCHEMES and "@" not in parts.netloc and host in settings.PRIVATE_HOSTS
    return is_listed and (is_usual or is_own)


def _is_below(host: str, listed: str) -> bool:
    return listed.startswith("*.") and host.endswith(listed[1:])


def _url(channel: str, address: str) -> str:
    """The Apprise address of one person on a channel."""
    if not is_offered(channel) or (channel == WEBHOOK and not webhook_is_allowed(address)):
        raise NotConfigured(channel)
    if channel == WEBHOOK:
        return _webhook_url(address)
    quoted = quote(address, safe="")
    return str(settings.CHANNEL_GATEWAYS[channel]).replace("{phone}", quoted).replace("{address}", quoted)


def _webhook_url(address: str) -> str:
    """Apprise reads options of its own from a query, and passes on only what begins with a hyphen."""
    parts = urlsplit(address)
    query = urlencode([(f"-{name}", value) for name, value in parse_qsl(parts.query)])
    return parts._replace(scheme=APPRISE_SCHEMES[parts.scheme], query=query, fragment="").geturl()


def _hand_over(url: str, text: str) -> bool:
    gateway = _apprise().instantiate(url)
    if gateway is None:  # Apprise doesn't understand the address
        return False
    gateway.redirects = False
    return bool(gateway.notify(body=text))


@cache
def _apprise() -> Any:
    """Apprise, loaded when it is first needed; its own log lines name addresses, so they stay out."""
    import apprise

    logging.getLogger("apprise").disabled = True
    return apprise.Apprise
