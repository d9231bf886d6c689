"""What is wrong with a declared procedure, found before the hall opens: Django's system checks.

A fault is named after the function that finds it: `procedures.starts_open`.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.utils import timezone
from django.utils.functional import Promise

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.privacy.holdings import Impersonal
from unionhall.kernel.procedures.calendars import UnknownCalendar, calendar
from unionhall.kernel.procedures.declaration import Limit, Move, Opening, Procedure, procedures
from unionhall.kernel.procedures.packs import pack
from unionhall.kernel.procedures.rules import GENERIC, UnknownRule
from unionhall.kernel.procedures.ways_back import (
    Faults,
    an_end_by_others_says_whether_it_is_for_good,
    ends_by_others,
    one_touch_says_what_is_lost,
    what_is_for_a_minute_can_be_taken_back,
    what_undoes_can_follow,
)
from unionhall.kernel.rooms import rooms

Question: TypeAlias = Callable[[Procedure], Faults]


def check_procedures(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Every fault of every declared procedure."""
    return [fault for procedure in procedures() for fault in check(procedure)]


def check_days_off(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Each country or region in the operator's file of days off that there is no calendar of."""
    return [fault for code in settings.DAYS_OFF.years if (fault := _no_calendar(code))]


def _no_calendar(code: str) -> CheckMessage | None:
    try:
        calendar(code)
    except UnknownCalendar as unknown:
        return Error(f"UNIONHALL_DAYS_OFF: {settings.DAYS_OFF.path}: {unknown}", id="procedures.days_off")
    return None


def check(procedure: Procedure) -> list[CheckMessage]:
    """The faults of one procedure; where it names what doesn't exist, nothing else is asked."""
    return _ask(procedure, NAMES) or _ask(procedure, SENSE)


def _ask(procedure: Procedure, questions: Iterable[Question]) -> list[CheckMessage]:
    return [
        Error(fault, obj=str(procedure), id=f"procedures.{question.__name__}")
        for question in questions
        for fault in question(procedure)
    ]


def states_are_known(procedure: Procedure) -> Faults:
    named = {procedure.start, *procedure.line, *(name for line in procedure.lines.values() for name in line)}
    named |= {state.after for state in procedure.states.values()}
    for move in procedure.moves.values():
        named |= {*move.source, move.target or ""}
    yield from (f"there is no state {name!r}" for name in sorted(named - {*procedure.states, ""}))


def overdue_moves_are_known(procedure: Procedure) -> Faults:
    named = {limit.overdue for _state, limit in _limits(procedure)}
    unknown = sorted(named - {*procedure.moves})
    yield from (f"there is no move {name!r} to make when time runs out" for name in unknown)


def moves_that_undo_are_known(procedure: Procedure) -> Faults:
    named = {name for move in procedure.moves.values() for name in move.undone_by}
    yield from (
        f"there is no move {name!r} that would undo one" for name in sorted(named - {*procedure.moves})
    )


def rules_are_known(procedure: Procedure) -> Faults:
    for _state, limit in _limits(procedure):
        counted = limit.ahead if limit.on_day else (limit,)
        for each in counted:
            try:
                pack(GENERIC).get(each.rule, on=timezone.localdate())
            except UnknownRule:
                yield f"the pack {GENERIC!r} has no rule {each.rule!r}"


def starts_open(procedure: Procedure) -> Faults:
    if procedure.states[procedure.start].final:
        yield f"it begins in {procedure.start!r}, which is final"
    if not procedure.openings:
        yield "nobody can begin it"


def nothing_waits_forever(procedure: Procedure) -> Faults:
    """The promise limits every state but those in which it stands still; `again` where nothing else does."""
    for name, state in procedure.states.items():
        is_promised = procedure.promise and state.promised and not state.pauses
        if not (state.final or state.limits or is_promised or procedure.again):
            yield f"nothing limits the time in {name!r}"


def every_state_can_be_reached(procedure: Procedure) -> Faults:
    reached = _from(procedure, {procedure.start})
    yield from (f"no move leads to {name!r}" for name in procedure.states if name not in reached)


def every_open_state_has_a_way_to_the_end(procedure: Procedure) -> Faults:
    for name, state in procedure.states.items():
        if not (state.final or any(procedure.states[each].final for each in _from(procedure, {name}))):
            yield f"no way leads from {name!r} to a final state"


def the_hall_can_act_when_time_runs_out(procedure: Procedure) -> Faults:
    for state, limit in _limits(procedure):
        move = procedure.moves[limit.overdue]
        if not move.is_for(Matter(room=procedure.name, kind=procedure.kind), HALL):
            yield f"the clock makes {move.name!r}, but the hall is not allowed to"
        if state not in move.source:
            yield f"the clock makes {move.name!r} in {state!r}, where it can't be made"


def the_clock_leads_back_to_no_day(procedure: Procedure) -> Faults:
    """Entering a state ends its limits and begins them anew; the clock knows no other day to begin with."""
    for state, limit in _limits(procedure):
        target = procedure.moves[limit.overdue].target
        if target == state and any(each.on_day for each in procedure.states[state].limits):
            yield (
                f"the clock makes {limit.overdue!r}, which leads back to {state!r}, and no day limits it "
                "then: lead to another state, or stay with `target=None`, as `reminding` does"
            )


def the_clock_closes_nothing(procedure: Procedure) -> Faults:
    for _state, limit in _limits(procedure):
        if procedure.moves[limit.overdue].closes:
            yield f"{limit.overdue!r} would end a matter without a human"


def an_end_against_the_wish_has_a_reason(procedure: Procedure) -> Faults:
    for move in ends_by_others(procedure):
        if not (move.text and move.text.required and not move.text.internal):
            yield f"{move.name!r} ends the matter without a reason that the member reads"


def an_end_against_the_wish_has_an_appeal(procedure: Procedure) -> Faults:
    """The party needs a move of their own from there, by which they write and the matter goes on."""
    for move in ends_by_others(procedure):
        if not any(_is_appeal(other, str(move.target)) for other in procedure.moves.values()):
            yield f"{move.name!r} leads to {move.target!r}, where the member has no appeal"


def what_lies_open_is_nobodys(procedure: Procedure) -> Faults:
    """What everybody of a place reads says nothing of a person, so that nothing of one can lie open."""
    if not procedure.lies_open:
        return
    if procedure.room.sealed:
        yield "its matters lie open in a sealed room"
    holds = procedure.detail.holds  # type: ignore[attr-defined]  # every model declares it
    yield from (
        f"its matters lie open, and {columns!r} say something of a person"
        for holding, columns in holds.items()
        if not isinstance(holding, Impersonal)
    )
    yield from (
        f"{move.name!r} says something in private, and its matters lie open"
        for move in procedure.moves.values()
        if move.text and move.text.private
    )


def words_can_be_translated(procedure: Procedure) -> Faults:
    for what, words in _words(procedure):
        if not isinstance(words, Promise):
            yield f"{what} can't be translated: {words!r}"


def verbs_have_a_purpose(procedure: Procedure) -> Faults:
    for verb in _verbs(procedure):
        if not (verb.body.__doc__ or "").strip():
            yield f"{verb.name!r} has no docstring; its first line is what people read"


NAMES: tuple[Question, ...] = (states_are_known, overdue_moves_are_known, moves_that_undo_are_known)


def what_is_private_goes_one_day(procedure: Procedure) -> Faults:
    room = next((each for each in rooms() if each.label == procedure.name), None)
    if room and not (procedure.lies_open or room.keeps or room.keeps_for_good):
        yield (
            "nobody says how long its closed matters are kept: "
            f"give the rule {room.label}.keep, and say it in the room's `keeps`"
        )


SENSE: tuple[Question, ...] = (
    rules_are_known,
    starts_open,
    nothing_waits_forever,
    every_state_can_be_reached,
    every_open_state_has_a_way_to_the_end,
    the_hall_can_act_when_time_runs_out,
    the_clock_leads_back_to_no_day,
    the_clock_closes_nothing,
    an_end_against_the_wish_has_a_reason,
    an_end_against_the_wish_has_an_appeal,
    what_lies_open_is_nobodys,
    what_is_private_goes_one_day,
    words_can_be_translated,
    one_touch_says_what_is_lost,
    what_undoes_can_follow,
    what_is_for_a_minute_can_be_taken_back,
    an_end_by_others_says_whether_it_is_for_good,
    verbs_have_a_purpose,
)


def _limits(procedure: Procedure) -> Iterator[tuple[str, Limit]]:
    """Each limit with each state in which it can run out; the promise does so wherever the clock runs."""
    for name, state in procedure.states.items():
        yield from ((name, each) for limit in state.limits for each in (limit, *limit.ahead))
        stands = state.final or state.pauses or not state.promised
        if procedure.promise and not (stands or _comes_after_the_end(procedure, name)):
            yield name, procedure.promise
        if procedure.again and not (state.final or state.limits):
            yield name, procedure.again


def _comes_after_the_end(procedure: Procedure, name: str) -> bool:
    """Whether a state is entered from final ones only and has limits of its own: no promise runs in it."""
    entering = [move.source - {name} for move in procedure.moves.values() if move.target == name]
    final = {each for each, state in procedure.states.items() if state.final}
    return bool(procedure.states[name].limits and entering) and all(source <= final for source in entering)


def _from(procedure: Procedure, begun: set[str]) -> set[str]:
    """All states that can follow, those given included."""
    reached = set(begun)
    steps = [(move.source, move.target) for move in procedure.moves.values() if move.target]
    while found := {target for source, target in steps if source & reached} - reached:
        reached |= found
    return reached


def _is_appeal(move: Move, closed: str) -> bool:
    goes_on = move.target is not None and not move.closes and closed in move.source
    return goes_on and move.allowed.needs_party and move.text is not None and move.text.required


def _verbs(procedure: Procedure) -> Iterator[Move | Opening]:
    yield from procedure.openings.values()
    yield from procedure.moves.values()


def _words(procedure: Procedure) -> Iterator[tuple[str, Any]]:
    for name, state in procedure.states.items():
        yield f"the title of {name!r}", state.title
        if state.next_step:
            yield f"the next step of {name!r}", state.next_step
    for verb in _verbs(procedure):
        yield f"the title of {verb.name!r}", verb.title
        yield f"the sentence of {verb.name!r}", verb.sentence
    for move in procedure.moves.values():
        if move.text:
            yield f"the label of {move.name!r}", move.text.label
        if move.lost:
            yield f"what is lost by {move.name!r}", move.lost
