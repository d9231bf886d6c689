"""The rows of a text in some encoding, its cells divided by some sign."""

import codecs
import csv
import io
from collections.abc import Generator
from typing import BinaryIO

from django.utils.translation import get_language

from unionhall.kernel.encodings import MARKS, guesses
from unionhall.kernel.sheets.cells import Cell
from unionhall.kernel.sheets.refusals import NO_TABLE, WEB_PAGE, Unreadable

HEAD = 1 << 14  # bytes, by which the likeliest separator is told
PIECE = 1 << 20
GUESSED_BY = 1 << 22  # bytes
SEPARATORS = ",;\t"
LONGEST_CELL = 100_000
CHINESE = ("gb18030", "big5hkscs")


def rows(file: BinaryIO, encoding: str, separator: str) -> Generator[list[Cell], None, None]:
    """Each row, the empty ones too; Unreadable, also while they are read."""
    head = file.read(HEAD)
    file.seek(0)
    _refuse_other(head, encoding)
    csv.field_size_limit(LONGEST_CELL)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        for line in csv.reader(text, delimiter=separator):
            yield list(line)
    except (UnicodeError, csv.Error) as problem:
        raise Unreadable(str(NO_TABLE)) from problem
    finally:
        text.detach()


def encodings_of(file: BinaryIO) -> list[tuple[str, bool]]:
    """What the text may be written in, the likeliest first, and whether that is certain.

    Those of Chinese offices are always among them: a header in Chinese is understood in the right one alone.
    """
    start = file.read(4)
    file.seek(0)
    marked = next((name for mark, name in MARKS if start.startswith(mark)), "")
    if marked or _is_utf8(file):
        return [(marked or "utf-8", True)]
    lines = file.read(GUESSED_BY).rpartition(b"\n")
    file.seek(0)
    found = {
        guess.encoding: guess.is_certain for guess in guesses(lines[0] or lines[2], get_language() or "")
    }
    return list((found | {name: found.get(name, False) for name in CHINESE}).items())


def separators_of(file: BinaryIO, encoding: str) -> list[str]:
    """The likeliest first: the sign that stands in most of the first lines, and there the most often."""
    head = file.read(HEAD).decode(encoding, errors="replace")
    file.seek(0)
    lines = [line for line in head.splitlines()[:20] if line.strip()]
    often = {sign: (sum(sign in line for line in lines), head.count(sign)) for sign in SEPARATORS}
    return sorted(SEPARATORS, key=lambda sign: often[sign], reverse=True)


def _refuse_other(head: bytes, encoding: str) -> None:
    is_wide = encoding.startswith(("utf-16", "utf-32"))
    if b"\0" in head and not is_wide:
        raise Unreadable(str(NO_TABLE))
    if head.decode(encoding, errors="replace").lstrip("\ufeff \r\n\t").startswith("<"):
        raise Unreadable(str(WEB_PAGE))


def _is_utf8(file: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while piece := file.read(PIECE):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        file.seek(0)
    return True
