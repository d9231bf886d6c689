"""What the tests of channels share: a gateway that the hall may reach."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from unionhall.kernel.notices.tests.gateway import Gateway, open_gateway

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings


@pytest.fixture
def gateway(settings: "Settings") -> Iterator[Gateway]:
    with open_gateway() as server:
        settings.PRIVATE_HOSTS = ("127.0.0.1",)
        settings.CHANNEL_GATEWAYS = {"telegram": server.url(), "sms": server.url("/sms")}
        yield server
