"""Why a paper was not made. None of these messages holds a word of the paper."""

from unionhall.instruments.papers.fonts import INSTALL


class PaperNotMade(Exception):
    """The typesetter refused, or warned; the message names the template.

    Attributes:
        diagnostic: the typesetter's own words, which may quote the paper and belong in no log.
    """

    def __init__(self, template: str, diagnostic: str = "") -> None:
        super().__init__(f"The paper was not made: the template {template}.typ fails on it.")
        self.diagnostic = diagnostic


class FontMissing(PaperNotMade):
    """The machine lacks a font that the paper needs; the message tells the operator what to do."""

    def __init__(self, fonts: list[str]) -> None:
        Exception.__init__(self, f"The paper was not made. Fonts are missing: {', '.join(fonts)}. {INSTALL}")


class PaperTooLong(PaperNotMade):
    """The paper says more than a paper may."""

    def __init__(self, longest: int, most: int, different: int) -> None:
        Exception.__init__(
            self,
            f"The paper was not made: it has more than {longest:,} signs, {most:,} lines "
            f"or {different:,} different signs.",
        )
