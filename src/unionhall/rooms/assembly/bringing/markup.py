"""Text out of the HTML that other programs keep, paragraph by paragraph."""

import re
from html.parser import HTMLParser

PARTING = {
    "p",
    "li",
    "ul",
    "ol",
    "br",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "tr",
    "table",
    "blockquote",
}
SILENT = {"script", "style"}


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.silent += tag in SILENT
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if self.silent <= 0:
            self.parts.append(data)

    def _part(self, tag: str) -> None:
        if tag in PARTING:
            self.parts.append("\0")


def paragraphs(html: str) -> list[str]:
    """The paragraphs of some HTML, without what only styles them; blanks are one blank."""
    reader = _Text()
    reader.feed(html)
    reader.close()
    found = (re.sub(r"\s+", " ", part).strip() for part in "".join(reader.parts).split("\0"))
    return [part for part in found if part]
