"""How long the pages take over HTTP when the hall holds many matters, the read log and everything else on."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.db.models import Count
from django.utils import timezone

from bench import clients, moves, plans, sessions
from bench.clients import Client
from bench.halls import open_hall
from bench.load import load, word
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.rooms.desk.procedure import closing, handling

TIMES, WARM = 60, 6
PATIENCE = 600.0  # seconds
ENTRIES = 20
RARE = 4_900  # the number of a word that some 20 of 100,000 matters have


def measure(size: int, *, keep: bool = False) -> dict[str, Any]:
    """Median and 95th percentile of each page, one reader at a time; to keep them, with the plans."""
    load(size)
    steward = (
        Person.objects.filter(name__startswith="Steward ")
        .annotate(has=Count("matters_handled"))
        .latest("has")
    )
    coordinator = Person.objects.get(email="uma.coordinator@town.example")
    member = Person.objects.filter(name="Member").earliest("pk")
    case, asker = long_case()
    handler = case.handler
    assert handler is not None
    with open_hall() as address:
        by = {
            who: Client(address, sessions.cookies(who))
            for who in (steward, coordinator, member, asker, handler)
        }
        let_the_clock_catch_up()
        pages: dict[str, Callable[[], str]] = {
            "worklist": lambda: by[steward].get("/worklist/"),
            "worklist of the whole union": lambda: by[coordinator].get("/worklist/?whose=place"),
            "my matters": lambda: by[member].get("/mine/"),
            "case page, 20 entries": lambda: by[asker].get(f"/matters/{case.reference}/"),
            "case page, its handler's": lambda: by[handler].get(f"/matters/{case.reference}/"),
            "search, a common word": lambda: by[coordinator].get("/search/?q=pension"),
            "search, a rare word": lambda: by[coordinator].get(f"/search/?q={word(RARE)}"),
            "search, a rare phrase": lambda: by[coordinator].get("/search/?q=carbon+monoxide"),
            "search, Chinese": lambda: by[coordinator].get(f"/search/?q={quote('漏水')}"),
            "search, a steward's": lambda: by[steward].get("/search/?q=boiler"),
            "first page": lambda: Client(address).get("/"),
        }
        found: dict[str, Any] = {name: timed(get) for name, get in pages.items()}
        if keep:
            plans.write(
                size,
                {
                    "worklist": (steward, "/worklist/"),
                    "my matters": (member, "/mine/"),
                    "case page, 20 entries": (asker, f"/matters/{case.reference}/"),
                    "search, a common word": (coordinator, "/search/?q=pension"),
                    "search, a steward's": (steward, "/search/?q=boiler"),
                },
            )
        first = len(Client(address).get("/").encode())
    return {"matters": Matter.objects.count(), **found, "first page, bytes": first}


def let_the_clock_catch_up() -> None:
    """A load of an hour leaves matters whose time ran out meanwhile: the hall works them off first."""
    until = time.monotonic() + PATIENCE
    while Matter.objects.open().filter(clock_at__lt=timezone.now()).exists() and time.monotonic() < until:
        time.sleep(1)


def timed(get: Callable[[], str]) -> dict[str, Any]:
    seconds = []
    for _ in range(WARM + TIMES):
        begun = time.perf_counter()
        get()
        seconds.append(time.perf_counter() - begun)
    return clients.times(seconds[WARM:])


def long_case() -> tuple[Matter, Person]:
    """A request with as many entries, the last of them an answer, and who asked."""
    matter = moves.accept(moves.ask())
    handler = matter.handler
    assert handler is not None
    for number in range(ENTRIES - 3):
        matter = handling.note(matter, actor=handler, text=f"Called the bus company, {number} times by now.")
    matter = closing.answer(matter, actor=handler, text="It runs again from Monday.")
    return matter, Person.objects.get(parties__matter=matter)
