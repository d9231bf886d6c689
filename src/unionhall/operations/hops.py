"""Who asks, where a proxy stands before the hall: the one hop that the operator named is believed, no other.

A visitor may send any header. What decides the address that limits are counted by is only the last address,
which the named proxy added itself.
"""

from collections.abc import Callable, Iterable
from ipaddress import ip_address, ip_network
from typing import Any
from wsgiref.types import WSGIApplication

CLAIMS = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_", "HTTP_X_REAL_IP")  # beginnings of headers that say who asks


def behind(application: WSGIApplication, proxies: Iterable[str]) -> WSGIApplication:
    """The application, told by the proxies at these addresses or networks who asks, and whether by https.

    Whatever else claims to have been forwarded is taken out before the application sees it.
    """
    networks = [ip_network(proxy, strict=False) for proxy in proxies]

    def is_proxy(address: str) -> bool:
        asks = _address(address)
        return asks is not None and any(asks in network for network in networks)

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        said_for, said_proto = (environ.get(f"HTTP_X_FORWARDED_{what}", "") for what in ("FOR", "PROTO"))
        for name in [name for name in environ if name.startswith(CLAIMS)]:
            del environ[name]
        if is_proxy(environ.get("REMOTE_ADDR", "")):
            _believe(environ, said_for, said_proto)
        return application(environ, start_response)

    return answer


def _believe(environ: dict[str, Any], said_for: str, said_proto: str) -> None:
    last = said_for.rpartition(",")[2].strip()
    if _address(last):
        environ["REMOTE_ADDR"] = last
    if said_proto in ("http", "https"):
        environ["wsgi.url_scheme"] = environ["HTTP_X_FORWARDED_PROTO"] = said_proto


def _address(text: str) -> Any:
    try:
        return ip_address(text)
    except ValueError:
        return None
