"""The process that reads, as the one that asks it sees it."""

import atexit
import os
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import cast

from unionhall.ground.apart import Unavailable

PASSED_ON = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH")  # of the environment; what the hall is told isn't
END_SECONDS = 5


@dataclass(frozen=True, eq=False)
class Started:
    """It ends by itself once nobody can give it orders."""

    orders: socket.socket
    process: subprocess.Popen[bytes]

    def end(self) -> None:
        self.orders.close()
        try:
            self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def leave(self) -> None:
        """Keep it from hanging on us, who are a fork of whoever started it."""
        self.orders.close()
        self.process.returncode = 0


class Ours:
    """The one process of this kind that we have, started when it is first needed."""

    def __init__(self) -> None:
        self.lock, self.started = threading.Lock(), cast("Started | None", None)

    def running(self) -> Started:
        with self.lock:
            if self.started is None:
                self.started = _start()
            return self.started

    def forget(self, started: Started) -> None:
        """Let another take its place."""
        with self.lock:
            is_ours = self.started is started
            if is_ours:
                self.started = None
        if is_ours:
            started.end()

    def end(self) -> None:
        if self.started:
            self.started.end()

    def leave(self) -> None:
        """A fork has files read by a process of its own."""
        self.lock = threading.Lock()
        if self.started:
            self.started.leave()
            self.started = None


def _start() -> Started:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, "-P", "-m", "unionhall.ground.apart.process", str(theirs.fileno())]
    with theirs:
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        except OSError as error:
            ours.close()
            raise Unavailable from error
    return Started(ours, process)


OURS = Ours()
atexit.register(OURS.end)
os.register_at_fork(after_in_child=OURS.leave)
