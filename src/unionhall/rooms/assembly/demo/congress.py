"""A congress that is two thirds over: a session that was held, and one that sits now with a vote to come."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.utils import timezone

from unionhall.demo.union import Union
from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure import calling as ballot
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.opening import new_matter
from unionhall.rooms.assembly.between import reporting
from unionhall.rooms.assembly.demo import calling, founding, sessions
from unionhall.rooms.assembly.demo.calling import known
from unionhall.rooms.assembly.minutes import correcting
from unionhall.rooms.assembly.models import Item, Mandate, SecretVote, Term
from unionhall.rooms.assembly.procedure import (
    agenda,
    amending,
    answering,
    approving,
    ballots,
    meetings,
    motions,
    promises,
    screening,
)

WRITTEN = Path(__file__).with_name("congress.toml")
LASTS = timedelta(hours=4)
BEGAN = timedelta(minutes=sessions.UNTIL_NOW)  # ago


def plan(union: Union) -> None:
    """Plan the term, both sessions and the way of each motion to them."""
    story = Congress(union, tomllib.loads(WRITTEN.read_text()))
    held = union.working_day(story.written["first"]["back"], hour=9).replace(minute=0)
    today = _on_five_minutes(union.now - BEGAN)
    union.plan(union.working_day(45), lambda at: founding.found(union))
    for back, session, begins in ((30, "first", held), (13, "today", today)):
        for key in story.brought_to(session):
            union.plan(union.working_day(back), partial(story.bring, key))
        union.plan(union.working_day(back - 3), partial(story.prepare, session, begins))
        union.plan(union.working_day(back - 4), partial(story.call, session))
    union.plan(held + timedelta(minutes=sessions.WHOLE), partial(story.hold_first, held))
    union.plan(union.working_day(9, hour=16), story.follow_up)
    union.plan(union.working_day(5, hour=11), story.answer)
    union.plan(union.working_day(6), story.get_ready)
    union.plan(union.now, partial(story.sit_today, today))


@dataclass
class Congress:
    """What is written of it, and the matters that came of that so far, by their keys there."""

    union: Union
    written: Mapping[str, Any]
    made: dict[str, int] = field(default_factory=dict)

    @property
    def leader(self) -> Person:
        return self.union.people["congress_chair"]

    @property
    def secretary(self) -> Person:
        return self.union.people["congress_secretary"]

    def brought_to(self, session: str) -> list[str]:
        """The motions on the agenda of a session."""
        return [each["motion"] for each in self.written[session]["item"] if "motion" in each]

    def delegate(self, of: tuple[str, int]) -> Person:
        return founding.delegates(self.union, of[0])[of[1]]

    def bring(self, key: str, at: datetime) -> None:
        """Proposed by a delegate, seconded by two others of the area, filed by the committee."""
        said, term = self.written["motion"][key], Term.objects.select_related("place").get(code=founding.TERM)
        (area, _nth), proposer = said["of"], self.delegate(said["of"])
        words = {name: said[name] for name in ("name", "subject", "text", "grounds")}
        begun = new_matter(motions.propose, self.union.places[area])
        motion = motions.propose(begun, actor=proposer, term=term, at=at, **words)
        for person in founding.delegates(self.union, area):
            if person != proposer:
                motion = motions.second(motion, actor=person, at=at)
        motion = motions.hand_in(motion, actor=proposer, at=at)
        motion = screening.file(motion, actor=self.secretary, at=at)
        advice = {"advice": said["advice"], "text": said["because"]}
        self.made[key] = screening.recommend(motion, actor=self.secretary, at=at, **advice).pk

    def prepare(self, session: str, begins: datetime, at: datetime) -> None:
        """The meeting with its agenda."""
        said, term = self.written[session], Term.objects.select_related("place").get(code=founding.TERM)
        begun = new_matter(meetings.prepare, self.union.root)
        local = begins.astimezone(self.union.root.zone)
        meeting = meetings.prepare(
            begun, actor=self.leader, term=term, name=said["name"], where=self.written["where"],
            starts_at=local, ends_at=local + LASTS, at=at,
        )  # fmt: skip
        self.made[session] = meeting.pk
        for item in said["item"]:
            self._put(meeting.pk, item, at)
        agenda.attest_presidium(known(meeting.pk), actor=self.leader, presidium=7, frontline=5, at=at)

    def _put(self, pk: int, item: Mapping[str, Any], at: datetime) -> None:
        meeting = known(pk)
        if key := item.get("motion"):
            motion, on = known(self.made[key]), meeting.meeting
            screening.put_on_agenda(motion, actor=self.secretary, at=at, meeting=on)
        elif key := item.get("minutes_of"):
            of = known(self.made[key])
            approving.put_minutes(meeting, actor=self.secretary, minutes_of=of, at=at)
        else:
            said = {name: item[name] for name in item if name != "note"}
            agenda.write_item(meeting, actor=self.secretary, at=at, **said)

    def call(self, session: str, at: datetime) -> None:
        calling.call(self.made[session], actor=self.leader, at=at)

    def hold_first(self, begins: datetime, at: datetime) -> None:
        sessions.first(self.made["first"], begins, self.leader)

    def follow_up(self, at: datetime) -> None:
        """Minutes are written, the session is reported upward, and one delegate reports back."""
        items = enumerate(self.written["first"]["item"], 1)
        notes = {number: each["note"] for number, each in items if "note" in each}
        correcting.write(known(self.made["first"]), notes)
        meetings.report(known(self.made["first"]), actor=self.leader, text=self.written["report"], at=at)
        self._report_back()

    def _report_back(self) -> None:
        said = self.written["first"]
        mandate = Mandate.objects.get(person=self.delegate(said["reported_by"]))
        reporting.write(known(self.made["first"]), mandate, said["reported"])

    def answer(self, at: datetime) -> None:
        """The management answers what was adopted, with a promise."""
        for key in self.brought_to("first"):
            said = self.written["motion"][key]
            if "answer" in said:
                self._answer(key, said, at)

    def _answer(self, key: str, said: Mapping[str, Any], at: datetime) -> None:
        manager = self.union.people["management_representative"]
        answered = answering.answer(
            known(self.made[key]), actor=manager, outcome=said["outcome"], text=said["answer"], at=at
        )
        until = timezone.localdate(self.union.now, answered.place.zone) + timedelta(days=said["until"])
        told = {"promised": said["promised"], "owner": said["owner"], "until": until, "source": answered}
        promises.promise(new_matter(promises.promise, answered.place), actor=manager, at=at, **told)

    def get_ready(self, at: datetime) -> None:
        """Amendments are proposed, and the secret vote is called; its key is made in the holder's browser."""
        for key in self.brought_to("today"):
            if said := self.written["motion"][key].get("amendment"):
                told = {name: said[name] for name in ("paragraph", "way", "words")}
                amending.amend(known(self.made[key]), actor=self.delegate(said["of"]), at=at, **told)
        item = Item.objects.get(meeting=self.made["today"], motion=self.made["quotas"])
        ballots.prepare_ballot(known(self.made["today"]), actor=self.leader, item=item, at=at)
        election = Election.objects.get(uid=SecretVote.objects.get(item=item).ballot)
        ballot.invite(election, self.union.people["auditor"], actor=self.leader, at=at)
        ballot.call(election, actor=self.leader, at=at)

    def sit_today(self, begins: datetime, at: datetime) -> None:
        sessions.today(self.made["today"], begins, self.leader)


def _on_five_minutes(moment: datetime) -> datetime:
    """The last time before it for which one would call a meeting."""
    return moment.replace(minute=moment.minute // 5 * 5, second=0, microsecond=0)
