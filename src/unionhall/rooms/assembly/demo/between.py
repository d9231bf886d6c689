"""A question day with three promises, one of them late, and the next day with what is asked for it so far."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils import timezone

from unionhall.demo.union import Union
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.receipts import digest_of, new_code
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.opening import new_matter
from unionhall.kernel.things.changing import add
from unionhall.kernel.words import Words
from unionhall.rooms.assembly.between import rhythm, supporting
from unionhall.rooms.assembly.demo import calling, founding
from unionhall.rooms.assembly.demo.calling import known
from unionhall.rooms.assembly.models import Series, Term
from unionhall.rooms.assembly.procedure import meetings, promises, questions, recurring

WRITTEN = Path(__file__).with_name("between.toml")
NAMED = Words(
    {"en": "Question day of the management", "zh-hans": "民主恳谈日", "zh-hant": "民主懇談日"}
)  # fmt: skip
CALLED, HELD = 19, 9  # working days ago


def plan(union: Union) -> None:
    """Plan the day that was held with its questions, and the next one."""
    story = Story(union, tomllib.loads(WRITTEN.read_text()))
    held = union.working_day(HELD, hour=14)
    union.plan(union.working_day(CALLED + 1), partial(story.prepare, held.date()))
    union.plan(union.working_day(CALLED), story.call)
    for number, written in enumerate(story.written["question"]):
        union.plan(union.working_day(written["back"], hour=15), partial(story.ask, number))
    union.plan(held, story.hold)
    union.plan(union.working_day(2, hour=16), story.go_on)
    union.plan(union.working_day(1, hour=16), story.prepare_next)


@dataclass
class Story:
    """The series of question days, and what became of the one that was held."""

    union: Union
    written: Mapping[str, Any]
    day: int = 0
    asked: list[int] = field(default_factory=list)
    promised: dict[int, int] = field(default_factory=dict)

    @property
    def leader(self) -> Person:
        return self.union.people["congress_chair"]

    @property
    def manager(self) -> Person:
        return self.union.people["management_representative"]

    @property
    def series(self) -> Series:
        found: Series = Series.objects.select_related("place").get(code="question-day")
        return found

    def prepare(self, day: date, at: datetime) -> None:
        """The rhythm, and the meeting by it that was held on that day."""
        said = {
            "title": NAMED, "place": self.union.root, "kind": "question_day", "week": 1,
            "weekday": 0, "months": 1, "from_on": day, "begins": time(14), "minutes": 90,
            "where": "Assembly Square 1",
        }  # fmt: skip
        series = add(Series, "question-day", said, actor=HALL)
        self.day = self._prepare(series, day, at)

    def _prepare(self, series: Series, day: date, at: datetime) -> int:
        begun, term = new_matter(recurring.prepare_next, series.place), Term.objects.get(code=founding.TERM)
        return int(recurring.prepare_next(begun, actor=HALL, series=series, term=term, day=day, at=at).pk)

    def call(self, at: datetime) -> None:
        calling.call(self.day, actor=self.leader, at=at)

    def ask(self, number: int, at: datetime) -> None:
        self.asked.append(self._ask(self.written["question"][number], self.day, at).pk)

    def _ask(self, written: Mapping[str, Any], day: int, at: datetime) -> Matter:
        meeting = known(day)
        said = {"meeting": meeting, "asked": written["asked"], "more": written.get("more", "")}
        begun = new_matter(questions.ask_openly, meeting.place)
        if "by" in written:
            area, nth = written["by"]
            matter = questions.ask_openly(begun, actor=self.union.members[area][nth], at=at, **said)
        else:
            matter = questions.ask_unnamed(begun, actor=HALL, digest=digest_of(new_code()), at=at, **said)
        for person in self.union.members["spinning"][: written.get("supported", 0)]:
            supporting.support(matter, person)
        return matter

    def hold(self, at: datetime) -> None:
        """It begins, every question is answered with a promise, and it is closed."""
        meetings.begin(known(self.day), actor=self.leader, at=at)
        for number, written in enumerate(self.written["question"]):
            question = known(self.asked[number])
            answered = questions.answer_openly(question, actor=self.manager, text=written["answer"], at=at)
            self.promised[number] = self._promise(written, answered, at)
        meetings.close(known(self.day), actor=self.leader, at=at)

    def _promise(self, written: Mapping[str, Any], source: Matter, at: datetime) -> int:
        """Its day is counted from today, in days."""
        until = timezone.localdate(self.union.now, source.place.zone) + timedelta(days=written["until"])
        said = {"promised": written["promised"], "owner": written["owner"], "until": until, "source": source}
        begun = new_matter(promises.promise, source.place)
        return int(promises.promise(begun, actor=self.manager, at=at, **said).pk)

    def go_on(self, at: datetime) -> None:
        """One is kept; of another one says how it goes."""
        for number, written in enumerate(self.written["question"]):
            matter = known(self.promised[number])
            if said := written.get("kept"):
                promises.keep_promise(matter, actor=self.manager, text=said, at=at)
            if said := written.get("progress"):
                promises.report_progress(matter, actor=self.manager, text=said, at=at)
        meetings.report(known(self.day), actor=self.leader, text=self.written["report"], at=at)

    def prepare_next(self, at: datetime) -> None:
        """The next day of the rhythm that leaves time for the call, with what is asked for it."""
        after = timezone.localdate(self.union.now) + timedelta(days=14)
        (day,) = islice(rhythm.days(self.series, after), 1)
        meeting = self._prepare(self.series, day, at)
        first, second = self.written["next"]["asked"]
        self._ask({"asked": first, "supported": self.written["next"]["supported"]}, meeting, at)
        self._ask({"asked": second, "by": ["terminal", 7]}, meeting, at)
