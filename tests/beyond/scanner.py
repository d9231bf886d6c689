"""A clamd with one signature of its own and no network."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import programs

MARK = "UNIONHALL-HARMFUL-MARK"
CONFIGURATION = """\
DatabaseDirectory {folder}/signatures
LocalSocket {folder}/socket
Foreground yes
"""


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The address of its socket, for as long as it runs."""
    program = programs.find("clamd")
    (folder / "signatures").mkdir()
    (folder / "signatures" / "hall.ndb").write_text(f"Hall.Harmful:0:*:{MARK.encode().hex()}\n")
    (folder / "configuration").write_text(CONFIGURATION.format(folder=folder))
    command = [program, "--config-file", str(folder / "configuration")]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(folder / "socket", process)
        yield str(folder / "socket")
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(socket: Path, process: "subprocess.Popen[bytes]") -> None:
    patience = time.monotonic() + 30
    while not socket.exists():
        assert process.poll() is None, "clamd did not start"
        assert time.monotonic() < patience
        time.sleep(0.05)
