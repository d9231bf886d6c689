"""Charts drawn by the server as SVG, for an address of their own that a page shows as an image."""

import math
import sys
from base64 import b64encode
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any

import pygal
from defusedxml.ElementTree import fromstring
from django.http import HttpResponse
from django.utils.translation import get_language
from pygal.style import Style

# pygal hooks an importer of the old kind into Python, which then warns at every import.
sys.meta_path[:] = [finder for finder in sys.meta_path if hasattr(finder, "find_spec")]

WIDE, NARROW = (720, 280), (358, 240)
MOST_LABELS = {WIDE: 12, NARROW: 5}
GUIDES = 5
# Nothing may load or run in a drawing but its own style sheet, which is named by its digest.
POLICY = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; style-src"
FONTS = {
    "zh-hans": '"PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC"',
    "zh-hant": '"PingFang TC", "Microsoft JhengHei", "Noto Sans TC", "Noto Sans CJK TC"',
}
LATIN = (
    'BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", "Liberation Sans", system-ui'
)
LOOK = """
:root { color-scheme: light dark; --ink: #1b1a17; --rule: #ded7c9; --first: #0a4f4c; --second: #86a9a3; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #edeae2; --rule: #363a35; --first: #86d3c9; --second: #4d7a74; }
}
.background { fill: none; }
text { fill: var(--ink); font-variant-numeric: tabular-nums; }
.axis .line { fill: none; stroke: var(--rule); }
.axis.x text, .centered { text-anchor: middle; }
.axis.x .guide, .axis.x .line { display: none; }
.axis.y text { text-anchor: end; }
.color-0 { fill: var(--first); stroke: var(--first); }
.color-1 { fill: var(--second); stroke: var(--second); }
.line.nofill { fill: none; stroke-width: 3; }
text, .bar rect { stroke: none; }
"""
Series = Sequence[tuple[str, Sequence[float | None]]]


def columns(labels: Sequence[str], series: Series, *, unit: str = "", is_narrow: bool = False) -> bytes:
    """Columns side by side; a None leaves its place empty. `is_narrow` is for a phone."""
    return _drawn(pygal.Bar, labels, series, _scale(series), unit, NARROW if is_narrow else WIDE)


def shares(labels: Sequence[str], series: Series, *, is_narrow: bool = False) -> bytes:
    """Lines over time, of a hundred each, broken where there is None."""
    return _drawn(pygal.Line, labels, series, range(0, 101, 25), " %", NARROW if is_narrow else WIDE)


def _drawn(
    kind: Callable[..., Any],
    labels: Sequence[str],
    series: Series,
    scale: Sequence[float],
    unit: str,
    size: tuple[int, int],
) -> bytes:
    every = math.ceil(len(labels) / MOST_LABELS[size])
    chart = kind(
        style=_style(),
        css=[f"inline:{LOOK}"],
        js=[],
        width=size[0],
        height=size[1],
        explicit_size=True,
        show_legend=len(series) > 1,
        legend_at_bottom=True,
        legend_box_size=12,
        range=(0, scale[-1] * 1.08),
        x_labels_major_every=every,
        truncate_label=-1,
        allow_interruptions=True,
        show_minor_x_labels=every == 1,
        margin=4,
        margin_right=24,
        dots_size=5,
        value_formatter=lambda value: f"{value:,.0f}{unit}",
        no_data_text="",
        disable_xml_declaration=False,
    )
    chart.x_labels, chart.y_labels = list(labels), list(scale)
    for title, values in series:
        chart.add(title, list(values))
    chart.add_xml_filter(_without_programs)
    drawing: bytes = chart.render()
    return drawing


def _style() -> Style:
    """Sizes and fonts, as on the page; the colours are in LOOK."""
    fonts = FONTS.get(get_language() or "", LATIN)
    sizes = dict.fromkeys(("label_font_size", "major_label_font_size", "legend_font_size"), 14)
    return Style(font_family=f"{fonts}, sans-serif", **sizes)


def _scale(series: Series) -> list[float]:
    """Round numbers from nothing to just above the largest value, a handful of them."""
    most = max((value for _title, values in series for value in values if value), default=1)
    power = 10 ** math.floor(math.log10(max(most, GUIDES) / GUIDES))
    step = next(power * factor for factor in (1, 2, 5, 10) if most <= power * factor * GUIDES)
    return [step * nth for nth in range(math.ceil(most / step) + 1)]


def _without_programs(root: Any) -> Any:
    """The drawing without the library's own script, and what is only for it."""
    for parent in list(root.iter()):
        for child in [child for child in parent if _serves_a_program(child)]:
            parent.remove(child)
    return root


def _serves_a_program(part: Any) -> bool:
    return str(part.tag).endswith(("script", "desc", "title")) or part.get("class") == "tooltip"


def answer(drawing: bytes) -> HttpResponse:
    """The drawing as its own document."""
    response = HttpResponse(drawing, content_type="image/svg+xml")
    response["Content-Security-Policy"] = f"{POLICY} {_digests(drawing)}"
    response["Cache-Control"] = "private, max-age=300"
    return response


def _digests(drawing: bytes) -> str:
    """The style sheets within the drawing, as a policy names them."""
    sheets = [each for each in fromstring(drawing).iter() if str(each.tag).endswith("style")]
    digests = [sha256("".join(sheet.itertext()).encode()).digest() for sheet in sheets]
    return " ".join(f"'sha256-{b64encode(digest).decode()}'" for digest in digests)
