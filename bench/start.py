"""From the command to the first page: the first start in an empty home and the second one, by pairs.

On a machine that is shared the seconds of the processors tell more than those on the wall.
"""

from pathlib import Path
from statistics import median
from typing import Any

from bench import starting
from bench.starting import Start

STARTS = ("first", "second")
KINDS = ("wall_s", "cpu_s")


def measure(rounds: int, checkouts: dict[str, Path]) -> dict[str, Any]:
    """Medians over rounds in which each checkout starts twice in a fresh home, and their ratios."""
    runs: dict[str, list[tuple[Start, Start]]] = {name: [] for name in checkouts}
    for _ in range(rounds):
        for name, checkout in checkouts.items():
            runs[name].append(_twice(checkout))
    found: dict[str, Any] = {"rounds": rounds}
    for number, which in enumerate(STARTS):
        for kind in KINDS:
            of = {name: median(getattr(run[number], kind) for run in runs[name]) for name in runs}
            found |= {f"{which} start, {kind}, {name}": seconds for name, seconds in of.items()}
            if len(of) == 2:
                ours, others = of.values()
                found[f"{which} start, {kind}, ratio"] = ours / others
    return found


def _twice(checkout: Path) -> tuple[Start, Start]:
    with starting.home_of_its_own() as home:
        with starting.started(checkout, home) as first:
            pass
        with starting.started(checkout, home) as second:
            return first, second
