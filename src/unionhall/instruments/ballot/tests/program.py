"""The independent program that other people verify with."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests import programs
from unionhall.instruments.ballot.tests.building import UUID


def run(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What `belenios-tool` prints; CalledProcessError where it refuses."""
    environment = os.environ | {"BELENIOS_USE_URANDOM": "1"}
    command = [programs.find("belenios-tool"), *arguments]
    return subprocess.run(
        command, cwd=folder, input=given, env=environment, capture_output=True, check=True
    ).stdout


def accepts(archive: bytes, folder: Path) -> bool:
    """Whether `election verify` says that all is well."""
    (folder / f"{UUID}.bel").write_bytes(archive)
    try:
        run(folder, "election", "verify", f"--dir={folder}")
    except subprocess.CalledProcessError:
        return False
    return True


def generate(folder: Path, command: Sequence[str]) -> bytes:
    """One line that the tool made, without its newline."""
    return run(folder, *command, f"--dir={folder}").rstrip(b"\n")
