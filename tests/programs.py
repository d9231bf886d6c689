"""Programs that some tests need and pip does not bring."""

import os
import random
import shutil
import socket
from functools import cache
from pathlib import Path

import pytest

# The shell comes first: Chromium's engine without the rest of a browser takes two thirds of the processor.
CHROMIUM = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
PORTS = range(10_000, 30_000)  # below those that the system gives to whoever goes out


def find(name: str) -> str:
    """The path of a program; the test that needs it is skipped where it is missing."""
    path = shutil.which(name, path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin")
    if path is None:
        pytest.skip(f"there is no {name}")
    return path


@cache
def chromium() -> Path | None:
    """The installed Chromium, or None."""
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    return Path(found) if found else None


def free_port() -> int:
    """A port that nobody listens on, for a program that has to be told one.

    The system's own choice is no promise: before the program listens, somebody who goes out may have got it.
    """
    while True:
        port = random.choice(PORTS)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
