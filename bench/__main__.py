"""`python -m bench`: run the benchmarks on a hall of their own, which is gone afterwards.

python -m bench                          everything, small enough for a build machine
python -m bench pages --size 1000000     one of them, larger
python -m bench verify --ballots 1000    verifying an election, beside belenios-tool; needs no hall
python -m bench beside ../before         beside another build in the same run; see its --help
python -m bench tally --ballots 10000 --workers 1 2    counting one as jobs, beside one process
python -m bench soak --minutes 60        the demo union at work, one of its processes killed each minute
python -m bench memory start --beside CHECKOUT         a whole hall, beside that of another checkout
python -m bench congress                 a congress that a thousand phones follow, in the demo union
python -m bench fuzz --minutes 60        the readers of workbooks with files changed at random
python -m bench register --beside CHECKOUT             reading a workbook of 200,000 members
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import django

NAMES = (
    "moves",
    "intake",
    "protection",
    "pages",
    "booth",
    "verify",
    "tally",
    "memory",
    "start",
    "register",
    "soak",
)
ALONE = {"verify", "memory", "start", "register"}  # these need no hall, or open their own
LONG = {"soak", "fuzz", "congress"}  # only when asked for, in a hall of their own
HERE = Path(__file__).parents[1]


def arguments(given: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "names", nargs="*", default=[], help=f"of {', '.join(NAMES)}; all but the long ones without any"
    )
    parser.add_argument("--seconds", type=float, default=4, help="how long each rate is measured")
    parser.add_argument(
        "--size", type=int, nargs="+", default=[10_000], help="how many matters the pages read"
    )
    parser.add_argument("--ballots", type=int, default=1000, help="how many ballots are verified or counted")
    parser.add_argument("--pairs", type=int, default=5, help="how often a pair of things is done")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2], help="how many of them count")
    parser.add_argument("--minutes", type=int, default=60, help="how long the soak or the fuzz takes")
    parser.add_argument("--beside", type=Path, help="another checkout with its environment in .venv")
    parser.add_argument("--home", type=Path, help="keep the hall here and use it again")
    parser.add_argument("--keep", action="store_true", help="write the results to bench/results/")
    return parser.parse_args(given)


def main(given: Sequence[str]) -> None:
    if given[:1] == ["beside"]:
        from bench import beside

        beside.main(given[1:])
        return
    wanted = arguments(given)
    names = wanted.names or [name for name in NAMES if name not in LONG]
    for name in sorted(ALONE.intersection(names)):
        measure_alone(name, wanted)
    if in_a_hall := [name for name in names if name not in ALONE | LONG]:
        measure_in_a_hall(in_a_hall, wanted)
    for name in LONG.intersection(names):
        measure_long(name, wanted)


def measure_in_a_hall(names: Sequence[str], wanted: argparse.Namespace) -> None:
    with a_home(wanted):
        from bench import halls

        with halls.ready():
            for name in names:
                measure(name, wanted)


def measure_long(name: str, wanted: argparse.Namespace) -> None:
    with a_home(wanted):
        django.setup()
        from bench import congress, fuzz, reports, soak

        if name == "congress":
            reports.show(name, congress.measure(), keep=wanted.keep)
            return
        measured = soak.measure if name == "soak" else fuzz.measure
        reports.show(name, measured(wanted.minutes), keep=wanted.keep)


@contextmanager
def a_home(wanted: argparse.Namespace) -> Iterator[None]:
    """Where a hall lives while it's measured; gone afterwards, unless it was given."""
    home = wanted.home or Path(tempfile.mkdtemp(prefix="unionhall-bench-"))
    os.environ |= {
        "UNIONHALL_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "unionhall.settings",
        "UNIONHALL_SECOND_FACTOR_DAYS": "off",  # those who read here are signed in by hand
    }
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "UNIONHALL_ADDRESS"):
        os.environ.pop(name, None)
    try:
        yield
    finally:
        if not wanted.home:
            shutil.rmtree(home, ignore_errors=True)


def measure_alone(name: str, wanted: argparse.Namespace) -> None:
    from bench import memory, register, reports, start, verify

    checkouts = {"this build": HERE} | ({"beside": wanted.beside.resolve()} if wanted.beside else {})
    rounds = {"memory": memory.measure, "start": start.measure, "register": register.measure}
    if name in rounds:
        reports.show(name, rounds[name](wanted.pairs, checkouts), keep=wanted.keep)
        return
    if not shutil.which("belenios-tool"):
        print(f"\n{name}: there is no belenios-tool to compare with")
        return
    reports.show(name, verify.measure(wanted.ballots, wanted.pairs), keep=wanted.keep)


def measure(name: str, wanted: argparse.Namespace) -> None:
    from bench import booth, intake, moves, pages, protection, reports, tally

    if name == "moves":
        reports.show(name, moves.measure(wanted.seconds), keep=wanted.keep)
    elif name == "intake":
        reports.show(name, intake.measure(wanted.seconds), keep=wanted.keep)
    elif name == "protection":
        reports.show(name, protection.measure(), keep=wanted.keep)
    elif name == "booth":
        reports.show(name, booth.measure(), keep=wanted.keep)
    elif name == "tally":
        reports.show(name, tally.measure(wanted.ballots, wanted.workers, wanted.pairs), keep=wanted.keep)
    else:
        for size in sorted(wanted.size):
            reports.show(f"pages-{size}", pages.measure(size, keep=wanted.keep), keep=wanted.keep)
        if wanted.keep:
            reports.compare_sizes()


if __name__ == "__main__":
    main(sys.argv[1:])
