"""In which letters the pages are set."""

import re
from pathlib import Path

from unionhall.kernel.web import charts

CSS = Path(charts.__file__).parent / "static" / "web" / "hall.css"


def test_english_takes_its_quotation_marks_from_no_chinese_font() -> None:
    """Its “ ” are as wide as a sign there; Latin fonts come first, and what has none of them comes last."""
    fonts = re.search(r":root \{.*?--sans: (.*?);", CSS.read_text(), re.DOTALL)
    assert fonts is not None
    assert [font for font in fonts[1].split(", ") if "CJK" in font] == fonts[1].split(", ")[-2:-1]
    assert "CJK" not in charts.LATIN
