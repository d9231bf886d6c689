"""A room with two kinds: each has its own stations, verbs and detail."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from tests import choir
from tests.choir import asking, planning
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.procedures import clock
from unionhall.kernel.procedures.declaration import Procedure, State, procedure_of
from unionhall.kernel.procedures.entering import NoDay
from unionhall.kernel.procedures.refusals import NotAllowed

if TYPE_CHECKING:
    from tests.town import Town


def test_each_kind_runs_under_its_own_procedure(town: "Town") -> None:
    assert procedure_of(choir.question(town)) is asking.questions
    assert procedure_of(choir.plan(town)) is planning.plans


def test_a_kind_of_no_procedure_runs_under_that_of_the_room() -> None:
    found = procedure_of(Matter(room="desk", kind="transport"))
    assert (found.name, found.kind) == ("desk", "")


def test_a_procedure_of_a_kind_is_declared_once() -> None:
    with pytest.raises(ValueError, match="choir plan, version 1 is declared twice"):
        Procedure(
            "choir",
            kind="plan",
            detail=planning.plans.detail,
            start="a",
            line=("a",),
            states={"a": State("A")},
        )


def test_a_verb_of_another_kind_is_refused(town: "Town") -> None:
    with pytest.raises(NotAllowed):
        planning.finish(choir.question(town), actor=town.steward, text="Done.")


def test_the_hall_makes_only_what_is_the_halls(town: "Town") -> None:
    with pytest.raises(NotAllowed):
        asking.escalate(choir.question(town), actor=town.steward)
    with pytest.raises(NotAllowed):
        asking.answer(choir.question(town), actor=HALL, text="On Monday.")


def test_the_journal_names_the_handler_where_the_sentence_does(town: "Town") -> None:
    matter = asking.escalate(choir.question(town), actor=HALL)
    last = Entry.objects.filter(stream=matter.stream).latest("number")
    assert last.payload == {"handler": str(town.mill_coordinator.uid)}


def test_a_plan_ends_with_its_day_and_is_reminded_of_before(town: "Town") -> None:
    matter = choir.plan(town, days=30)
    day = timezone.localdate() + timedelta(days=30)
    dated = {each.rule: each.due_on for each in matter.deadlines.running()}
    assert dated == {"choir.day": day, "choir.day_ahead": None}
    clock.tick(timezone.now() + timedelta(days=24))
    assert Entry.objects.filter(stream=matter.stream, event="choir.remind").count() == 1
    assert Matter.objects.get(pk=matter.pk).state == "planned"
    clock.tick(timezone.now() + timedelta(days=32))
    assert Matter.objects.get(pk=matter.pk).state == "escalated"


def test_no_reminder_runs_that_would_have_been_given_already(town: "Town") -> None:
    assert [each.rule for each in choir.plan(town, days=3).deadlines.running()] == ["choir.day"]


def test_a_state_that_a_day_limits_is_not_entered_without_the_day(
    town: "Town", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unionhall.kernel.procedures.limits.until", lambda *_all, **_known: None)
    with pytest.raises(NoDay):
        choir.plan(town)


def test_what_a_body_changes_in_the_detail_is_kept(town: "Town", monkeypatch: pytest.MonkeyPatch) -> None:
    matter = choir.plan(town)

    def body(matter: Matter, *, actor: object) -> None:
        matter.choirplan.what = "A winter choir"  # type: ignore[attr-defined]

    changing = planning.finish
    monkeypatch.setitem(changing.__dict__, "body", body)
    monkeypatch.setitem(changing.__dict__, "named", "finish")
    changing(matter, actor=town.steward, text="Postponed.")
    written: Any = Matter.objects.filter(pk=matter.pk)
    assert written.values_list("choirplan__what", flat=True).get() == "A winter choir"
