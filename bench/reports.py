"""What a benchmark found: printed, kept as JSON, and set beside each other over the number of matters."""

import json
import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

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


def compare_sizes() -> None:
    """A table of the median of each page, by the number of matters, from all results that are kept."""
    runs = sorted(
        (int(file.stem.removeprefix("pages-")), json.loads(file.read_text())["figures"])
        for file in RESULTS.glob("pages-*.json")
    )
    rows = [["milliseconds, of matters", *(f"{size:,}" for size, _figures in runs)]]
    rows += [["---", *("---:" for _run in runs)]]
    for page, figure in runs[-1][1].items():
        if isinstance(figure, dict) and "median_ms" in figure:
            rows.append([page, *(_median(figures.get(page)) for _size, figures in runs)])
    (RESULTS / "growth.md").write_text("".join(f"| {' | '.join(row)} |\n" for row in rows))


def _median(figure: dict[str, float] | None) -> str:
    return f"{figure['median_ms']:.1f}" if figure else ""
