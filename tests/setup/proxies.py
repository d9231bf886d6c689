"""The proxies of the examples, as they stand there but for ports, before a server that says what it hears."""

import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

from tests.programs import free_port

EXAMPLES = Path(__file__).parents[2] / "examples" / "deploy"
NAME = "hall.example.org"
LISTENS = "127.0.0.1:8000"  # where the examples expect the hall
PATIENCE = 20.0


@dataclass(frozen=True)
class Proxy:
    """A proxy that is at work on `port`, and without encryption on `clear`."""

    port: int
    clear: int
    has_tls: bool

    def get(self, path: str, headers: list[tuple[str, str]], visitor: str) -> tuple[int, str]:
        """Ask from the address `visitor` of this machine; the status and the text."""
        line = self._connect(visitor)
        try:
            line.putrequest("GET", path, skip_host=True)
            for name, value in [("Host", NAME), *headers]:
                line.putheader(name, value)
            line.endheaders()
            answer = line.getresponse()
            return answer.status, answer.read().decode()
        finally:
            line.close()

    def status_in_clear(self, path: str) -> int:
        """How it answers who comes without encryption."""
        line = HTTPConnection("127.0.0.1", self.clear, timeout=PATIENCE)
        try:
            line.request("GET", path, headers={"Host": NAME})
            return line.getresponse().status
        finally:
            line.close()

    def _connect(self, visitor: str) -> HTTPConnection:
        source = (visitor, 0)
        if not self.has_tls:
            return HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE, source_address=source)
        context = ssl._create_unverified_context()  # it signed its certificate itself
        return HTTPSConnection(
            "127.0.0.1", self.port, timeout=PATIENCE, source_address=source, context=context
        )


@contextmanager
def nginx(program: str, folder: Path, hall: int) -> Iterator[Proxy]:
    """The example's site in the smallest frame."""
    site, port, clear = _example("nginx.conf", hall), free_port(), free_port()
    site = site.replace("/etc/letsencrypt/live/hall.example.org", str(folder))
    site = site.replace("/var/log/nginx", str(folder)).replace("listen [::]:80;", "")
    site = site.replace("listen [::]:443 ssl http2;", "").replace("listen 80;", f"listen {clear};")
    site = site.replace("listen 443 ssl", f"listen {port} ssl")
    paths = " ".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    frame = f"daemon off; pid {folder}/pid; error_log stderr; events {{}} http {{ {paths} {site} }}"
    (folder / "nginx.conf").write_text(frame)
    with _running((port, clear), program, "-p", str(folder), "-c", str(folder / "nginx.conf")):
        yield Proxy(port, clear, has_tls=True)


@contextmanager
def caddy(program: str, folder: Path, hall: int) -> Iterator[Proxy]:
    """The example's site without its certificate, which comes from elsewhere."""
    port, clear = free_port(), free_port()
    site = _example("Caddyfile", hall).replace(f"{NAME} {{", f"http://{NAME}:{port} {{")
    site = site.replace(f"{NAME}:80 {{", f"{NAME}:{clear} {{")
    site = site.replace("{\n", "{\n\tadmin off\n", 1)
    (folder / "Caddyfile").write_text(site)
    with _running(
        (port, clear), program, "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"
    ):
        yield Proxy(port, clear, has_tls=False)


@contextmanager
def haproxy(program: str, folder: Path, hall: int) -> Iterator[Proxy]:
    """The example as it is."""
    (folder / f"{NAME}.pem").write_text(
        (folder / "fullchain.pem").read_text() + (folder / "privkey.pem").read_text()
    )
    site, port, clear = _example("haproxy.cfg", hall), free_port(), free_port()
    site = (
        site.replace("/etc/haproxy", str(folder)).replace(":80\n", f":{clear}\n").replace(":443", f":{port}")
    )
    (folder / "haproxy.cfg").write_text(site)
    with _running((port, clear), program, "-db", "-f", str(folder / "haproxy.cfg")):
        yield Proxy(port, clear, has_tls=True)


@contextmanager
def listener() -> Iterator[int]:
    """A web server like the hall's, with what says who asks; its port."""
    port = free_port()
    command = (
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--port",
        str(port),
        f"{__name__}:said",
    )
    with _running((port,), *command):
        yield port


def said(environ: dict[str, str], start_response: object) -> list[bytes]:
    """A page that says who asked, by which scheme, and which of the request's headers have come in."""
    from unionhall.operations import hops

    def page(environ: dict[str, str], start_response: object) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "text/plain")])  # type: ignore[operator]
        names = sorted(name for name in environ if name.startswith("HTTP_"))
        return [" ".join((environ["REMOTE_ADDR"], environ["wsgi.url_scheme"], *names)).encode()]

    return hops.behind(page, ["127.0.0.1"])(environ, start_response)  # type: ignore[arg-type, return-value]


def _example(name: str, hall: int) -> str:
    text = (EXAMPLES / name).read_text()
    assert text.count(LISTENS) == 1
    return text.replace(LISTENS, f"127.0.0.1:{hall}")


@contextmanager
def _running(ports: tuple[int, ...], *command: str) -> Iterator[None]:
    """A program that is ended afterwards; entered when it listens on each of the ports."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            deadline = time.monotonic() + PATIENCE
            while not all(_answers(port) for port in ports):
                assert process.poll() is None, process.communicate()[0]
                assert time.monotonic() < deadline, f"{command[0]} does not listen"
                time.sleep(0.05)
            yield
        finally:
            process.terminate()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
