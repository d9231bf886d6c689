"""A congress followed by a thousand phones beside the projector, and what it costs with 3,000 delegates.

Bounded: 127.0.0.1 alone, a minute. The load is made on the same machine, in a process of its own.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles
from threading import Thread
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django.db import connections
from django.utils import translation

from bench import followers, pss, sessions
from bench.clients import Client
from bench.halls import open_hall
from bench.rounds import Round
from bench.stubborn import Notes
from tests.setup.halls import Hall
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.places.models import Place
from unionhall.kernel.web import following
from unionhall.rooms.assembly import news
from unionhall.rooms.assembly.meeting import leading, log, speaking
from unionhall.rooms.assembly.meeting.presence import arrive, leave
from unionhall.rooms.assembly.meeting.standing import standing
from unionhall.rooms.assembly.models import Log
from unionhall.rooms.assembly.sitting.speakers import Why
from unionhall.rooms.assembly.tests.town import Furniture
from unionhall.running.loading import at_work

PHONES, SECONDS, BETWEEN = 1_000, 60.0, 3.0
DELEGATES, FEW, MANY = 120, 30, 3_000
TIMES, ASKS = 60, 10
WITHIN = 1.0  # seconds
MIB = 1 << 20


def measure() -> dict[str, Any]:
    """Everything in one run: what one request costs, then a minute of followers, then 3,000 beside 30."""
    with open_hall(demo=True) as address, at_work() as environment:
        hall, people = Hall(environment.home), Round(address, Notes())
        congress, matter = begin(DELEGATES)
        alone = costs(address, hall, congress, matter)
        quiet = Beside(people)
        for _ in range(ASKS):
            quiet.once()
        followed = a_minute(address, hall, congress, matter, Beside(people))
        busy = followed.pop("beside")
        return {
            "phones": PHONES,
            "delegates": DELEGATES,
            "the machine": "shared with other work during the run; the phones run on the same two cores",
            **alone,
            **followed,
            "meanwhile": compared(quiet, busy),
            f"{MANY} delegates beside {FEW}": sizes(),
        }


def begin(delegates: int) -> tuple[Furniture, Matter]:
    """A congress of the whole union with so many delegates, all but ten in the room, and its first item."""
    union = Place.objects.filter(parent=None).order_by("path")[0]
    congress = Furniture()
    congress.town = SimpleNamespace(mill=union, north=union)  # type: ignore[assignment]
    congress.tag = f"{delegates}-{time.time_ns() % 10**9}"  # several runs in one hall
    congress.congress(delegates)
    matter = congress.sitting("Opening", "Report", "Pay", "Safety", "Elections", present=delegates - 10)
    act(congress, matter, "call", 1)
    return congress, matter


def act(congress: Furniture, matter: Matter, name: str, number: int = 0) -> None:
    """The chair does something, seeing where the meeting stands."""
    with log.following(Log.objects.get(pk=matter.pk)) as sitting:
        seen = leading.stands(sitting)
    leading.lead(matter, name, number, seen=seen, actor=congress.leader, key=uuid4())


def costs(address: str, hall: Hall, congress: Furniture, matter: Matter) -> dict[str, Any]:
    """One reader alone: the page, and being told that nothing is new, by the clock and the processor."""
    page = Client(address, sessions.cookies(congress.mandates[0].person))
    path, given, version = phone(matter, "live")
    asking = Client(address, headers={"X-Pass": given})

    def nothing() -> None:
        asking.connection.request("GET", f"{path}?after={version}", None, asking.headers)
        answer = asking.connection.getresponse()
        answer.read()
        assert answer.status == 204, answer.status

    rendered = timed(lambda: page.get(f"/assembly/{matter.reference}/live/"), hall, TIMES)
    untold = timed(nothing, hall, TIMES * 20)
    return {
        "the page": rendered,
        "nothing new": untold,
        "nothing new to the page, of the processor": untold["cpu_ms"] / rendered["cpu_ms"],
        "nothing new to the page, of the clock": untold["median_ms"] / rendered["median_ms"],
    }


def timed(get: Callable[[], object], hall: Hall, times: int) -> dict[str, float]:
    for _ in range(8):
        get()
    taken, before = [], processor(hall)
    for _ in range(times):
        begun = time.perf_counter()
        get()
        taken.append(time.perf_counter() - begun)
    return {"median_ms": median(taken) * 1_000, "cpu_ms": (processor(hall) - before) * 1_000 / times}


def processor(hall: Hall) -> float:
    """Seconds of the processor that the web processes and the connections to the database have taken."""
    found = 0
    for number, line in hall.processes().items():
        if pss.role(line) in ("web", "postgres"):
            stat = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
            found += sum(int(ticks) for ticks in stat[11:13])
    return found / 100


def phone(matter: Matter, view: str) -> tuple[str, str, str]:
    """Path, pass and version that a page of the meeting gives to its script."""
    path = f"/assembly/{matter.reference}/{view}/news/"
    given = following.pass_for(following.Followed("assembly", matter.pk, view, "en"))
    return path, given, news.version(matter.pk)


@dataclass
class Beside:
    """What other people do meanwhile: a request is asked, and a ballot cast. Seconds of the last answer."""

    people: Round
    asked: list[float] = field(default_factory=list)
    cast: list[float] = field(default_factory=list)

    def once(self) -> None:
        member = self.people.by["member"]
        self.people.ask_by_form()
        self.asked.append(member.seconds[-1])
        self.people.vote()
        self.cast.append(member.seconds[-1])


def a_minute(address: str, hall: Hall, congress: Furniture, matter: Matter, beside: Beside) -> dict[str, Any]:
    """Phones and projector follow while the chair leads on and other people ask and vote."""
    before, spent = web(hall), processor(hall)
    phones = [phone(matter, "live")] * PHONES + [phone(matter, "projector")]
    context = get_context("spawn")
    found = context.Queue()
    crowd = context.Process(target=followers.run, args=(address, phones, SECONDS, found))
    crowd.start()
    changes, until = [], time.monotonic() + SECONDS
    others = Thread(target=go_on, args=(beside, until - 15))
    time.sleep(5)  # until all are there
    others.start()
    number = 0
    while time.monotonic() < until - 3:
        lead_on(congress, matter, number)
        changes.append((time.monotonic(), followers.lines_in(news.version(matter.pk))))
        number += 1
        time.sleep(BETWEEN)
    heard = found.get(timeout=SECONDS)  # a crowd that died says nothing: queue.Empty ends the run then
    others.join()
    crowd.join()
    return {**told(heard, changes), **taken(hall, before, spent, heard), "beside": beside}


def lead_on(congress: Furniture, matter: Matter, number: int) -> None:
    """A delegate comes or goes, or another item is called, in turn."""
    if number % 3 == 2:
        act(congress, matter, "call", number % 5 + 1)
        return
    mandate = congress.mandates[-1]
    (arrive if number % 3 == 0 else leave)(matter, mandate)


def go_on(beside: Beside, until: float) -> None:
    try:
        while time.monotonic() < until and len(beside.cast) < ASKS:
            beside.once()
            time.sleep(1)
    finally:
        connections.close_all()


def told(heard: list[Any], changes: list[tuple[float, int]]) -> dict[str, Any]:
    """How soon a change was on the phones, and on the projector, which is the last of them."""
    waits = [[_wait(each[0], at, lines) for at, lines in changes] for each in heard]
    on_phones = [wait for own in waits[:-1] for wait in own]
    known = sorted(wait for wait in on_phones if wait is not None)
    return {
        "changes": len(changes),
        "share of phones with a change within 1 s": _share(on_phones),
        "a change on a phone: median, s": median(known),
        "a change on a phone: 95th percentile, s": quantiles(known, n=20)[18],
        "share of the projector within 1 s": _share(waits[-1]),
        "changes never heard of": sum(wait is None for wait in on_phones),
        "answers that were wrong or none": sum(each[3] for each in heard),
    }


def _wait(heard: list[tuple[float, int]], at: float, lines: int) -> float | None:
    return next((max(0.0, when - at) for when, known in heard if known >= lines), None)


def _share(waits: list[float | None]) -> float:
    return sum(wait is not None and wait <= WITHIN for wait in waits) / len(waits)


def taken(hall: Hall, before: int, spent: float, heard: list[Any]) -> dict[str, Any]:
    seconds = [each for own in heard for each in own[4]]
    return {
        "asked a second": sum(each[1] for each in heard) / SECONDS,
        "of them something new": sum(each[2] for each in heard),
        "an answer: median, ms": median(seconds) * 1_000,
        "an answer: 95th percentile, ms": quantiles(seconds, n=20)[18] * 1_000,
        "processor of web and database, of two cores": (processor(hall) - spent) / SECONDS / 2,
        "web processes grew by, MiB": (web(hall) - before) / MIB,
    }


def web(hall: Hall) -> int:
    """Proportional bytes of the web processes."""
    return pss.by_role(hall.home).get("web", 0)


def compared(quiet: Beside, busy: Beside) -> dict[str, Any]:
    """A request asked and a ballot cast, alone and meanwhile."""
    found: dict[str, Any] = {}
    for name, without, beside in (
        ("a request asked", quiet.asked, busy.asked),
        ("a ballot cast", quiet.cast, busy.cast),
    ):
        found[f"{name}, alone: median ms"] = median(without) * 1_000
        found[f"{name}, meanwhile: median ms"] = median(beside) * 1_000
        found[f"{name}, meanwhile to alone"] = median(beside) / median(without)
    return found


def sizes() -> dict[str, Any]:
    """Coming in, asking to speak and saying where it stands, with few delegates and with many, in turn."""
    made = {number: begin(number) for number in (FEW, MANY)}
    seconds: dict[tuple[str, int], list[float]] = {}
    for number, (congress, matter) in made.items():
        for mandate in congress.mandates[: number - 10]:
            speaking.ask(matter, mandate.person, Why.SPEECH, key=uuid4())
    for _ in range(TIMES):
        for number, (congress, matter) in made.items():
            for name, do in parts(congress, matter).items():
                begun = time.perf_counter()
                do()
                seconds.setdefault((name, number), []).append(time.perf_counter() - begun)
    found: dict[str, Any] = {}
    for name in dict.fromkeys(name for name, _number in seconds):
        few, many = median(seconds[name, FEW]) * 1_000, median(seconds[name, MANY]) * 1_000
        found[name] = {"few_ms": few, "many_ms": many, "many_to_few": many / few}
    return found


def parts(congress: Furniture, matter: Matter) -> dict[str, Callable[[], object]]:
    last, first = congress.mandates[-1], congress.mandates[0]

    def words() -> None:
        with translation.override("en"):
            standing(matter, Log.objects.get(pk=matter.pk))

    return {
        "a delegate comes in": lambda: arrive(matter, last),
        "a delegate goes out": lambda: leave(matter, last),
        "a wish taken back": lambda: speaking.take_back(matter, first.person, key=uuid4()),
        "a wish to speak": lambda: speaking.ask(matter, first.person, Why.SPEECH, key=uuid4()),
        "where it stands, in words": words,
    }
