"""The embedded database is killed in the middle of the work, as by a power cut."""

from pathlib import Path

from tests.kill.nursery import said_by


def test_a_killed_database_keeps_all_that_was_acknowledged(tmp_path: Path) -> None:
    assert int(said_by("tests.kill.power_cut", tmp_path)) > 0
