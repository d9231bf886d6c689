"""How a Chinese sign is written: its strokes in order, as digits.

1 is level (横), 2 upright (竖), 3 falling to the left (撇), 4 a dot (点), 5 turning (折). `strokes.txt` holds
the signs of GB 2312 and the common ones of Big5 by the norm for GB 13000.1. The sequences were gathered from
the packages cnchar-order (MIT) and Rime's stroke table, which were made apart: some 38 stand in one of them
alone, and 14 on which they differ were settled by hand. All count as many strokes as Unicode says.
"""

from functools import cache
from pathlib import Path

from unionhall.kernel.folding import IDEOGRAPHS

FILE = Path(__file__).with_name("strokes.txt")
Place = tuple[int, str, str]


def of(sign: str) -> Place:
    """Where a sign stands: few strokes first, then by each stroke in turn; behind all what isn't known."""
    sequence = _sequences().get(sign)
    return (len(sequence), sequence, sign) if sequence else (1_000, "", sign)


def unknown_in(name: str) -> bool:
    """Whether a sign of a name can't be ordered by its strokes."""
    return any(sign not in _sequences() for sign in IDEOGRAPHS.findall(name))


@cache
def _sequences() -> dict[str, str]:
    """Read when the first Chinese name is to be ordered."""
    lines = (line.split() for line in FILE.read_text(encoding="utf-8").splitlines())
    return {sign: sequence for sequence, signs in lines for sign in signs}
