"""A mistake in a declaration is named before the hall opens."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.journal import events
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.procedures import checks, declaration
from unionhall.kernel.procedures.customs.ending import reopening
from unionhall.kernel.procedures.customs.going_up import escalating, handed_up
from unionhall.kernel.procedures.declaration import NOTHING, Limit, Procedure, State, Text
from unionhall.kernel.procedures.predicates import Predicate, anybody, is_hall, is_handler, is_party
from unionhall.rooms.desk.models import Request

TIME = Limit("desk.completion", overdue="remind")


@pytest.fixture(autouse=True)
def _own_registers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing declared here stays in the hall."""
    monkeypatch.setattr(declaration, "_procedures", {})
    monkeypatch.setattr(events, "_sentences", {})


def choir(start: str = "asked", *, promise: Limit | None = TIME, **states: State) -> Procedure:
    """A small sound procedure; states given by name replace or join its own."""
    sound = {
        "asked": State(_("Asked")),
        "declined": State(_("Declined"), final=True),
        "sung": State(_("Sung"), final=True),
    }
    made = Procedure(
        "desk", Request, start=start, line=("asked", "sung"), promise=promise, states={**sound, **states}
    )
    made.opening(allowed=anybody, title=_("Ask"), sentence=_("Asked."))(ask)
    add(made, remind, source="asked", target=None, allowed=is_hall | is_handler)
    add(made, decline, source="asked", target="declined", text=Text(_("Why")))
    add(made, appeal, source="declined", target="asked", allowed=is_party, text=Text(_("Why not")))
    add(made, sing, source="asked", target="sung", allowed=is_party)
    return made


def add(procedure: Procedure, body: Callable[..., None], **options: Any) -> None:
    """Declare one more move, by the handler unless told; nothing is lost by it."""
    said = {"allowed": is_handler, "title": _("Title"), "sentence": _("Sentence."), "lost": NOTHING}
    options = {**said, **options}
    procedure.move(**options)(body)


def ask(matter: Any, *, actor: Actor) -> Any:
    """Begin it."""


def remind(matter: Any, *, actor: Actor) -> None:
    """Say it again."""


def decline(matter: Any, *, actor: Actor) -> None:
    """Say no."""


def appeal(matter: Any, *, actor: Actor) -> None:
    """Say no to the no."""


def sing(matter: Any, *, actor: Actor) -> None:
    """Sing."""


def rest(matter: Any, *, actor: Actor) -> None:
    """Sing no more."""


def silent(matter: Any, *, actor: Actor) -> None:
    pass


def faults(procedure: Procedure) -> dict[str, str]:
    """What was found, by the name of the question."""
    return {str(fault.id).removeprefix("procedures."): fault.msg for fault in checks.check(procedure)}


def test_a_sound_procedure_has_no_fault() -> None:
    assert faults(choir()) == {}


def test_every_fault_of_every_procedure_reaches_the_checks() -> None:
    choir(start="nowhere")
    assert [fault.id for fault in checks.check_procedures()] == ["procedures.states_are_known"]


@pytest.mark.parametrize(
    "options",
    [{"source": "nowhere", "target": None}, {"source": "asked", "target": "nowhere"}],
    ids=["source", "target"],
)
def test_a_move_between_unknown_states_is_found(options: dict[str, Any]) -> None:
    procedure = choir()
    procedure.moves["rest"] = declaration.Move(
        procedure=procedure,
        body=rest,
        source=frozenset([options["source"]]),
        target=options["target"],
        allowed=is_handler,
        title=_("T"),
        sentence=_("S"),
    )
    assert faults(procedure) == {"states_are_known": "there is no state 'nowhere'"}


def test_a_state_that_follows_an_unknown_one_is_found() -> None:
    assert "states_are_known" in faults(choir(sung=State(_("Sung"), final=True, after="nowhere")))


def test_an_unknown_move_for_the_clock_is_found() -> None:
    assert "overdue_moves_are_known" in faults(choir(promise=Limit("desk.completion", overdue="shout")))


def test_an_unknown_rule_is_found() -> None:
    assert "rules_are_known" in faults(choir(promise=Limit("choir.nothing", overdue="remind")))


def test_a_beginning_that_is_the_end_is_found() -> None:
    assert "starts_open" in faults(choir(start="sung"))


def test_a_procedure_that_nobody_can_begin_is_found() -> None:
    procedure = choir()
    procedure.openings.clear()
    assert faults(procedure) == {"starts_open": "nobody can begin it"}


def test_an_open_state_without_a_limit_is_found() -> None:
    assert faults(choir(promise=None)) == {"nothing_waits_forever": "nothing limits the time in 'asked'"}


def test_a_state_that_stops_the_promise_needs_a_limit_of_its_own() -> None:
    assert "nothing_waits_forever" in faults(choir(asked=State(_("Asked"), pauses=True)))


def test_a_state_that_no_move_leads_to_is_found() -> None:
    assert faults(choir(lost=State(_("Lost"), final=True))) == {
        "every_state_can_be_reached": "no move leads to 'lost'"
    }


def test_an_open_state_without_a_way_out_is_found() -> None:
    procedure = choir(stuck=State(_("Stuck"), limits=(Limit("desk.completion", overdue="remind"),)))
    add(procedure, rest, source="asked", target="stuck")
    assert "every_open_state_has_a_way_to_the_end" in faults(procedure)


def test_a_clock_that_may_not_act_is_found() -> None:
    procedure = choir(promise=Limit("desk.completion", overdue="rest"))
    add(procedure, rest, source="asked", target=None)
    assert faults(procedure) == {
        "the_hall_can_act_when_time_runs_out": "the clock makes 'rest', but the hall is not allowed to"
    }


def test_a_clock_that_can_not_act_in_its_state_is_found() -> None:
    procedure = choir(waiting=State(_("Waiting"), limits=(TIME,)))
    add(procedure, rest, source="asked", target="waiting")
    add(procedure, sing, source=("asked", "waiting"), target="sung", allowed=is_party)
    assert "the_hall_can_act_when_time_runs_out" in faults(procedure)


def by_day(state: str) -> State:
    """A state that is limited by a day, and by a time that hands it up."""
    day = Limit("desk.day", overdue="remind", on_day=True)
    return State(_("Asked"), limits=(day, Limit("desk.completion", overdue=state)))


def test_a_state_limited_by_a_day_is_not_handed_up_into_itself() -> None:
    """It would begin anew, and nobody says until which day."""
    procedure = choir(asked=by_day("up"))
    handed_up(procedure, "up", source="asked", title=_("Up"), sentence=_("Up."))
    found = faults(procedure)
    assert list(found) == ["the_clock_leads_back_to_no_day"]
    assert "'up', which leads back to 'asked'" in found["the_clock_leads_back_to_no_day"]


def test_it_may_be_reminded_and_go_to_another_state() -> None:
    procedure = choir(asked=by_day("escalate"), promise=None)
    escalating(procedure, "desk.completion", source=("asked",))
    add(procedure, rest, source="escalated", target="sung", allowed=is_party)
    assert faults(procedure) == {}


def test_a_clock_that_closes_is_found() -> None:
    procedure = choir(promise=Limit("desk.completion", overdue="rest"))
    add(procedure, rest, source="asked", target="declined", allowed=is_hall, text=Text(_("Why")))
    assert faults(procedure) == {"the_clock_closes_nothing": "'rest' would end a matter without a human"}


@pytest.mark.parametrize(
    "text",
    [None, Text(_("Why"), required=False), Text(_("Why"), internal=True)],
    ids=["none", "optional", "internal"],
)
def test_an_end_against_the_wish_demands_a_reason_for_the_member(text: Text | None) -> None:
    procedure = choir()
    add(procedure, rest, source="asked", target="declined", text=text)
    assert "an_end_against_the_wish_has_a_reason" in faults(procedure)


def test_an_end_against_the_wish_demands_an_appeal() -> None:
    procedure = choir()
    del procedure.moves["appeal"]
    found = faults(procedure)["an_end_against_the_wish_has_an_appeal"]
    assert found == "'decline' leads to 'declined', where the member has no appeal"


def test_an_appeal_is_the_partys_own() -> None:
    procedure = choir()
    add(
        procedure,
        appeal,
        source="declined",
        target="asked",
        allowed=is_party | is_handler,
        text=Text(_("Why")),
    )
    assert "an_end_against_the_wish_has_an_appeal" in faults(procedure)


def test_a_room_says_who_may_open_it_again() -> None:
    procedure = choir()
    reopen = reopening(procedure, source=("sung",), target="asked", allowed=is_handler)
    assert procedure.moves["reopen"] is reopen
    assert reopen.allowed is is_handler


def test_who_may_end_it_as_a_party_only_needs_no_appeal() -> None:
    procedure = choir()
    add(procedure, rest, source="asked", target="sung", allowed=is_party & Predicate("late", lambda *_: True))
    assert faults(procedure) == {}


def test_words_that_are_not_translatable_are_found() -> None:
    assert "words_can_be_translated" in faults(choir(asked=State("Asked")))


def test_a_verb_without_a_purpose_is_found() -> None:
    procedure = choir()
    add(procedure, silent, source="asked", target=None)
    assert "verbs_have_a_purpose" in faults(procedure)


@pytest.mark.parametrize("allowed", [is_handler, is_party, is_hall | is_handler])
def test_a_move_at_one_touch_has_to_say_whether_it_can_be_taken_back(allowed: Predicate) -> None:
    procedure = choir()
    add(procedure, rest, source="asked", target=None, allowed=allowed, lost=None)
    assert "'rest' asks nothing" in faults(procedure)["one_touch_says_what_is_lost"]


@pytest.mark.parametrize(
    "said",
    [
        {"lost": _("The voice.")},
        {"undone_by": ("sing",)},
        {"text": Text(_("Why"))},
        {"allowed": is_hall},
    ],
)
def test_it_says_what_is_lost_or_how_to_come_back_or_it_asks_or_the_clock_makes_it(said: Any) -> None:
    procedure = choir()
    add(procedure, rest, source="asked", target=None, **{"lost": None, **said})
    assert "one_touch_says_what_is_lost" not in faults(procedure)


def test_nobody_loses_for_good_what_can_be_undone() -> None:
    procedure = choir()
    add(procedure, rest, source="asked", target=None, lost=_("The voice."), undone_by=("sing",))
    assert "one_touch_says_what_is_lost" in faults(procedure)


@pytest.mark.parametrize(
    ("way_back", "fault"), [("fly", "moves_that_undo_are_known"), ("decline", "what_undoes_can_follow")]
)
def test_a_way_back_has_to_be_there(way_back: str, fault: str) -> None:
    procedure = choir()
    add(procedure, rest, source="asked", target="sung", allowed=is_party, lost=None, undone_by=(way_back,))
    assert fault in faults(procedure)


def test_what_is_private_is_not_kept_for_good_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    """On the room of the tests, whose questions are private and whose plans lie open."""
    from tests.choir import asking, planning

    asked = checks.what_is_private_goes_one_day
    assert list(asked(asking.questions)) == []
    monkeypatch.setattr(type(asking.questions.room), "keeps", {})
    assert "choir.keep" in next(asked(asking.questions))
    assert list(asked(planning.plans)) == []
