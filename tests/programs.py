"""Programs that some tests need and pip does not bring."""

import shutil
from functools import cache
from pathlib import Path

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@cache
def chromium() -> Path | None:
    """The installed Chromium, or None."""
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    return Path(found) if found else None
