"""Programs that some tests need and pip does not bring."""

import os
import shutil
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
