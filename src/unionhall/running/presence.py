"""Whether the hall of a home is open, and at which address."""

import json
import os
from pathlib import Path

from unionhall.database import locks


def claim(home: Path) -> int | None:
    """The right to open the hall of this home, held until the process ends; None when it's open already."""
    return locks.take(home / "hall.lock")


def announce(home: Path, address: str) -> None:
    """Let the other programs of this home know the address."""
    draft = home / ".running.json"
    draft.write_text(json.dumps({"address": address, "pid": os.getpid()}))
    draft.replace(home / "running.json")


def withdraw(home: Path) -> bool:
    """Forget the address; whether there was one, as a hall that was killed leaves it."""
    try:
        (home / "running.json").unlink()
    except FileNotFoundError:
        return False
    return True


def address(home: Path) -> str | None:
    """Where the hall is open now; None when it's closed, also when it was killed."""
    if locks.is_free(home / "hall.lock"):
        return None
    try:
        noted = json.loads((home / "running.json").read_text())
    except (FileNotFoundError, ValueError):
        return None
    return str(noted["address"])
