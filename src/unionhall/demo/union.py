"""The demo union while it is being built: its places, its people and what happens in it."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random

from django.utils import timezone

from unionhall.demo.names import SEED
from unionhall.demo.sign_ins import Secrets
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures import clock
from unionhall.kernel.procedures.calendars import calendar

Act = Callable[[datetime], object]
MINUTE = timedelta(minutes=1)


@dataclass
class Union:
    """What rooms furnish: `furnish(union)` in their `demo` plans acts, which are then lived in their order.

    Attributes:
        places: by the keys of `riverbend.toml`, and `federation`.
        people: who can sign in, by role. members: everybody else of each area, by its key.
        draw: the one source of chance, so that two halls look alike.
    """

    secrets: Secrets
    places: dict[str, Place]
    people: dict[str, Person]
    members: dict[str, list[Person]]
    now: datetime = field(default_factory=timezone.now)
    draw: Random = field(default_factory=lambda: Random(SEED))
    _acts: list[tuple[datetime, int, Act]] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=count)

    @property
    def root(self) -> Place:
        return self.places["federation"]

    def plan(self, at: datetime, act: Act) -> None:
        """Let something happen at a moment; what would be later than now happens just before now."""
        heapq.heappush(self._acts, (min(at, self.now - MINUTE), next(self._numbers), act))

    def live(self) -> None:
        """Let everything happen in its order; each day begins with what the clock does."""
        today = date.min
        while self._acts:
            moment, _number, act = heapq.heappop(self._acts)
            if (day := timezone.localdate(moment, self.root.zone)) > today:
                clock.tick(moment)
                today = day
            act(moment)
        clock.tick(self.now)

    def working_day(self, back: int, hour: int = 10) -> datetime:
        """A moment some working days before today, or before the last one, at an hour of the day there."""
        day = self._worked(timezone.localdate(self.now, self.root.zone))
        for _each in range(back):
            day = self._worked(day - timedelta(days=1))
        minute = self.draw.randrange(60)
        return datetime.combine(day, time(hour, minute), tzinfo=self.root.zone)

    def _worked(self, day: date) -> date:
        """The day, or the last one before it on which people work."""
        working = calendar(self.root.calendar_code).is_working
        while not working(day):
            day -= timedelta(days=1)
        return day
