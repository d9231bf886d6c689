"""What a benchmark found: printed, kept as JSON, and drawn as a curve over the number of matters."""

import json
import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pygal
from pygal.style import CleanStyle

RESULTS = Path(__file__).parent / "results"


def show(name: str, found: dict[str, Any], *, keep: bool) -> None:
    """Print one benchmark's figures; `keep` writes them to a file too."""
    print(f"\n{name}")
    for what, figure in found.items():
        print(f"  {what:<44} {_say(figure)}")
    if keep:
        machine = {
            "cores": os.cpu_count(),
            "machine": platform.machine(),
            "python": platform.python_version(),
        }
        kept = {"measured_on": datetime.now(UTC).date().isoformat(), **machine, "figures": found}
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"{name}.json").write_text(json.dumps(kept, indent=2) + "\n")


def _say(figure: Any) -> str:
    if isinstance(figure, dict):
        return "   ".join(f"{name} {_say(value)}" for name, value in figure.items())
    return f"{figure:,.2f}" if isinstance(figure, float) else str(figure)


def draw_growth() -> None:
    """The median of each page over the number of matters, from all results that are kept."""
    runs = sorted(
        (int(file.stem.removeprefix("pages-")), json.loads(file.read_text())["figures"])
        for file in RESULTS.glob("pages-*.json")
    )
    chart = pygal.Line(js=[], style=CleanStyle, title="Milliseconds a page takes, by the number of matters")
    chart.x_labels = [f"{size:,}" for size, _figures in runs]
    pages = [
        name for name, figure in runs[-1][1].items() if isinstance(figure, dict) and "median_ms" in figure
    ]
    for page in pages:
        chart.add(page, [figures.get(page, {}).get("median_ms") for _size, figures in runs])
    chart.render_to_file(RESULTS / "growth.svg")
