"""Charts drawn by the server as SVG, for an address of their own that a page shows as an image."""

import sys
from collections.abc import Callable, Sequence
from typing import Any

import pygal
from django.http import HttpResponse
from pygal.style import Style

# pygal hooks an importer of the old kind into Python, which then warns at every import.
sys.meta_path[:] = [finder for finder in sys.meta_path if hasattr(finder, "find_spec")]

TEAL, QUIET, INK, RULE = "#0a4f4c", "#9bb8b4", "#1b1a17", "#ded7c9"
WIDTH, HEIGHT = 720, 300
# The drawing brings its own style sheet; nothing else may load or run in it.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"

STYLE = Style(
    background="#ffffff",
    plot_background="#ffffff",
    foreground=INK,
    foreground_strong=INK,
    foreground_subtle=RULE,
    guide_stroke_color=RULE,
    major_guide_stroke_color=RULE,
    guide_stroke_dasharray="1,0",
    major_guide_stroke_dasharray="1,0",
    colors=(TEAL, QUIET),
    opacity="1",
    font_family="system-ui, sans-serif",
    label_font_size=13,
    major_label_font_size=13,
    legend_font_size=13,
)
Series = Sequence[tuple[str, Sequence[float | None]]]


def columns(labels: Sequence[str], series: Series, *, unit: str = "") -> bytes:
    """Columns side by side; a None leaves its place empty."""
    return _drawn(pygal.Bar, labels, series, unit)


def line(labels: Sequence[str], series: Series, *, unit: str = "", most: float | None = None) -> bytes:
    """Lines over time, broken where there is None; `most` is the top of the scale."""
    return _drawn(pygal.Line, labels, series, unit, range=(0, most) if most else None)


def _drawn(
    kind: Callable[..., Any],
    labels: Sequence[str],
    series: Series,
    unit: str,
    **options: Any,
) -> bytes:
    chart = kind(
        style=STYLE,
        js=[],
        width=WIDTH,
        height=HEIGHT,
        explicit_size=True,
        show_legend=len(series) > 1,
        legend_at_bottom=True,
        show_y_guides=True,
        x_label_rotation=0,
        include_x_axis=True,
        max_scale=5,
        margin=8,
        stroke_style={"width": 3},
        dots_size=4,
        value_formatter=lambda value: f"{value:,.0f}{unit}",
        no_data_text="",
        disable_xml_declaration=False,
        **options,
    )
    chart.x_labels = list(labels)
    for title, values in series:
        chart.add(title, list(values))
    chart.add_xml_filter(_without_programs)
    drawing: bytes = chart.render()
    return drawing


def _without_programs(root: Any) -> Any:
    """The drawing without the settings for the library's own script, which isn't loaded."""
    for parent in list(root.iter()):
        for child in [child for child in parent if str(child.tag).endswith("script")]:
            parent.remove(child)
    return root


def answer(drawing: bytes) -> HttpResponse:
    """The drawing as its own document."""
    response = HttpResponse(drawing, content_type="image/svg+xml")
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "private, max-age=300"
    return response
