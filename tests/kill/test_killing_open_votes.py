"""A server that dies while a delegate votes, a chair closes or a result comes in: all or nothing, once."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from tests.kill.delegate import LINE, TOLD
from tests.kill.faults import COMMIT, Fault
from tests.kill.nursery import said_by
from tests.kill.orders import carried_out
from unionhall.instruments.ballot.tests.acts.holding import YES
from unionhall.kernel.journal import verification
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures import awaiting
from unionhall.rooms.assembly.models import Log, Voice
from unionhall.rooms.assembly.sitting.sitting import Outcome
from unionhall.rooms.assembly.tests import town as furniture
from unionhall.rooms.assembly.tests.deciding import open_by_name, sitting
from unionhall.rooms.assembly.tests.test_secret_votes import Secret
from unionhall.rooms.assembly.voting import by_name, counting

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)
NEVER = Fault(COMMIT, is_after=True, call=99)
WITHIN = [Fault(where, is_after, 1) for where in (LINE, TOLD) for is_after in (False, True)]
AROUND = [Fault(COMMIT, is_after, 1) for is_after in (False, True)]


@pytest.fixture(autouse=True)
def _afresh() -> Iterator[None]:
    furniture.forget()
    yield
    furniture.forget()


def run(orders: list[dict[str, Any]]) -> list[str]:
    said = carried_out(orders, program="tests.kill.delegate")
    furniture.forget()
    return said


@pytest.mark.slow("seven processes, in two programs that load Django")
def test_a_vote_by_name_loses_no_voice_that_was_acknowledged_and_counts_none_twice(town: "Town") -> None:
    """Three die as they vote: before it is written, and after; whoever got no answer says it again."""
    congress = town.assembly.congress(4)
    motion = congress.motion(subject="other")
    meeting = congress.sit(congress.agenda(motion))
    number, key = open_by_name(congress, meeting), uuid4()
    at = {"meeting": meeting.pk, "number": number}
    ends = [*AROUND, NEVER]
    said = run(
        [
            {**at, "act": "say", "fault": str(end), "person": mandate.person_id, "choice": "yes"}
            for end, mandate in zip(ends, congress.mandates, strict=False)
        ]
    )
    assert said == ["died", "died", "done"]
    assert sorted(Voice.objects.values_list("seat", flat=True)) == [2, 3]
    for mandate in congress.mandates[:2]:
        by_name.say(meeting, number, "yes", person=mandate.person)
    assert Log.objects.get(pk=meeting.pk).said == 4
    close = {**at, "act": "close", "person": congress.leader.pk, "key": str(key)}
    assert run([{**close, "fault": str(end)} for end in (*WITHIN, AROUND[0])]) == ["died"] * 5
    assert sitting(meeting).vote is not None
    assert Matter.objects.get(pk=motion.pk).state == "on_agenda"
    assert run([{**close, "fault": str(AROUND[1])}, {**close, "fault": str(NEVER)}]) == ["died", "done"]
    counting.close(meeting, number, actor=congress.leader, key=key)
    (decision,) = sitting(meeting).decisions
    assert (decision.yes, decision.proof, decision.outcome) == (3, "yyy-", Outcome.ADOPTED)
    assert motion.decided.count() == 1
    assert list(verification.verify()) == []


@pytest.mark.slow("a ballot, and eight processes that load Django")
def test_a_worker_that_dies_while_a_result_comes_in_takes_it_in_once(
    town: "Town", monkeypatch: pytest.MonkeyPatch
) -> None:
    vote = Secret(town)
    number = vote.open()
    for voter in range(12):
        vote.held.cast(voter, YES)
    vote.close(number)
    with monkeypatch.context() as nobody:
        nobody.setattr(awaiting, "deliver", int)
        vote.held.decrypt(1)
    assert not sitting(vote.meeting).decisions
    at = {"meeting": vote.meeting.pk, "number": number, "person": vote.congress.leader.pk}
    order = {**at, "act": "deliver"}
    assert run([{**order, "fault": str(end)} for end in (*WITHIN, AROUND[0])]) == ["died"] * 5
    assert not sitting(vote.meeting).decisions
    assert run([{**order, "fault": str(end)} for end in (AROUND[1], NEVER)]) == ["died", "done"]
    assert [each.outcome for each in sitting(vote.meeting).decisions] == [Outcome.ADOPTED]
    assert vote.motion.decided.count() == 1
    assert list(verification.verify()) == []


def test_a_killed_database_keeps_every_voice_that_was_acknowledged(tmp_path: Path) -> None:
    assert int(said_by("tests.kill.congress_cut", tmp_path)) > 0
