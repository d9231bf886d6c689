"""Whatever people do, in whatever order, and whenever the clock looks: what always holds."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from unionhall.kernel.journal import verification
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Deadline, Link, Matter, Message, Pause, Recusal
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.actors import HALL, Actor, Guest
from unionhall.kernel.people.answering import NobodyAnswers
from unionhall.kernel.procedures import clock
from unionhall.kernel.procedures.declaration import Move, procedure_of
from unionhall.kernel.procedures.predicates import is_party
from unionhall.kernel.procedures.refusals import Refusal
from unionhall.rooms.desk.models import Request
from unionhall.rooms.desk.procedure import asking, states

if TYPE_CHECKING:
    from tests.town import Town

INSTANT = timedelta(microseconds=1)
BEGIN = datetime(2027, 3, 22, 9, 0, tzinfo=UTC)  # the clocks go forward in the town six days later
MOVES = [name for name in states.desk.moves if name != "attach"]
PEOPLE = [
    *("member", "neighbour", "steward", "volunteer", "caseworker", "mill_coordinator", "coordinator"),
    *("quality_officer", "auditor", "outsider"),
]
KEPT: tuple[type[Model], ...] = (Matter, Request, Deadline, Pause, Message, Recusal, Link, Entry, Notice)


class Life(RuleBasedStateMachine):
    """Random people make random moves on a few requests; most are refused."""

    town: "Town"
    now: datetime

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        type(self).now = BEGIN
        self.matters: list[int] = []
        self.acted: set[tuple[int, datetime]] = set()

    def teardown(self) -> None:
        assert list(verification.verify()) == []
        transaction.savepoint_rollback(self.savepoint)

    @initialize(
        who=st.sampled_from(["member", "neighbour", "steward", "mill_coordinator"]), here=st.booleans()
    )
    def ask_first(self, who: str, here: bool) -> None:
        self.ask(who, here)

    @precondition(lambda self: len(self.matters) < 3)
    @rule(who=st.sampled_from(["member", "neighbour", "steward", "mill_coordinator"]), here=st.booleans())
    def ask(self, who: str, here: bool) -> None:
        area = self.town.north if here else self.town.harbour_area
        self.matters.append(self.town.desk.ask(getattr(self.town, who), area=area).pk)

    @precondition(lambda self: len(self.matters) < 3)
    @rule()
    def ask_without_an_account(self) -> None:
        matter = asking.new_matter(self.town.desk.service, self.town.south, subject=None)
        code = f"{len(self.matters):064d}"
        asking.ask(matter, actor=Guest(), request=self.town.desk.request(), receipt=code)
        self.matters.append(matter.pk)

    @rule(
        choice=st.data(), who=st.sampled_from([*PEOPLE, "hall", "guest"]), says=st.sampled_from(["", "Yes"])
    )
    def move(self, choice: Any, who: str, says: str) -> None:
        matter = self.matter(choice)
        move = states.desk.moves[choice.draw(st.sampled_from(MOVES))]
        self.make(move, matter, self.actor(who, matter), says, choice)

    @rule(choice=st.data())
    def the_handler_acts(self, choice: Any) -> None:
        matter = self.matter(choice)
        for person in (matter.offered_to, matter.handler):
            if person:
                self.make_a_possible_move(matter, person, choice)

    @rule(choice=st.data())
    def the_member_acts(self, choice: Any) -> None:
        matter = self.matter(choice)
        self.make_a_possible_move(matter, matter.subject or self.actor("guest", matter), choice)

    @rule(choice=st.data())
    def time_runs_out(self, choice: Any) -> None:
        """To a moment around the next limit: just before, at, or just after it."""
        matter = self.matter(choice)
        if matter.clock_at and matter.clock_at >= self.now:
            type(self).now = matter.clock_at + choice.draw(st.sampled_from([-1, 0, 1])) * INSTANT
            self.the_clock_looks()

    @rule(
        choice=st.data(),
        acts=st.lists(st.sampled_from(["handler", "member", "clock"]), min_size=4, max_size=12),
    )
    def much_happens(self, choice: Any, acts: list[str]) -> None:
        happen = {
            "handler": self.the_handler_acts,
            "member": self.the_member_acts,
            "clock": self.time_runs_out,
        }
        for act in acts:
            happen[act](choice)

    @rule(days=st.integers(0, 12), hours=st.integers(0, 23), minutes=st.integers(0, 59))
    def time_passes(self, days: int, hours: int, minutes: int) -> None:
        type(self).now += timedelta(days=days, hours=hours, minutes=minutes)

    @rule()
    def the_clock_looks(self) -> None:
        before = {each.pk: each for each in Deadline.objects.filter(missed_at=None)}
        clock.tick(self.now)
        for deadline in Deadline.objects.filter(pk__in=before, missed_at__isnull=False):
            was = before[deadline.pk]
            assert was.due_at is not None
            assert was.due_at < self.now, "it acted early"
            zone = deadline.matter.place.zone
            assert was.due_on is None or self.now.astimezone(zone).date() > was.due_on, "it acted on the day"
            assert (deadline.pk, was.due_at) not in self.acted, "it acted twice"
            self.acted.add((deadline.pk, was.due_at))

    @invariant()
    def an_open_matter_has_a_fit_handler(self) -> None:
        for matter in Matter.objects.open():
            assert matter.handler_id
            assert not matter.parties.filter(person=matter.handler_id).exists()
            assert matter.handler_id not in matter.recused

    @invariant()
    def the_spine_says_what_the_deadlines_say(self) -> None:
        for matter in Matter.objects.all():
            running = list(matter.deadlines.running())
            due = [each.due_at for each in running if each.due_at]
            assert matter.due_at == min(due, default=None)
            assert matter.is_open or not running
            assert_clock_is_right(matter, running)

    @invariant()
    def what_ends_without_the_member_has_a_reason(self) -> None:
        for matter in Matter.objects.closed():
            ending = Entry.objects.filter(stream=matter.stream, event__in=ENDINGS).latest("number")
            by_party = is_party(matter, self.by_uid(ending.actor)) or ending.event == "desk.withdraw"
            assert by_party or ending.payload["text"]

    def make_a_possible_move(self, matter: Matter, actor: Actor, choice: Any) -> None:
        possible = [move.name for move in states.desk.possible(matter, actor) if move.name in MOVES]
        if possible:
            name = choice.draw(st.sampled_from(possible))
            self.make(states.desk.moves[name], matter, actor, "Yes", choice)

    def make(self, move: Move, matter: Matter, actor: Actor, says: str, choice: Any) -> None:
        before = everything()
        try:
            move(matter, actor=actor, text=says, **self.arguments(move.name, choice))
        except (Refusal, NobodyAnswers):
            assert everything() == before, f"{move.name} was refused and changed something"

    def arguments(self, name: str, choice: Any) -> dict[str, Any]:
        if name == "hand_over":
            return {"adviser": getattr(self.town, choice.draw(st.sampled_from(PEOPLE)))}
        if name in ("merge", "group"):
            return {"other": self.matter(choice)}
        if name in ("rate", "rate_badly"):
            return {"rating": choice.draw(st.integers(1, 5))}
        if name == "refer_to_room":
            return {"room": choice.draw(st.sampled_from(["mediation", "register", "cellar"]))}
        return {"body": "The labour inspectorate"} if name == "refer_outside" else {}

    def matter(self, choice: Any) -> Matter:
        return Matter.objects.get(pk=choice.draw(st.sampled_from(self.matters)))

    def actor(self, who: str, matter: Matter) -> Actor:
        if who == "guest":
            return Guest(f"{self.matters.index(matter.pk):064d}")
        return HALL if who == "hall" else getattr(self.town, who)

    def by_uid(self, uid: Any) -> Actor:
        people = (getattr(self.town, name) for name in PEOPLE)
        return next((person for person in people if person.uid == uid), HALL)


ENDINGS = [move.event for move in states.desk.moves.values() if move.closes]


def everything() -> dict[str, list[dict[str, Any]]]:
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in KEPT}


def assert_clock_is_right(matter: Matter, running: list[Deadline]) -> None:
    """The clock looks at the earliest limit; it may pass over one whose move the state doesn't allow."""
    moves = procedure_of(matter).moves
    for deadline in running:
        if deadline.due_at and deadline.missed_at is None:
            is_looked_at = matter.clock_at is not None and matter.clock_at <= deadline.due_at
            assert is_looked_at or matter.state not in moves[deadline.overdue].source


@pytest.mark.slow("many random lives of a matter")
@pytest.mark.django_db
def test_what_always_holds(town: "Town", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: Life.now)
    Life.town, Life.now = town, BEGIN
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=20,
            stateful_step_count=30,
            suppress_health_check=list(HealthCheck),
        ),
    )
