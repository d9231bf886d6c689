"""The disputes of `stories.toml`, lived through the room's own moves."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.utils import timezone

from unionhall.demo.union import Union
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.receipts import digest_of, new_code
from unionhall.kernel.people.actors import Actor, Guest
from unionhall.kernel.people.models import Person
from unionhall.rooms.mediation.models import Dispute
from unionhall.rooms.mediation.procedure import (
    agreeing,
    beginning,
    choosing,
    electing,
    inviting,
    promises,
    talking,
)

WRITTEN = Path(__file__).with_name("stories.toml")
BEFORE = timedelta(days=14)  # how long ago it happened when somebody asks


def plan(union: Union) -> None:
    """Plan every dispute with its steps."""
    for written in tomllib.loads(WRITTEN.read_text())["dispute"]:
        story = Story(union, written)
        union.plan(union.working_day(written["back"], hour=9), story.ask)
        for step in written["steps"]:
            union.plan(union.working_day(step["back"], hour=15), partial(story.go_on, step))


@dataclass
class Story:
    """One dispute: who brought it, and the guest on its other side."""

    union: Union
    written: Mapping[str, Any]
    opened: int = 0
    other: Guest = field(default_factory=lambda: Guest(digest_of(new_code())))

    @property
    def member(self) -> Person:
        """Read anew each time, since a mask came meanwhile."""
        who = self.written["who"]
        found = self.union.people[who] if who == "member" else self.union.members[self.written["place"]][who]
        return Person.objects.get(pk=found.pk)

    @property
    def matter(self) -> Matter:
        found: Matter = Matter.objects.select_related("handler").get(pk=self.opened)
        return found

    @property
    def handler(self) -> Person:
        handler = self.matter.handler
        assert handler
        return handler

    def side(self, name: str) -> Actor:
        return self.member if name == "claimant" else self.other

    def ask(self, at: datetime) -> None:
        place, written = self.union.places[self.written["place"]], self.written
        matter = beginning.new_matter(written["subject"], place, subject=self.member)
        contact = {"name": written["other"], "address": written["address"], "email": "", "phone": ""}
        dispute = Dispute(claim=written["claim"], wish=written["wish"], contact=contact)
        dispute.happened_on = timezone.localdate(at, place.zone) - BEFORE
        if left := written.get("left"):
            last = timezone.localdate(self.union.now, place.zone) + timedelta(days=left)
            dispute.happened_on = dispute.employed_until = _a_year_before(last)
        self.opened = beginning.ask(matter, actor=self.member, dispute=dispute, at=at).pk

    def go_on(self, step: Mapping[str, Any], at: datetime) -> None:
        getattr(self, step["do"])(step, at)

    def invite(self, step: Mapping[str, Any], at: datetime) -> None:
        codes: list[str] = []
        beginning.accept(self.matter, actor=self.handler, at=at)
        inviting.write_to_other_side(self.matter, actor=self.handler, codes=codes, at=at)
        if all(each["do"] != "alone" for each in self.written["steps"]):
            inviting.take_seat(self.matter, actor=Guest(), code=codes[0], receipt=self.other.receipt, at=at)

    def choose(self, step: Mapping[str, Any], at: datetime) -> None:
        inviting.take_part(self.matter, actor=self.other, at=at)
        mediators = [self.union.people["mediator"]]
        choosing.propose(self.matter, actor=self.handler, mediators=mediators, at=at)
        choosing.accept_mediator(self.matter, actor=self.member, at=at)
        choosing.begin_mediation(self.matter, actor=self.other, at=at)

    def join(self, step: Mapping[str, Any], at: datetime) -> None:
        """Colleagues with the same claim join, and some of them would speak for all."""
        for name in (*step["stand"], *step["others"]):
            codes: list[str] = []
            colleague = self.union.members[self.written["place"]][name]
            inviting.let_colleague_in(self.matter, actor=self.member, codes=codes, at=at)
            inviting.take_seat(self.matter, actor=colleague, code=codes[0], at=at)
            if name in step["stand"]:
                electing.stand(self.matter, actor=colleague)

    def say(self, step: Mapping[str, Any], at: datetime) -> None:
        talking.say(self.matter, actor=self.side(step["side"]), text=step["text"], at=at)

    def confide(self, step: Mapping[str, Any], at: datetime) -> None:
        talking.confide(self.matter, actor=self.side(step["side"]), text=step["text"], at=at)

    def meet(self, step: Mapping[str, Any], at: datetime) -> None:
        """In three days, at three in the afternoon: before the time for mediation ends."""
        day = self.union.now.astimezone(self.matter.place.zone) + timedelta(days=3)
        begins = day.replace(hour=15, minute=0, second=0, microsecond=0)
        time = talking.Time(begins, begins + timedelta(hours=1), step["text"])
        talking.propose_times(self.matter, actor=self.handler, times=[time], at=at)
        for actor in (self.member, self.other):
            talking.choose_times(self.matter, actor=actor, chosen=[1], at=at)

    def agree(self, step: Mapping[str, Any], at: datetime) -> None:
        """What is promised is due tomorrow."""
        due = timezone.localdate(self.union.now, self.matter.place.zone) + timedelta(days=1)
        promised = [{"side": "respondent", "what": step["promise"], "due_on": due.isoformat()}]
        agreeing.draft(self.matter, actor=self.handler, words=step["text"], promises=promised, at=at)
        drafted = agreeing.last_draft(self.matter)
        assert drafted
        for actor in (self.member, self.other):
            agreeing.sign(self.matter, actor=actor, digest=drafted.digest, at=at)
        agreeing.conclude(self.matter, actor=self.handler, digest=drafted.digest, at=at)

    def keep(self, step: Mapping[str, Any], at: datetime) -> None:
        for promise in promises.open_promises(self.matter):
            agreeing.confirm_promise(self.matter, actor=self.member, promise=promise, at=at)
        agreeing.close(self.matter, actor=self.member, at=at)

    def alone(self, step: Mapping[str, Any], at: datetime) -> None:
        inviting.go_on_alone(self.matter, actor=self.member, text=step["text"], at=at)


def _a_year_before(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)
