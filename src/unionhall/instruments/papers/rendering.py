"""A paper as PDF/A-2b that also keeps to PDF/UA-1, so that it can be read aloud."""

import json
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import override

from unionhall.instruments.papers import content, fonts, signs
from unionhall.instruments.papers.kinds import Paper
from unionhall.instruments.papers.refusals import FontMissing, PaperNotMade

TEMPLATES = Path(__file__).parent / "templates"
STANDARDS: "list[typst.PDFStandard]" = ["a-2b", "ua-1"]
TRIES = 6  # each spells out further signs: marks first, then the letters under them


def render(paper: Paper, language: str) -> bytes:
    """The paper as PDF, in the language with that code; the same paper gives the same bytes.

    Raises:
        PaperTooLong: it says more than the limits in `content` allow.
        FontMissing: the machine lacks a font; the message tells the operator what to install.
        PaperNotMade: the typesetter refused or warned.
    """
    _check_fonts(language)
    with override(language):
        whole = content.of(paper)
    undrawn: set[str] = set()
    for _attempt in range(TRIES):
        try:
            return _typeset(paper, whole, undrawn)
        except typst.TypstError as error:
            undrawn |= _further(paper, error, undrawn)
    raise PaperNotMade(paper.template)


def _check_fonts(language: str) -> None:
    """Typst would go on without a font, and set boxes or other signs."""
    if names := fonts.missing(language):
        fonts.found.cache_clear()  # once they are installed, the next paper finds them
        raise FontMissing(names)


def _typeset(paper: Paper, whole: dict[str, Any], undrawn: set[str]) -> bytes:
    """One attempt, in which some signs are spelled out; raises TypstError."""
    made, warnings = typst.compile_with_warnings(
        TEMPLATES / f"{paper.template}.typ",
        root=TEMPLATES,
        font_paths=fonts.found(),
        format="pdf",
        pdf_standards=STANDARDS,
        timestamp=datetime.combine(paper.dated_on, time(), UTC),
        sys_inputs={"content": json.dumps(content.shown(whole, undrawn))},
    )
    if warnings:  # a paper with a warning may look otherwise than it should: nobody gets it
        raise PaperNotMade(paper.template, warnings[0].diagnostic)
    return made


def _further(paper: Paper, error: typst.TypstError, undrawn: set[str]) -> set[str]:
    """The signs that this attempt could not draw, for the next to spell out.

    The error itself goes no further: it may quote the paper, and what people wrote belongs in no log.
    """
    further = signs.undrawn(error.diagnostic) - undrawn
    if not further:
        raise PaperNotMade(paper.template, error.diagnostic) from None
    return further
