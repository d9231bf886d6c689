"""Charts drawn by the server as SVG, for an address of their own that a page shows as an image."""

import math
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext_lazy as _

WIDE, NARROW = (720, 280), (358, 240)
MOST_LABELS = {WIDE: 12, NARROW: 5}
GUIDES = 5
LETTER, LINE = 14, 24  # how high a sign and a line of them are
FILLED = 0.8  # of a month's place is columns
TONES = ("first", "second")
FONTS = {
    "zh-hans": '"PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC"',
    "zh-hant": '"PingFang TC", "Microsoft JhengHei", "Noto Sans TC", "Noto Sans CJK TC"',
}
LATIN = 'BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", system-ui'
LOOK = """
:root { color-scheme: light dark; --ink: #1b1a17; --rule: #ded7c9; --first: #0a4f4c; --second: #86a9a3; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #edeae2; --rule: #363a35; --first: #86d3c9; --second: #4d7a74; }
}
text { fill: var(--ink); font-variant-numeric: tabular-nums; }
.number { text-anchor: end; }
.month { text-anchor: middle; }
.guide { stroke: var(--rule); }
.first { fill: var(--first); stroke: var(--first); }
.second { fill: var(--second); stroke: var(--second); }
polyline { fill: none; stroke-width: 3; }
rect, tspan { stroke: none; }
.few { fill: none; stroke: var(--ink); stroke-dasharray: 3; }
"""
# Nothing may load or run in a drawing but its own style sheet, which is named by its digest.
POLICY = (
    "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; "
    f"style-src 'sha256-{b64encode(sha256(LOOK.encode()).digest()).decode()}'"
)
Series = Sequence[tuple[str, Sequence[float | None]]]


@dataclass(frozen=True)
class Told:
    """What a drawing says to those who don't see it: its caption, and all that is drawn in it.

    `few` says what a None is.
    """

    caption: str
    words: str
    few: Any = _("fewer than ten")


def columns(labels: Sequence[str], series: Series, told: Told, *, is_narrow: bool = False) -> bytes:
    """Columns side by side; a None is a low one in dashes. `is_narrow` is for a phone."""
    sheet = _Sheet(NARROW if is_narrow else WIDE, labels, series, _scale(series))
    return sheet.drawn(told, [{"columns": list(sheet.columns(nth))} for nth in range(len(series))])


def shares(labels: Sequence[str], series: Series, told: Told, *, is_narrow: bool = False) -> bytes:
    """Lines over time, of a hundred each, broken by a low column in dashes where there is None."""
    sheet = _Sheet(NARROW if is_narrow else WIDE, labels, series, range(0, 101, 25), " %")
    return sheet.drawn(told, [{"pieces": list(sheet.pieces(nth))} for nth in range(len(series))])


@dataclass(frozen=True)
class _Sheet:
    """Where everything stands, in pixels from the side where reading begins."""

    size: tuple[int, int]
    labels: Sequence[str]
    series: Series
    scale: Sequence[float]
    unit: str = ""

    def drawn(self, told: Told, shapes: Sequence[dict[str, Any]]) -> bytes:
        width, height = self.size
        titled = zip(TONES, self.series, shapes, strict=False)
        few = [list(self.few(nth)) for nth in range(len(self.series))]
        drawing = {
            "told": told,
            "look": LOOK,
            "fonts": f"{FONTS.get(get_language() or '', LATIN)}, sans-serif",
            "is_turned": get_language_bidi(),
            "width": width,
            "height": height,
            "margin": self._margin,
            "guides": [{"label": self._label(each), "y": self._y(each)} for each in self.scale],
            "number_x": self._turned(self._margin - 6),
            "months": list(self._months()),
            "month_y": self._y(0) + LETTER + 4,
            "series": [{"tone": tone, "title": title, **shape} for tone, (title, _values), shape in titled],
            "few": [each for some in few for each in some],
            "legend_x": self._turned(self._margin),
            "legend_y": height - 6 if self._has_legend else None,
        }
        return render_to_string("charts/chart.svg", drawing).encode()

    def columns(self, nth: int) -> Iterator[dict[str, float]]:
        """Those of one series, beside those of the others."""
        for month, value in enumerate(self.series[nth][1]):
            if value is not None:
                yield self._column(nth, month, self._y(value))

    def few(self, nth: int) -> Iterator[dict[str, float]]:
        """Where a number of one series is hidden: all of one height, whatever the scale."""
        for month, value in enumerate(self.series[nth][1]):
            if value is None:
                yield self._column(nth, month, self._y(0) - LETTER)

    def _column(self, nth: int, month: int, y: float) -> dict[str, float]:
        width = round(FILLED * self._slot / len(self.series), 1)
        x = self._x(month + FILLED * (nth / len(self.series) - 0.5))
        return {"x": x, "y": round(y, 1), "width": width, "height": round(self._y(0) - y, 1)}

    def pieces(self, nth: int) -> Iterator[list[dict[str, float]]]:
        """The points of one line, a list for each piece of it that nothing interrupts."""
        months = enumerate(self.series[nth][1])
        for is_there, piece in groupby(months, key=lambda each: each[1] is not None):
            if is_there:
                yield [{"x": self._x(month), "y": self._y(value or 0)} for month, value in piece]

    def _months(self) -> Iterator[dict[str, Any]]:
        """As many of their names as fit."""
        every = math.ceil(len(self.labels) / MOST_LABELS[self.size])
        for month in range(0, len(self.labels), every):
            yield {"x": self._turned(self._x(month)), "label": self.labels[month]}

    def _label(self, value: float) -> str:
        return f"{value:,.0f}{self.unit}"

    @property
    def _has_legend(self) -> bool:
        return len(self.series) > 1 or any(None in values for _title, values in self.series)

    @property
    def _margin(self) -> int:
        """The room for the longest number beside a guide."""
        return 12 + round(0.6 * LETTER * max(len(self._label(value)) for value in self.scale))

    @property
    def _slot(self) -> float:
        return (self.size[0] - self._margin) / len(self.labels)

    def _x(self, month: float) -> float:
        """The middle of a month's place."""
        return round(self._margin + (month + 0.5) * self._slot, 1)

    def _y(self, value: float) -> float:
        foot = self.size[1] - (2 * LINE if self._has_legend else LINE)
        return round(foot - (foot - LETTER) * value / self.scale[-1], 1)

    def _turned(self, x: float) -> float:
        """Where words stand, which aren't turned with the shapes."""
        return round(self.size[0] - x, 1) if get_language_bidi() else x


def _scale(series: Series) -> list[float]:
    """Round numbers from nothing to just above the largest value, a handful of them."""
    most = max((value for _title, values in series for value in values if value), default=1)
    power = 10 ** math.floor(math.log10(max(most, GUIDES) / GUIDES))
    step = next(power * factor for factor in (1, 2, 5, 10) if most <= power * factor * GUIDES)
    return [step * nth for nth in range(math.ceil(most / step) + 1)]


def answer(drawing: bytes) -> HttpResponse:
    """The drawing as its own document."""
    response = HttpResponse(drawing, content_type="image/svg+xml")
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "private, max-age=300"
    return response
