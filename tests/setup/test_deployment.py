"""The examples for a server, read by the programs they are for; a public hall opens only when it's safe."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.setup.halls import COMMAND, Hall

EXAMPLES = Path(__file__).parents[2] / "examples" / "deploy"
INSTALLED = "/opt/unionhall/bin/unionhall"
ADDRESS = "https://hall.example.org"


def needs(program: str) -> str:
    """The path of a program that pip does not bring."""
    path = shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    if path is None:
        pytest.skip(f"there is no {program}")
    return path


def call(*command: str) -> str:
    """What a program says; it has to be content."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.tool
def test_systemd_understands_the_units_and_finds_them_closed(tmp_path: Path) -> None:
    analyze = needs("systemd-analyze")
    units = sorted((EXAMPLES / "systemd").glob("unionhall*"))
    for unit in units:
        (tmp_path / unit.name).write_text(unit.read_text().replace(INSTALLED, sys.executable))
    copies = [str(tmp_path / unit.name) for unit in units]
    assert call(analyze, "verify", "--man=no", *copies) == ""
    for service in (copy for copy in copies if copy.endswith(".service")):
        call(analyze, "security", "--offline=yes", "--threshold=20", service)


@pytest.mark.tool
def test_nginx_understands_its_site(tmp_path: Path) -> None:
    nginx = needs("nginx")
    make_certificate(tmp_path)
    site = (
        (EXAMPLES / "nginx.conf").read_text().replace("/etc/letsencrypt/live/hall.example.org", str(tmp_path))
    )
    site = site.replace("/var/log/nginx", str(tmp_path))
    frame = f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ {site} }}"
    (tmp_path / "nginx.conf").write_text(frame)
    assert "test is successful" in call(nginx, "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf"))


def make_certificate(folder: Path) -> None:
    """A key with a certificate that it signed itself, under the names of the example."""
    kind = ("-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=hall.example.org")
    places = ("-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem"))
    call(needs("openssl"), "req", *kind, *places)


@pytest.mark.tool
def test_caddy_understands_its_site() -> None:
    arguments = ("--config", str(EXAMPLES / "Caddyfile"), "--adapter", "caddyfile")
    assert "Valid configuration" in call(needs("caddy"), "validate", *arguments)


def test_no_proxy_writes_down_visitors_or_passes_on_what_watches_the_hall() -> None:
    nginx, caddy = ((EXAMPLES / name).read_text() for name in ("nginx.conf", "Caddyfile"))
    assert nginx.count("access_log off;") == nginx.count("server {") == 2
    assert re.findall(r"^\s*log\b.*", caddy, re.MULTILINE) == ["\tlog default {"]
    assert "exclude http.log.error http.handlers.reverse_proxy" in caddy
    for site in (nginx, caddy):
        assert "/metrics" in site
        assert "/health/" in site


def test_the_example_of_settings_names_settings_only() -> None:
    from unionhall.environment.known import SETTINGS

    lines = (EXAMPLES / "unionhall.env").read_text().splitlines()
    names = {line.lstrip("#").partition("=")[0] for line in lines if re.match(r"#?[A-Z_]+=", line)}
    assert names <= {setting.name for setting in SETTINGS}


def test_the_check_names_what_is_to_be_done_and_how(hall: Hall) -> None:
    done = hall.call("check", "--deploy")
    assert done.returncode == 1
    for words in ("UNIONHALL_ADDRESS", "unionhall init", "UNIONHALL_MAIL_URL", "unionhall backup"):
        assert words in done.stdout
    assert "UNSAFE" not in done.stdout


def test_a_public_hall_that_would_harm_people_stays_closed_and_says_why(hall: Hall) -> None:
    (hall.home / "secret_key").chmod(0o644)
    harm = {"UNIONHALL_DEBUG": "1", "UNIONHALL_SECOND_FACTOR_DAYS": "off"}
    done = hall.call("serve", UNIONHALL_ADDRESS=ADDRESS, **harm)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "The hall stays closed" in done.stderr
    for words in ("UNIONHALL_DEBUG", "password alone", "chmod go="):
        assert words in done.stderr


def test_a_public_hall_opens_without_the_demo_and_believes_only_its_proxy(hall: Hall) -> None:
    """Asked as the proxy asks: with the visitor's address, and the name that people type."""
    environment = {**hall.environment, "UNIONHALL_ADDRESS": ADDRESS}
    log = hall.home.parent / "public.log"
    with log.open("w") as file:
        process = subprocess.Popen([*COMMAND, "run"], env=environment, stdout=file, stderr=file)
    try:
        while status(hall.port, "/health/ready") != 200:
            assert process.poll() is None
            time.sleep(0.2)
        visitor = {
            "Host": "hall.example.org",
            "X-Forwarded-For": "203.0.113.77",
            "X-Forwarded-Proto": "https",
        }
        assert status(hall.port, "/", visitor) == 200
        assert status(hall.port, "/", {"Host": "hall.example.org"}) == 301
        assert status(hall.port, "/metrics", visitor) == 404
        assert status(hall.port, "/metrics") == 200
        (cookie,) = cookies(hall.port, "/account/login/", visitor)
        assert cookie.startswith("__Host-")
        assert {"Secure", "Path=/", "SameSite=Lax", "HttpOnly"} <= set(cookie.split("; "))
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)
    text = log.read_text()
    assert '"page": "front"' in text
    assert "203.0.113.77" not in text
    assert "demo union" not in text


def test_the_service_of_the_database_says_when_others_may_come_and_leaves_cleanly(
    hall: Hall, tmp_path: Path
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.settimeout(60)
        environment = {**hall.environment, "NOTIFY_SOCKET": str(tmp_path / "notify")}
        process = subprocess.Popen([*COMMAND, "database", "run"], env=environment)
        try:
            assert systemd.recv(100) == b"READY=1"
            assert hall.call("database", "upgrade", str(tmp_path)).stderr.startswith("Error: Nothing to do")
        finally:
            process.send_signal(signal.SIGTERM)
            code = process.wait(60)
        assert (code, systemd.recv(100)) == (0, b"STOPPING=1")
    assert not (hall.home / "database" / "postmaster.pid").exists()
    hall.wait_until_empty()


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments: object) -> None:
        return None


def cookies(port: int, path: str, headers: dict[str, str]) -> list[str]:
    """The cookies that the answer sets."""
    asked = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    with urllib.request.urlopen(asked, timeout=10) as answer:
        return answer.headers.get_all("Set-Cookie") or []


def status(port: int, path: str, headers: dict[str, str] | None = None) -> int:
    """How a page is answered; 0 when nobody answers."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers or {})
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0
