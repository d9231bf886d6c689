"""This build beside another one in the same run: lap by lap in turn, medians and their ratios.

python -m bench beside ../before                           moves, intake, reading and finding
python -m bench beside ../before finding --size 100000     one of them, in a larger hall

The other checkout has its own `.venv`, and its hall runs from there. Both are open at once, and each pair of
laps is measured within the same seconds, so that what else the machine does is fair to both.
"""

import argparse
import json
import statistics
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parents[1]
LAPS = ("moves", "intake", "reading", "finding")
PORTS = {"this": 8731, "other": 8732}


def arguments(given: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench beside",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("other", type=Path, help="a checkout of the other build, with its environment")
    parser.add_argument("laps", nargs="*", default=[], help=f"of {', '.join(LAPS)}; all without any")
    parser.add_argument("--pairs", type=int, default=15, help="how many laps of each build")
    parser.add_argument("--size", type=int, default=10_000, help="how many matters the pages read")
    parser.add_argument("--homes", type=Path, help="keep the halls here and use them again")
    return parser.parse_args(given)


def main(given: Sequence[str]) -> None:
    wanted = arguments(given)
    with ExitStack() as stack:
        homes = wanted.homes or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="unionhall-")))
        builds = {"this": HERE, "other": wanted.other.resolve()}
        runners = {
            name: stack.enter_context(runner(folder, homes / name, PORTS[name], wanted.size))
            for name, folder in builds.items()
        }
        for lap in wanted.laps or LAPS:
            show(lap, measure(lap, runners, wanted.pairs))


@contextmanager
def runner(folder: Path, home: Path, port: int, size: int) -> Iterator["subprocess.Popen[str]"]:
    """A build that waits for the names of laps."""
    home.mkdir(parents=True, exist_ok=True)
    script = f"exec(compile(open({str(HERE / 'bench/lap.py')!r}).read(), 'lap.py', 'exec'))"
    process = subprocess.Popen(
        [str(folder / ".venv/bin/python"), "-c", script, str(home), str(port), str(size)],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        assert process.stdin
        process.stdin.close()
        process.wait(60)


def measure(
    lap: str, runners: dict[str, "subprocess.Popen[str]"], pairs: int
) -> dict[str, dict[str, list[float]]]:
    """Every figure of every lap, by its name and by the build; the first lap of each warms up."""
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for number in range(pairs + 1):
        for build in sorted(runners, reverse=bool(number % 2)):
            figures = ask(runners[build], lap)
            for what, figure in figures.items() if number else ():
                found[what][build].append(figure)
    return found


def ask(process: "subprocess.Popen[str]", lap: str) -> dict[str, Any]:
    assert process.stdin
    assert process.stdout
    print(lap, file=process.stdin, flush=True)
    answer = process.stdout.readline()
    if not answer:
        raise RuntimeError(f"the lap {lap} failed; what it said stands above")
    figures: dict[str, Any] = json.loads(answer)
    return figures


def show(lap: str, found: dict[str, dict[str, list[float]]]) -> None:
    print(f"\n{lap:<40}{'this':>10}{'other':>10}{'other to this':>16}", flush=True)
    for what, by_build in found.items():
        this, other = (statistics.median(by_build[build]) for build in ("this", "other"))
        pairs = zip(by_build["this"], by_build["other"], strict=True)
        ratio = statistics.median(theirs / ours for ours, theirs in pairs)
        print(f"  {what:<38}{this:>10.2f}{other:>10.2f}{ratio:>16.2f}", flush=True)
