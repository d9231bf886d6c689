"""Reading a paper as a machine does: its text, and what the file says of itself."""

import re
import subprocess
from io import BytesIO
from typing import Any

import pikepdf

from tests import programs


def text(paper: bytes) -> str:
    """All text in the order it was set, as pdftotext finds it, without its marks of direction."""
    return re.sub("[\u202a-\u202e]", "", _found(paper, "-raw"))


def left_edge(paper: bytes, word: str) -> float:
    """How far from the left edge of its page a word first stands, in points."""
    found = re.search(rf'xMin="([0-9.]+)"[^>]*>{word}<', _found(paper, "-bbox"))
    assert found is not None
    return float(found[1])


def _found(paper: bytes, way: str) -> str:
    command = [programs.find("pdftotext"), way, "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=paper, capture_output=True, check=True).stdout.decode()


def close(words: str) -> str:
    """The same without blanks and line ends, which depend on where a line broke."""
    return re.sub(r"\s", "", words)


def opened(paper: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(paper))


def metadata(paper: bytes) -> str:
    with opened(paper) as pdf:
        return str(pdf.Root.Metadata.read_bytes().decode()) + str(dict(pdf.docinfo.items()))


def fonts(paper: bytes) -> list[Any]:
    """The descriptors of all fonts in the file."""
    with opened(paper) as pdf:
        return [
            dict(each) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/FontName" in each
        ]


def strings(content: Any) -> list[str]:
    """Every string in content for a template."""
    match content:
        case str():
            return [content]
        case dict():
            return [found for each in content.values() for found in strings(each)]
        case list():
            return [found for each in content for found in strings(each)]
    return []
