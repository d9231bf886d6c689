"""When two names are one: they are kept as people write them, and compared in a normal form."""

import re
import unicodedata

MIDDLE_DOTS = re.compile("[·•‧∙⋅・.]")
UNSEEN = re.compile("[\u200b-\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]")  # joiners and variants
IDEOGRAPHS = re.compile("[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def normal(name: str) -> str:
    """A name without what makes nobody another: case, width, kinds of dots, blanks in Chinese names."""
    folded = unicodedata.normalize("NFKC", UNSEEN.sub("", name)).casefold()
    words = MIDDLE_DOTS.sub("·", folded).split()
    return ("" if IDEOGRAPHS.search(folded) else " ").join(words)
