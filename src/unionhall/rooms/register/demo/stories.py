"""The applications of `stories.toml`, moves, a departure and two lists, through the register's own moves."""

import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from unionhall.demo.union import Union
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import HALL, Guest
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.refusals import Refusal
from unionhall.rooms.register.models import Application, Listing, Transfer
from unionhall.rooms.register.procedure import joining, leaving, lists, moving, signers

WRITTEN = Path(__file__).with_name("stories.toml")


def plan(union: Union) -> None:
    """Plan every application with its steps, then who moves and who leaves."""
    for written in tomllib.loads(WRITTEN.read_text())["application"]:
        story = Story(union, written)
        union.plan(union.working_day(written["back"]), story.apply)
        for step in written["steps"]:
            union.plan(union.working_day(step["back"], hour=14), partial(story.make, step))
    _plan_moves(union)
    _plan_lists(union)


@dataclass
class Story:
    """One application and what becomes of it."""

    union: Union
    written: Mapping[str, Any]
    opened: int = 0

    def apply(self, at: datetime) -> None:
        place = self.union.places[self.written["place"]]
        said = {name: self.written.get(name, "") for name in ("name", "email", "phone", "workplace")}
        application = Application(language=self.written.get("language", "en"), **said)
        keeper = moving.keeper_of(place, without=None)
        matter = Matter(place=place, handler=keeper)
        self.opened = joining.apply(matter, actor=Guest(), application=application, at=at).pk

    def make(self, step: Mapping[str, Any], at: datetime) -> None:
        """One step, unless the clock was faster."""
        with suppress(Refusal):
            matter = Matter.objects.select_related("handler").get(pk=self.opened)
            made = joining.joining.moves[step["move"]](
                matter, actor=matter.handler or HALL, text=step["text"], at=at
            )
            if made.subject is not None:
                made.subject.memberships.update(from_on=at.date())


def _plan_moves(union: Union) -> None:
    """One waits at the branch that is left, one at the branch that is joined; one member has left."""
    asking = union.members["weaving"][-1]
    released = union.members["warehouses"][-1]
    union.plan(union.working_day(1), partial(_move, union, asking, "weaving", "drivers"))
    union.plan(union.working_day(3), partial(_move, union, released, "warehouses", "canal", releases=True))
    union.plan(union.now, partial(_leave, union, union.members["gardens"][-1]))


def _move(
    union: Union, person: Person, origin: str, target: str, at: datetime, *, releases: bool = False
) -> None:
    here, there = union.places[origin], union.places[target]
    keeper = moving.keeper_of(here, without=person)
    matter = Matter(place=here, subject=person, handler=keeper)
    asked = moving.ask_to_move(matter, actor=person, transfer=Transfer(origin=here, target=there), at=at)
    if releases:
        moving.release(asked, actor=keeper, at=at)


def _leave(union: Union, person: Person, at: datetime) -> None:
    leaving.leave(person, union.places["gardens"], key=uuid4())


def _plan_lists(union: Union) -> None:
    """One is signed, with the member whom one can sign in as; one waits for its second officer."""
    crew = union.members["terminal"]
    bus = "The night bus: I call each of you on Friday about the new timetable. Only I see the list."
    first_aid = "The first-aid course in spring is full; I tell those on the waiting list by e-mail."
    on_it = list(dict.fromkeys([union.people["member"], *crew[:6]]))
    union.plan(union.working_day(0), partial(_list, union, on_it, bus, signs=True, with_phone=True))
    union.plan(union.working_day(0), partial(_list, union, crew[7:12], first_aid, with_email=True))


def _list(
    union: Union, members: list[Person], purpose: str, at: datetime, *, signs: bool = False, **columns: bool
) -> None:
    keeper, place = union.people["register_keeper"], union.places["harbour"]
    signer = signers.signer_of(place, {keeper.pk})
    matter = Matter(place=place, handler=signer)
    listing = Listing(purpose=purpose, **columns)
    asked = lists.ask_for_list(matter, actor=keeper, listing=listing, members=members, at=at)
    if signs:
        lists.sign_list(asked, actor=signer, at=at)
