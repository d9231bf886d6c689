"""A system, for a test, whose data of the time zones differs from the package's."""

import shutil
from importlib import resources
from pathlib import Path


def make_system(folder: Path, first_line: str) -> list[str]:
    """Folders as of a machine where Vancouver still changes its clocks, with data of a release."""
    zones = resources.files("tzdata.zoneinfo")
    for name, taken in (("UTC", "UTC"), ("America/Vancouver", "Etc/GMT+8")):
        (folder / name).parent.mkdir(exist_ok=True)
        with resources.as_file(zones / taken) as path:
            shutil.copy(path, folder / name)
    if first_line:
        (folder / "tzdata.zi").write_text(f"{first_line}\nmore\n")
    return [str(folder)]
