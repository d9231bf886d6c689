"""Files of requests from elsewhere, carried over by the command."""

from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner, Result

from unionhall.rooms.desk.commands import command
from unionhall.rooms.desk.tests.filling import BOSTON, SAMPLE

if TYPE_CHECKING:
    pass

MAP = """
source = "old"
[columns]
id = "no"
opened = "in"
due = "due"
closed = "out"
service = "what"
area = "where"
description = "说明"
[times]
zone = "Europe/London"
[areas]
below = { name = "Harbour" }
"""
HEAD = ["no", "in", "due", "out", "what", "where", "说明"]
ROW = ["1", "2025-05-05 10:00", "2025-05-07 10:00", "2025-05-06 10:00", "Repair", "Quay", "灯坏了"]


def carry(file: Path, map_file: Path = BOSTON, *more: str) -> Result:
    """Run the command on a file; rejected rows go beside it."""
    rejects = file.with_suffix(".rejected.csv") if file != SAMPLE else Path("/dev/null/none")
    arguments = ["import", str(file), "--map", str(map_file), "--rejects", str(rejects), *more]
    return CliRunner().invoke(command, arguments)
