"""The memory of a hall: its processes, and what each is to it, as the kernel says in /proc.

Proportional (`Pss`): a page that several processes share counts in parts, and the sum is what the hall takes.
"""

from collections import Counter
from pathlib import Path

from tests.setup.halls import Hall

ROLES = {  # the words that tell in a command line, looked at in this order
    "keeper": ("unionhall.database.keeper",),
    "postgres": ("bin/postgres", "postgres: "),
    "web": ("granian", "unionhall web"),
    "worker": ("unionhall worker",),
    "opener": ("unionhall run",),
}
OTHER = "other"


def by_role(home: Path) -> dict[str, int]:
    """Bytes of proportional memory by what the processes are; what has no such words is `other`."""
    found: Counter[str] = Counter()
    for number, line in Hall(home).processes().items():
        found[role(line)] += of(number)
    return dict(found)


def role(line: str) -> str:
    """What the process with this command line is to its hall."""
    return next((name for name, words in ROLES.items() if any(word in line for word in words)), OTHER)


def of(process: int) -> int:
    """Bytes of proportional memory of one process; none when it's gone."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
