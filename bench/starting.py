"""A hall opened by the command of a checkout, in a home of its own that is gone afterwards."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.setup.halls import Hall
from unionhall.running import ports

PATIENCE = 900.0
PORT = 8720
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Start:
    """From the command to the first page: seconds on the wall, and of the processors by all its processes."""

    wall_s: float
    cpu_s: float
    address: str


@contextmanager
def home_of_its_own() -> Iterator[Path]:
    """An empty home."""
    home = Path(tempfile.mkdtemp(prefix="unionhall-bench-"))
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def started(checkout: Path, home: Path) -> Iterator[Start]:
    """`unionhall run` of a checkout with the demo union, open as long as the block lasts."""
    port = ports.claim("127.0.0.1", PORT)
    port.release()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("UNIONHALL_")}
    begun = time.monotonic()
    process = subprocess.Popen(
        [checkout / ".venv/bin/unionhall", "run", "--stop-with-parent"],
        env={**kept, "UNIONHALL_HOME": str(home), "PORT": str(port.number)},
        cwd=checkout,
        stdout=subprocess.DEVNULL,
    )
    try:
        address = f"http://localhost:{port.number}"
        _wait_for_page(address, process)
        yield Start(time.monotonic() - begun, processor_seconds(home), address)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def sign_ins(checkout: Path, home: Path) -> dict[str, dict[str, str]]:
    """Login and password of each role of the demo union."""
    told = subprocess.run(
        [checkout / ".venv/bin/unionhall", "demo", "--credentials"],
        env={**os.environ, "UNIONHALL_HOME": str(home)},
        cwd=checkout,
        capture_output=True,
        check=True,
    )
    found: dict[str, dict[str, str]] = json.loads(told.stdout)["sign_in"]
    return found


def processor_seconds(home: Path) -> float:
    """What the processes of a home have used by now, with their children that ended."""
    return sum(_used(number) for number in Hall(home).processes()) / TICKS


def _used(process: int) -> int:
    """Ticks in proc(5)'s fields 14 to 17."""
    with suppress(OSError):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15]))
    return 0


def _wait_for_page(address: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError):
            urllib.request.urlopen(address, timeout=10).close()
            return
        time.sleep(0.02)
    raise RuntimeError("the hall does not open")
