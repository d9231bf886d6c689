"""The embedded database is killed in the middle of the work, as by a power cut."""

import os
import subprocess
import sys
from pathlib import Path

from tests.kill.nursery import REPOSITORY


def test_a_killed_database_keeps_all_that_was_acknowledged(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.kill.power_cut"],
        env={**os.environ, "UNIONHALL_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "unionhall.settings"},
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 0
