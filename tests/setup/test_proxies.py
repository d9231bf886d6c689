"""Behind each proxy of the examples no header of a visitor decides by which address limits are counted."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.setup import proxies
from tests.setup.proxies import Proxy
from tests.setup.test_deployment import make_certificate, needs

pytestmark = pytest.mark.tool
VISITOR = "127.0.0.9"  # of this machine, and not the proxy's
CLAIMED = "192.0.2.66"
SPELLINGS = ("X-Forwarded-For", "x-forwarded-for", "X_Forwarded_For", "X-Forwarded_For", "X-Real-IP")
Start = Callable[[str, Path, int], AbstractContextManager[Proxy]]


@pytest.fixture(scope="module")
def listener() -> Iterator[int]:
    with proxies.listener() as port:
        yield port


@pytest.fixture(params=[proxies.nginx, proxies.caddy, proxies.haproxy], ids=lambda start: start.__name__)
def proxy(request: pytest.FixtureRequest, tmp_path: Path, listener: int) -> Iterator[Proxy]:
    start: Start = request.param
    program = needs(start.__name__)
    make_certificate(tmp_path)
    with start(program, tmp_path, listener) as running:
        yield running


def test_it_says_itself_who_asks_and_passes_no_claim_on(proxy: Proxy) -> None:
    scheme = "https" if proxy.has_tls else "http"
    for spelling in SPELLINGS:
        status, said = proxy.get("/", [(spelling, CLAIMED), ("Forwarded", f"for={CLAIMED}")], VISITOR)
        assert status == 200
        assert said.split()[:2] == [VISITOR, scheme], spelling
    for claim in ("X-Forwarded-Host", "X_Forwarded_Proto", "X-Forwarded-Proto"):
        _status, said = proxy.get("/", [(claim, "elsewhere")], VISITOR)
        assert said.split()[:2] == [VISITOR, scheme], claim
        assert "HTTP_X_FORWARDED_HOST" not in said


def test_what_watches_the_hall_is_asked_on_the_machine_itself(proxy: Proxy) -> None:
    for path in ("/metrics", "/health/ready", "/health/daily"):
        assert proxy.get(path, [], VISITOR)[0] == 404


def test_people_are_led_to_https_and_programs_are_refused(proxy: Proxy) -> None:
    for path in ("/", "/mine/", "/api/"):
        assert proxy.status_in_clear(path) == 301, path
    for path in ("/api/matters", "/open311/v2/services.xml"):
        assert proxy.status_in_clear(path) == 403, path
