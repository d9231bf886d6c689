"""The requests of `stories.toml`, lived step by step through the desk's own moves."""

import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from unionhall.demo.union import Union
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.receipts import digest_of, new_code
from unionhall.kernel.people.actors import Actor, Guest
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.refusals import NotNow, Refusal
from unionhall.rooms.desk.demo.asked import as_it_is
from unionhall.rooms.desk.demo.offered import Offered
from unionhall.rooms.desk.models import Request, ServiceVersion
from unionhall.rooms.desk.procedure import asking, states

WRITTEN = Path(__file__).with_name("stories.toml")
OF_THE_ASKER = {"add", "appeal", "object_to_handler", "rate", "rate_badly", "reopen", "reply", "withdraw"}
OF_THE_INVITED = {"give_back", "take_over"}
ARGUMENTS = ("text", "body", "rating", "comment", "reach")


def plan(union: Union, services: Offered) -> None:
    """Plan the opening and every step of each story at its moment."""
    told: dict[str, Story] = {}
    for written in tomllib.loads(WRITTEN.read_text())["story"]:
        story = Story(union, services, written, told)
        told[written.get("key", str(len(told)))] = story
        union.plan(story.moment(written), story.open)
        for step in written["steps"]:
            union.plan(story.moment(step), partial(story.make, step))


@dataclass
class Story:
    """One request and what becomes of it; `told` are the stories that it may be joined with."""

    union: Union
    services: Offered
    written: Mapping[str, Any]
    told: "Mapping[str, Story]"
    opened: int = 0
    receipt: str = ""

    @property
    def version(self) -> ServiceVersion:
        return self.services[self.written["service"]]

    @property
    def matter(self) -> Matter:
        """The request as it is now."""
        return as_it_is(self.opened)

    def moment(self, step: Mapping[str, Any]) -> datetime:
        """When a step is made; "due" counts back so far that the promise ends today, "now" is an hour ago."""
        if step["back"] == "now":
            return self.union.now - timedelta(hours=1)
        back = self.version.amount if step["back"] == "due" else step["back"]
        return self.union.working_day(back, step.get("hour", 10))

    def open(self, at: datetime) -> None:
        """The request is made: by a member, by a guest, or by a colleague at the counter."""
        by_guest = self.written.get("by") == "guest"
        subject = None if by_guest else self._asker()
        area = self.union.places[self.written.get("area", "terminal")]
        matter = asking.new_matter(self.version, area, subject=subject)
        request = Request(
            service=self.version,
            description=self.written["text"],
            channel=self._channel(),
            consent=self._is_taken,
        )
        self.receipt = digest_of(new_code()) if by_guest else ""
        verb = asking.take_down if self._is_taken else asking.ask
        actor = self.union.people[self.written["taken_by"]] if self._is_taken else subject or Guest()
        self.opened = verb(matter, actor=actor, request=request, receipt=self.receipt, at=at).pk

    def make(self, step: Mapping[str, Any], at: datetime) -> None:
        """One step, unless the clock was faster: on some days of the year holidays shift what is late."""
        with suppress(Refusal):
            matter = self.matter
            states.desk.moves[step["move"]](
                matter, actor=self._actor(step, matter), at=at, **self._arguments(step)
            )

    def _arguments(self, step: Mapping[str, Any]) -> dict[str, Any]:
        arguments = {name: step[name] for name in ARGUMENTS if name in step}
        if "other" in step:
            arguments["other"] = self.told[step["other"]].matter
        if "to" in step:
            arguments["adviser"] = self._person(step["to"])
        return arguments

    def _asker(self) -> Person:
        if self.written.get("by") == "member":
            return self.union.people["member"]
        return self.union.draw.choice(self.union.members[self._home])

    @property
    def _home(self) -> str:
        area = self.written["area"]
        return area if area in self.union.members else "drivers"

    @property
    def _is_taken(self) -> bool:
        return "taken_by" in self.written

    def _channel(self) -> str:
        default = Request.Channel.GUEST if self.written.get("by") == "guest" else Request.Channel.WEB
        return str(self.written.get("channel", default))

    def _actor(self, step: Mapping[str, Any], matter: Matter) -> Actor:
        if "by" in step:
            return self._person(step["by"])
        if step["move"] in OF_THE_ASKER:
            return matter.subject or Guest(self.receipt)
        if step["move"] in OF_THE_INVITED:
            return _present(matter.offered_to)
        return _present(matter.handler)

    def _person(self, called: str) -> Person:
        """Somebody by their role, or whoever has another story in hand: "handler:bus"."""
        _handler, _, key = called.partition(":")
        return _present(self.told[key].matter.handler) if key else self.union.people[called]


def _present(person: Person | None) -> Person:
    if person is None:
        raise NotNow("nobody is there to do it")
    return person
