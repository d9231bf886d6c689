"""One build's side of `bench.beside`: does what it is told, line by line, in a hall of its own.

It is run by the Python of the checkout that is measured, in its folder, so that everything else it imports
belongs to that build. A line is the name of a lap; the answer is its figures as JSON, smaller is better.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import quote

MOVES, SENT, CONNECTIONS = 40, 24, 8
home, port, size = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
os.environ |= {
    "UNIONHALL_HOME": str(home),
    "DJANGO_SETTINGS_MODULE": "unionhall.settings",
    "UNIONHALL_SECOND_FACTOR_DAYS": "off",
}
sys.path.insert(0, os.getcwd())


class Laps:
    """What can be measured; the hall is opened when a lap needs it."""

    def __init__(self, stack: ExitStack) -> None:
        self.stack = stack
        self.pages: dict[str, tuple[Any, str]] = {}
        self.searches: dict[str, tuple[Any, str]] = {}
        self.walkers: list[Any] = []

    def moves(self) -> dict[str, float]:
        """Milliseconds of a move and of an opening, on the wall and of this process alone."""
        from bench import moves

        found, asked = {}, list[Any]()
        todo = iter(asked)
        acts: dict[str, Callable[[], object]] = {
            "an opening": lambda: asked.append(moves.ask()),
            "a move": lambda: moves.accept(next(todo)),
        }
        for name, act in acts.items():
            wall, own = time.perf_counter(), time.process_time()
            for _number in range(MOVES):
                act()
            found[f"{name}: ms"] = (time.perf_counter() - wall) / MOVES * 1_000
            found[f"{name}, of this process: ms"] = (time.process_time() - own) / MOVES * 1_000
        found["a move: statements"] = moves.statements(lambda: moves.accept(moves.ask())) - moves.statements(
            moves.ask
        )
        return found

    def intake(self) -> dict[str, float]:
        """Milliseconds of a case that comes in by the form's last screen, several at once."""
        from bench import clients, intake

        several = self.walkers = self.walkers or [self.client("mei.oneill@town.example")]
        while len(several) < CONNECTIONS:
            several.append(type(several[0])(several[0].address, dict(several[0].cookies)))
        drafts = [intake.walk(several[at % CONNECTIONS]) for at in range(SENT)]
        took = clients.at_once(
            several, lambda client: client.post(intake.FORM, {"draft": drafts.pop(), "send": "1"}), 600
        )
        return {"form, last screen: ms a case": took / SENT * 1_000}

    def reading(self) -> dict[str, float]:
        """Milliseconds of each page once, one reader at a time."""
        self.pages = self.pages or self.all_pages()
        return self.timed(self.pages)

    def finding(self) -> dict[str, float]:
        """The same of searches where PostgreSQL expects far more hits than there are, and of a bare page."""
        self.searches = self.searches or self.all_searches()
        return self.timed(self.searches)

    def timed(self, pages: dict[str, tuple[Any, str]]) -> dict[str, float]:
        found = {}
        for name, (client, path) in pages.items():
            client.get(path)  # a connection that rested is opened anew outside the time
            begun = time.perf_counter()
            client.get(path)
            found[f"{name}: ms"] = (time.perf_counter() - begun) * 1_000
        return found

    def all_pages(self) -> dict[str, tuple[Any, str]]:
        from django.db.models import Count

        from bench.load import load, word
        from bench.pages import long_case
        from unionhall.kernel.people.models import Person

        load(size)
        case, asker = long_case()
        stewards = Person.objects.filter(name__startswith="Steward ")
        steward = self.client(stewards.annotate(has=Count("matters_handled")).latest("has").pk)
        coordinator = self.client("uma.coordinator@town.example")
        handler, asked = self.client(case.handler_id), self.client(asker.pk)
        member = self.client(Person.objects.filter(name="Member").earliest("pk").pk)
        page = f"/matters/{case.reference}/"
        return {
            "worklist": (steward, "/worklist/"),
            "worklist of the whole union": (coordinator, "/worklist/?whose=place"),
            "my matters": (member, "/mine/"),
            "case page, its member's": (asked, page),
            "case page, its handler's": (handler, page),
            "search, a common word": (coordinator, "/search/?q=pension"),
            "search, a rare word": (coordinator, f"/search/?q={word(4_900)}"),
            "search, a rare phrase": (coordinator, "/search/?q=carbon+monoxide"),
            "search, Chinese": (coordinator, f"/search/?q={quote('漏水')}"),
            "search, a steward's": (steward, "/search/?q=boiler"),
            "first page": (self.client(), "/"),
        }

    def all_searches(self) -> dict[str, tuple[Any, str]]:
        from django.db import connection, connections

        from bench.load import VOCABULARY, load, word

        load(size)
        with connections["owner"].cursor() as owner:  # what it knows of words is coarse from now on
            owner.execute("ALTER TABLE matters_wording ALTER COLUMN search SET STATISTICS 20")
            owner.execute("ANALYZE matters_wording")
        connections["owner"].close()
        with connection.cursor() as cursor:
            for rare in (word(number) for number in range(VOCABULARY, 0, -1)):
                cursor.execute("SELECT count(*) FROM matters_wording WHERE search @@ %s::tsquery", [rare])
                if 0 < cursor.fetchone()[0] <= 20:
                    break
        coordinator = self.client("uma.coordinator@town.example")
        return {
            "search, a rare word": (coordinator, f"/search/?q={rare}"),
            "search, a word that nobody said": (coordinator, "/search/?q=xylophonists"),
            "search, nothing asked": (coordinator, "/search/"),
            "first page, a guest's": (self.client(), "/"),
        }

    def client(self, who: Any = None) -> Any:
        """Somebody's browser, by address or key, in the open hall."""
        from bench.clients import Client
        from bench.sessions import cookies
        from unionhall.kernel.people.models import Person

        if who is None:
            return Client(self.address())
        by = {"email": who} if isinstance(who, str) else {"pk": who}
        return Client(self.address(), cookies(Person.objects.get(**by)))

    def address(self) -> str:
        from bench import halls
        from bench.pages import let_the_clock_catch_up

        if not hasattr(self, "opened"):
            halls.PORT = port
            self.opened = self.stack.enter_context(halls.open_hall())
            let_the_clock_catch_up()
        return str(self.opened)


def run() -> None:
    from bench import halls

    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what is printed on the way is no answer
    with ExitStack() as stack:
        stack.enter_context(halls.ready())
        laps = Laps(stack)
        for line in sys.stdin:
            print(json.dumps(getattr(laps, line.strip())()), file=answers, flush=True)


run()
