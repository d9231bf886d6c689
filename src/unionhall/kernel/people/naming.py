"""When two names are one: they are kept as people write them, and compared in a normal form."""

import re
import unicodedata

from unionhall.kernel.folding import DOTS, IDEOGRAPHS, UNSEEN

MIDDLE_DOTS = re.compile(f"[{DOTS}.]")


def normal(name: str) -> str:
    """A name without what makes nobody another: case, width, kinds of dots, blanks in Chinese names."""
    folded = unicodedata.normalize("NFKC", UNSEEN.sub("", name)).casefold()
    words = MIDDLE_DOTS.sub("·", folded).split()
    return ("" if IDEOGRAPHS.search(folded) else " ").join(words)
