"""What the operator sets about notices besides mail: the gateways, and where the hall may connect to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from unionhall.environment.variables import WrongSetting

# The Apprise schemes that a gateway may have; each of them speaks HTTP and nothing else.
OWN_GATEWAY = ("json", "jsons", "form", "forms", "xml", "xmls")
_SMS = """
    46elks atalk bulksms bulkvs burstsms clickatell clicksend d7sms exotel httpsms infobip kaleyra kavenegar
    mobilemessage msg91 msgbird nexmo notifyre octopush plivo ringc serwersms seven sfr sinch smsc smseagle
    smseagles smsmanager smstunnel sns telesign telnyx twilio voipms vonage
"""
SMS_GATEWAYS = tuple(_SMS.split())
HOST = re.compile(r"(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*|[0-9a-f:.]+")


@dataclass(frozen=True)
class Channels:
    """An Apprise address for each channel that has a gateway, by the channel's name; and the hosts allowed.

    `webhook_hosts` are where members may have notices posted (`*.example.org` is each host
    below it); `private_hosts` are the only ones outside the public internet that the hall connects to.
    """

    gateways: Mapping[str, str] = field(repr=False)
    webhook_hosts: tuple[str, ...]
    private_hosts: tuple[str, ...]


def read_channels(variables: Mapping[str, str]) -> Channels:
    """The settings in `variables`; raises WrongSetting."""
    found = {
        "sms": _gateway(variables, "UNIONHALL_SMS_URL", "{phone}", SMS_GATEWAYS),
        "telegram": _gateway(variables, "UNIONHALL_TELEGRAM_URL", "{address}", ("tgram",)),
        "wecom": _gateway(variables, "UNIONHALL_WECOM_URL", "{address}", ("wechat", "wecombot")),
        "dingtalk": _gateway(variables, "UNIONHALL_DINGTALK_URL", "{address}", ("dingtalk",)),
        "feishu": _gateway(variables, "UNIONHALL_FEISHU_URL", "{address}", ("feishu", "lark")),
    }
    return Channels(
        gateways={name: url for name, url in found.items() if url},
        webhook_hosts=_hosts(variables, "UNIONHALL_WEBHOOK_HOSTS"),
        private_hosts=_hosts(variables, "UNIONHALL_PRIVATE_HOSTS"),
    )


def _gateway(variables: Mapping[str, str], name: str, person: str, schemes: tuple[str, ...]) -> str:
    """An Apprise address in which `person` stands for whoever is written to; empty when it is not set."""
    url = variables.get(name, "").strip()
    if url and url.partition("://")[0].lower() not in (*schemes, *OWN_GATEWAY):
        raise WrongSetting(f"{name} must begin with one of {', '.join((*schemes, *OWN_GATEWAY))}.")
    if url and person not in url:
        raise WrongSetting(f"{name} must contain {person}, which stands for whoever is written to.")
    return url


def _hosts(variables: Mapping[str, str], name: str) -> tuple[str, ...]:
    hosts = tuple(variables.get(name, "").lower().replace(",", " ").split())
    if wrong := [host for host in hosts if not HOST.fullmatch(host)]:
        raise WrongSetting(f"{name} must be names of hosts, not {wrong[0]!r}.")
    return hosts
