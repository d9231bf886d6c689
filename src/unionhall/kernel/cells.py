"""Cells of a spreadsheet that nobody can turn into a formula."""

FORMULA = "=+-@\t\r"


def escaped(text: str) -> str:
    """A text that no spreadsheet takes for a formula; `unescaped` gives it back."""
    return f"'{text}" if text[:1] and (text[0] in FORMULA or _is_marked(text)) else text


def unescaped(text: str) -> str:
    """The text without an apostrophe that is only there for a spreadsheet."""
    return text[1:] if _is_marked(text) else text


def _is_marked(text: str) -> bool:
    return text[:1] == "'" and text[1:2] != "" and (text[1] in FORMULA + "'" or text[1].isdigit())
