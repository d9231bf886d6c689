"""The fonts of a paper, by its language; those for Chinese come from the machine."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typst

LATIN = "Libertinus Serif"  # comes with the typesetter
FIXED = "DejaVu Sans Mono"  # so does this
FORMS = {"zh-hant": "TC"}  # regional forms of Chinese signs; "SC" where nothing stands here
INSTALL = "On Debian and Ubuntu: apt install fonts-noto-cjk"


@cache
def found() -> "typst.Fonts":
    """The fonts of this machine and of the typesetter; looking for them takes a tenth of a second."""
    import typst

    return typst.Fonts()


def stacks(language: str) -> dict[str, list[str]]:
    """The fonts of text, of headings and of digests, in the order in which a sign is looked for."""
    form = FORMS.get(language, "SC")
    both = [LATIN, f"Noto Serif CJK {form}"]
    return {
        "text": both[::-1] if language.startswith("zh") else both,
        "head": [f"Noto Sans CJK {form}"],
        "fixed": [FIXED],
    }


def missing(language: str) -> list[str]:
    """The fonts that a paper in that language needs and that are not here."""
    here = set(found().families())
    return sorted({name for stack in stacks(language).values() for name in stack} - here)
