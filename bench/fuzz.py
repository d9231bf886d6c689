"""The readers of workbooks with files that were changed at random: nothing may end in an unforeseen fault.

The files are those of the tests and of the folder that `UNIONHALL_FUZZ` names; bytes of the file or of one of
its parts are changed, taken out, or put in twice.
"""

import io
import json
import os
import random
import time
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl

LARGEST = 1 << 18  # bytes of a file that is changed


def measure(minutes: float) -> dict[str, Any]:
    """How many files were read, refused and met a fault within so many minutes, and each fault's place."""
    from django.conf import settings

    from unionhall.ground.apart import Fault, Refused, TooMuch, asking
    from unionhall.kernel.sheets import workbooks

    seed = random.SystemRandom().randrange(1 << 32)  # said with the result, so that it can be done again
    print(f"seed {seed}", flush=True)  # also of a run that doesn't end
    chance, until, found = random.Random(seed), time.monotonic() + 60 * minutes, Counter[str]()
    seeds, slowest = list(_seeds()), 0.0
    while time.monotonic() < until:
        content, begun = _mutated(chance.choice(seeds), chance), time.monotonic()
        try:
            names = b"".join(asking.read(workbooks.NAMES, content, settings.READING))
            sheet = chance.choice(json.loads(names))
            for _piece in asking.read(
                workbooks.READ, content, settings.READING, sheet=sheet, most_rows=10_000
            ):
                pass
            found["read"] += 1
        except Refused as refused:
            found[f"refused: {refused.code}"] += 1
        except TooMuch:
            found["took too much"] += 1
        except Fault as fault:
            found[f"FAULT: {fault}"] += 1
        slowest = max(slowest, time.monotonic() - begun)
    counts = dict(found.most_common())
    return {"minutes": minutes, "seed": seed, "files": found.total(), "slowest": slowest, **counts}


def _seeds() -> list[bytes]:
    from unionhall.kernel.sheets.tests import books

    book = openpyxl.Workbook()
    for each in (["会员编号", "姓名", "入会日期"], ["Z1", "王小明", "#N/A"], [403, "=A1", 46082.5]):
        book.worksheets[0].append(each)
    book.worksheets[0].merge_cells("A2:A3")
    rows = books.row(books.cell("Z1"), books.cell("王小明"))
    given = Path(os.environ.get("UNIONHALL_FUZZ", "/nowhere")).glob("*.*")
    found = [path.read_bytes() for path in given if path.stat().st_size < LARGEST]
    made = [books.made(book).getvalue(), books.open_document(rows).getvalue(), books.OLD.read_bytes()]
    return [*made, *(each for each in found if each.startswith((b"PK", b"\xd0\xcf")))]


def _mutated(content: bytes, chance: random.Random) -> bytes:
    """Changed in its bytes or, where it is a package, in those of one of its parts."""
    if content.startswith(b"PK") and chance.random() < 0.7:
        try:
            return _repacked(content, chance)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError):
            pass
        except Exception as error:  # a seed that is damaged itself
            if type(error).__module__ != "zlib":
                raise
    return _changed(content, chance)


def _repacked(content: bytes, chance: random.Random) -> bytes:
    after = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(after, "w") as packed:
        chosen = chance.choice(before.namelist())
        for name in before.namelist():
            part = before.read(name)
            packed.writestr(name, _changed(part, chance) if name == chosen else part)
    return after.getvalue()


def _changed(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        at, length = chance.randrange(len(changed) + 1), chance.randint(1, 16)
        kind = chance.randrange(3)
        if kind == 0:
            changed[at : at + length] = chance.randbytes(length)
        elif kind == 1:
            del changed[at : at + length]
        else:
            changed[at:at] = changed[at : at + length]
    return bytes(changed)
