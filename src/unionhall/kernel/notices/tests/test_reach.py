"""The hall connects to public addresses, and to hosts of its own network that the operator lists."""

import socket
from ipaddress import ip_address
from typing import TYPE_CHECKING

import pytest

from unionhall.kernel.notices import channels, reach
from unionhall.kernel.notices.tests.gateway import Gateway

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

CLOSED = """
    127.0.0.1 127.8.8.8 0.0.0.0 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 192.0.2.1
    198.18.0.1 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 ::1 ::
    fe80::1 fc00::1 fd12::1 ff02::1 2001:db8::1
    ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 2002:7f00:1:: 2002:a00:1::
"""
OPEN = "1.1.1.1 8.8.8.8 223.5.5.5 2606:4700:4700::1111 2400:3200::1 ::ffff:8.8.8.8 64:ff9b::808:808"
# Ways to write 127.0.0.1 that the system's own resolver understands.
DISGUISED = ["localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]"]


@pytest.mark.parametrize("address", CLOSED.split())
def test_what_is_private_is_closed(address: str) -> None:
    assert not reach.is_public(ip_address(address))


@pytest.mark.parametrize("address", OPEN.split())
def test_what_is_public_is_open(address: str) -> None:
    assert reach.is_public(ip_address(address))


@pytest.mark.parametrize("host", DISGUISED)
def test_a_disguised_host_is_not_reached(host: str, gateway: Gateway, settings: "Settings") -> None:
    settings.PRIVATE_HOSTS = ()
    settings.CHANNEL_GATEWAYS = {"sms": f"json://{host}:{gateway.server_port}/ok?:to={{phone}}"}
    with pytest.raises(channels.NotSent):
        channels.send_sms("+8613800000000", "hello")
    assert gateway.received == []


def test_a_name_that_changes_its_address_after_the_look_is_not_reached(
    gateway: Gateway, settings: "Settings", monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PRIVATE_HOSTS = ()
    url = f"json://hooks.example.org:{gateway.server_port}/ok?:to={{phone}}"
    settings.CHANNEL_GATEWAYS = {"sms": url}
    answers = iter(["1.1.1.1"])

    def resolve(host: str, port: int | None, *rest: object, **more: object) -> list[object]:
        address = (next(answers, "127.0.0.1"), port or 0)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", address)]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    reach.check("hooks.example.org")
    with pytest.raises(channels.NotSent):
        channels.send_sms("+8613800000000", "hello")
    assert gateway.received == []


def test_a_socket_of_the_machine_is_closed() -> None:
    with reach.guarded(), socket.socket(socket.AF_UNIX) as own, pytest.raises(reach.NotAllowed):
        own.connect("/run/nothing")


def test_a_listed_host_is_reached(gateway: Gateway, settings: "Settings") -> None:
    channels.send_sms("+8613800000000", "hello")
    settings.PRIVATE_HOSTS = ("other.invalid",)
    with pytest.raises(channels.NotSent):
        channels.send_sms("+8613800000000", "again")
    assert gateway.texts == ["hello"]


def test_other_connections_of_the_program_are_left_alone(gateway: Gateway, settings: "Settings") -> None:
    settings.PRIVATE_HOSTS = ()
    with pytest.raises(channels.NotSent):
        channels.send_sms("+8613800000000", "hello")
    socket.create_connection(("127.0.0.1", gateway.server_port)).close()
