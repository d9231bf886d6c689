"""Which data of the world's time zones holds: the newer of the system's and of the package that is pinned.

Python looks into the system's folders first, so that on a machine with older data a day ends at the hour of
rules that no longer hold.
"""

import re
import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import tzdata

RELEASE = re.compile(r"\d{4}[a-z]+")
_known = zoneinfo.TZPATH  # where Python looked when the process began


@dataclass(frozen=True)
class Zones:
    """A release of the data, such as "2026f", and whether it is the pinned package's."""

    release: str
    is_pinned: bool


def choose(folders: Sequence[str] = _known) -> Zones:
    """Have zoneinfo read the newer data from now on; the package's where the system's is as old or unknown.

    Call it before the first zone is read. `folders` are those of the system, as in `zoneinfo.TZPATH`.
    """
    found = installed(folders)
    is_pinned = found <= tzdata.IANA_VERSION
    zoneinfo.reset_tzpath(to=[] if is_pinned else folders)
    zoneinfo.ZoneInfo.clear_cache()
    return Zones(tzdata.IANA_VERSION if is_pinned else found, is_pinned)


def installed(folders: Sequence[str]) -> str:
    """The release in the first of these folders that has zones; empty where it doesn't say."""
    folder = next((Path(each) for each in folders if (Path(each) / "UTC").exists()), None)
    if folder is None:
        return ""
    told = (folder / name for name in ("tzdata.zi", "+VERSION"))
    lines = (path.read_text(encoding="utf-8").partition("\n")[0] for path in told if path.exists())
    return next((match.group() for line in lines if (match := RELEASE.search(line))), "")
