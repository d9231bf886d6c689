"""Text out of the HTML that other programs keep, paragraph by paragraph."""

import re
from html import unescape

from django.utils.html import strip_tags

PARTING = re.compile(r"</?(?:p|li|ul|ol|br|div|tr|table|blockquote|h[1-6])\b[^<>]*>", re.IGNORECASE)


def paragraphs(html: str) -> list[str]:
    """The paragraphs of some HTML, without what only styles them; blanks are one blank."""
    parted = PARTING.sub("\0", html)
    found = (re.sub(r"\s+", " ", unescape(strip_tags(part))).strip() for part in parted.split("\0"))
    return [part for part in found if part]
