"""Plain text: read in the encoding that it was saved in, kept as UTF-8."""

import re
import unicodedata

from unionhall.kernel.encodings import KNOWN, Guess, guesses
from unionhall.kernel.matters.cleaning.refusals import refusal

PLAIN_CONTROLS = "\t\n\r\f"
# Text to us, but a program or a page to whoever opens it.
LIVE = re.compile(r"\s*(<[!?/a-z]|\{\\rtf|%!|#!)", re.IGNORECASE)


class Unsure(Exception):
    """Only a person can say which of these readings is right."""

    def __init__(self, readings: list[Guess]) -> None:
        super().__init__()
        self.readings = readings


def clean_text(content: bytes, *, tongue: str, encoding: str) -> bytes:
    """The text as UTF-8 with plain line ends.

    Args:
        tongue: the sender's language. encoding: how it reads right, if they were asked.
    """
    text = _read(content, tongue, encoding)
    return text.replace("\r\n", "\n").replace("\r", "\n").encode()


def _read(content: bytes, tongue: str, encoding: str) -> str:
    if encoding:
        return _plain(_read_as(content, encoding))
    readings = guesses(content, tongue)
    if not readings:
        raise refusal("kind")
    text = _plain(content.decode(readings[0].encoding))
    if not readings[0].is_certain:
        raise Unsure(readings)
    return text


def _read_as(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding if encoding in KNOWN else "ascii")
    except UnicodeDecodeError as problem:
        raise refusal("unread") from problem


def _plain(text: str) -> str:
    """The text, if it is words to read: no control signs, no markup or program."""
    letters = set(text).difference(PLAIN_CONTROLS)
    if LIVE.match(text) or any(unicodedata.category(letter) in ("Cc", "Cs") for letter in letters):
        raise refusal("kind")
    return text
