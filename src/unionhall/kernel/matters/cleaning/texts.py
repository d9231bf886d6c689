"""Plain text: decoded from what Chinese and other offices write, kept as UTF-8."""

import re
import unicodedata
from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from unionhall.kernel.matters.cleaning.refusals import refusal

PLAIN_CONTROLS = "\t\n\r\f"
CODES = ("Cc", "Cs")
UNKNOWN = ("Cn", "Co")  # unassigned, as to this Python, and private
# Text to us, but a program or a page to whoever opens it.
LIVE = re.compile(r"\s*(<[!?/a-z]|\{\\rtf|%!|#!)", re.IGNORECASE)


def clean_text(content: bytes) -> bytes:
    """The text as UTF-8 with plain line ends."""
    text = decoded(content)
    if text is None:
        raise refusal("kind")
    return text.replace("\r\n", "\n").replace("\r", "\n").encode()


def decoded(content: bytes) -> str | None:
    """The words of a plain text in UTF-8, GB18030 or marked UTF-16; None for anything else.

    What decodes as UTF-8 is UTF-8, with signs newer than this Python and with private ones, as names and
    chats have them. As GB18030 nearly everything decodes: with such signs it was something else.
    """
    marked = content.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        strange = (*CODES, *UNKNOWN) if encoding == "gb18030" else CODES
        return text if _is_plain(text, strange) else None
    return None


def _is_plain(text: str, strange: tuple[str, ...]) -> bool:
    """Whether it is words to read: no signs of these categories, no markup or program."""
    letters = set(text).difference(PLAIN_CONTROLS)
    return not LIVE.match(text) and not any(unicodedata.category(letter) in strange for letter in letters)
