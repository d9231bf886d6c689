"""What protecting people costs on the page of a matter: the log of its readings and the seal on its words.

The product has a switch for neither. The hall without the log is `bench.without_log`, which takes the place
of the one function that writes a reading down. Whether words are sealed is said by the service that is asked
for: the page without the seal is that of the same words at a service that seals nothing.
"""

import time
from collections.abc import Callable
from statistics import median
from typing import Any

from bench import clients, sessions
from bench.clients import Client
from bench.halls import open_hall
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.privacy.models import Access
from unionhall.rooms.desk.models import Request, ServiceVersion
from unionhall.rooms.desk.procedure import asking, handling

ENTRIES = 20
ROUNDS, TIMES, WARM = 5, 60, 10
ALLOWED = 1.5


def measure() -> dict[str, Any]:
    """Median and 95th percentile of the page with both protections and with neither, and the ratio.

    Both halls of a round are asked right after each other, so that what else the machine does meets both.
    """
    cases = {sealed: case(sealed=sealed) for sealed in (True, False)}
    seconds: dict[str, list[float]] = {"protected": [], "without": []}
    for _round in range(ROUNDS):
        seconds["protected"] += ask(*cases[True], without_log=False)
        seconds["without"] += ask(*cases[False], without_log=True)
    ratio = median(seconds["protected"]) / median(seconds["without"])
    return {
        "matter page, log and seal": clients.times(seconds["protected"]),
        "matter page, neither": clients.times(seconds["without"]),
        "protected to neither": ratio,
        "allowed": ALLOWED,
    }


def case(*, sealed: bool) -> tuple[Matter, Person]:
    """A request with as many entries, sealed or open, and who asked."""
    from unionhall.rooms.desk.tests.town import service

    code = f"bench-{'sealed' if sealed else 'open'}"
    version = ServiceVersion.objects.filter(service__code=code).first()
    version = version or service(code, "Hurt at work", sealed=sealed)
    member = Person.objects.get(email="mei.oneill@town.example")
    steward = Person.objects.get(email="sam.steward@town.example")
    matter = asking.new_matter(version, Place.objects.get(name__en="North"), subject=member)
    said = Request(service=version, description="My back hurts since the ladder broke.", channel="web")
    matter = handling.accept(asking.ask(matter, actor=member, request=said), actor=steward)
    for number in range(ENTRIES - 2):
        matter = handling.note(matter, actor=steward, text=f"Called the ladder's maker, {number} times.")
    return matter, member


def ask(matter: Matter, reader: Person, *, without_log: bool) -> list[float]:
    """Open a hall, read the page over and over; the seconds of each reading.

    RuntimeError where the log was not written as it should be, since the figures would then say nothing.
    """
    before = Access.objects.count()
    with open_hall("bench.without_log" if without_log else "unionhall") as address:
        client = Client(address, sessions.cookies(reader))
        seconds = timed(lambda: client.get(f"/matters/{matter.reference}/"))
    written = Access.objects.count() - before
    if written != (0 if without_log else WARM + TIMES):
        raise RuntimeError(f"{written} readings were written down")
    return seconds


def timed(get: Callable[[], str]) -> list[float]:
    seconds = []
    for _ in range(WARM + TIMES):
        begun = time.perf_counter()
        get()
        seconds.append(time.perf_counter() - begun)
    return seconds[WARM:]
