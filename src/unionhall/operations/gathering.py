"""Where the web processes of a hall leave their numbers, for one of them to add up."""

import os
import shutil
from pathlib import Path

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # the library's own variable, read when it is imported


def gather_in(home: Path) -> None:
    """Let the web processes that start from now on leave their numbers in one folder, emptied for them."""
    folder = home / "numbers"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    os.environ[FOLDER] = str(folder)
