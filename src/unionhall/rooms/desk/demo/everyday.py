"""The ordinary requests of `everyday.toml`: a past carried over from the old register, and this month's."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from unionhall.demo.union import Union
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.work import batch
from unionhall.rooms.desk.demo.asked import as_it_is
from unionhall.rooms.desk.demo.offered import Offered
from unionhall.rooms.desk.models import Request, ServiceVersion
from unionhall.rooms.desk.procedure import asking, closing, handling
from unionhall.rooms.desk.procedure.after import rate

WRITTEN = Path(__file__).with_name("everyday.toml")
PAST, FIRST_BACK, LAST_BACK = 150, 75, 16  # requests of the old register, in working days before today
THIS_MONTH, RECENT = 55, 15
PROMISED = timedelta(days=7)
KEPT = 0.88  # of the old register's promises


@cache
def kinds() -> list[dict[str, Any]]:
    """What people ask every day, by service, each with an answer."""
    written: list[dict[str, Any]] = tomllib.loads(WRITTEN.read_text())["kind"]
    return written


def carry_over_the_past(union: Union, services: Offered) -> None:
    """Requests of the last months, as an import brings them: closed, most of them in time, nobody is told."""
    register = Register(union, services)
    with batch():
        for number in range(1, PAST + 1):
            opened = union.working_day(union.draw.randint(LAST_BACK, FIRST_BACK), union.draw.randint(8, 17))
            register.carry_over(f"register-{number}", opened)


@dataclass
class Register:
    """The old register; it remembers where each service of each area belongs."""

    union: Union
    services: Offered
    belonging: dict[tuple[str, str], Matter] = field(default_factory=dict)

    def carry_over(self, source_id: str, opened: datetime) -> None:
        """One closed request with its own times."""
        draw = self.union.draw
        kind, area = draw.choice(kinds()), draw.choice(list(self.union.members))
        request = Request(
            service=self.services[kind["service"]],
            description=draw.choice(kind["asks"]),
            channel=Request.Channel.FILE,
            source_id=source_id,
        )
        matter = self._matter(request, area)
        asking.carry_over(matter, actor=HALL, request=request, due_at=opened + PROMISED, at=opened)
        took = draw.uniform(0.3, 6.5) if draw.random() < KEPT else draw.uniform(8, 12)
        handling.accept(matter, actor=HALL, at=opened + timedelta(hours=draw.uniform(1, 7)))
        closing.answer(matter, actor=HALL, text=kind["answer"], at=opened + timedelta(days=took))

    def _matter(self, request: Request, area: str) -> Matter:
        where = (request.service.service.code, area)
        if where not in self.belonging:
            place = self.union.places[area]
            self.belonging[where] = asking.new_matter(request.service, place, subject=None)
        like = self.belonging[where]
        return Matter(kind=like.kind, place=like.place, handler=like.handler)


def plan_this_month(union: Union, services: Offered) -> None:
    """Requests of the last three weeks, asked by members, answered by stewards; the newest still run."""
    areas = list(union.members)
    for number in range(THIS_MONTH):
        kind, area = kinds()[number % len(kinds())], areas[number % len(areas)]
        member = union.draw.choice(union.members[area])
        errand = Errand(union, services[kind["service"]], kind, member, area, is_rated=number % 2 == 0)
        errand.plan(back=number * RECENT // THIS_MONTH)


@dataclass
class Errand:
    """One ordinary request: asked, taken on, answered and, now and then, rated."""

    union: Union
    service: ServiceVersion
    kind: Mapping[str, Any]
    member: Person
    area: str
    is_rated: bool
    opened: int = 0

    def plan(self, back: int) -> None:
        """Asked so many working days ago, taken on a day later, answered after two, perhaps rated."""
        acts = ((0, 8, self.ask), (1, 9, self.accept), (2, 15, self.answer), (3, 19, self.rate))
        for after, hour, act in acts[: 4 if self.is_rated else 3]:
            if back >= after:
                self.union.plan(self.union.working_day(back - after, hour), act)

    @property
    def matter(self) -> Matter:
        return as_it_is(self.opened)

    def ask(self, at: datetime) -> None:
        matter = asking.new_matter(self.service, self.union.places[self.area], subject=self.member)
        words = self.union.draw.choice(self.kind["asks"])
        request = Request(service=self.service, description=words, channel=Request.Channel.WEB)
        self.opened = asking.ask(matter, actor=self.member, request=request, at=at).pk

    def accept(self, at: datetime) -> None:
        matter = self.matter
        handling.accept(matter, actor=matter.handler or HALL, at=at)

    def answer(self, at: datetime) -> None:
        matter = self.matter
        closing.answer(matter, actor=matter.handler or HALL, text=self.kind["answer"], at=at)

    def rate(self, at: datetime) -> None:
        rate(self.matter, actor=self.member, rating=self.union.draw.randint(3, 5), at=at)
