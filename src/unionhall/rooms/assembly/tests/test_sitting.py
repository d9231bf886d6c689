"""No order of lines comes to a decision without a quorum, or of another whole than its rule says."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionhall.rooms.assembly.sitting import events
from unionhall.rooms.assembly.sitting.shares import Denominator, Share
from unionhall.rooms.assembly.sitting.sitting import (
    RULES,
    How,
    Outcome,
    Refused,
    Sitting,
    Stage,
    follow,
)

SEATS = 9
SHARES = {
    "quorum": Share(2, 3, Denominator.ALL, exceeded=False),
    "vital": Share(1, 2, Denominator.ALL, exceeded=True),
    "ordinary": Share(1, 2, Denominator.PRESENT, exceeded=True),
    "order": Share(1, 2, Denominator.CAST, exceeded=True),
}
BEGUN = events.Begun(SEATS, {name: share.says() for name, share in SHARES.items()})
few = st.integers(0, 3)
up_to_seats = st.integers(-1, SEATS + 1)
LINES = st.one_of(
    st.just(BEGUN),
    st.builds(events.Present, up_to_seats),
    st.builds(events.ItemCalled, few),
    st.builds(events.ItemDone, few),
    st.builds(events.Paused),
    st.builds(events.Resumed),
    st.builds(events.Asked, few, st.sampled_from(("order", "reply", "speech")), st.integers(1, 2)),
    st.builds(events.TookBack, few),
    st.builds(events.Given, few),
    st.builds(events.Ended, few),
    st.builds(
        events.VoteOpened, st.integers(1, 3), few, st.sampled_from(RULES), st.sampled_from(How), st.just(""),
        st.just(""),
    ),
    st.builds(events.Entered, st.integers(1, 3), few, few, few, few),
    st.builds(
        events.VoteCounted, st.integers(1, 3), up_to_seats, few, few, st.just(""), st.sampled_from(Outcome)
    ),
    st.builds(events.VoteClosed, st.integers(1, 3)),
    st.builds(events.VoteDropped, st.integers(1, 3)),
)  # fmt: skip


def taken(lines: list[events.Event]) -> tuple[Sitting, list[events.Event]]:
    """The meeting after whatever was not refused, and what that was."""
    sitting, kept = Sitting(), []
    for line in lines:
        try:
            sitting.add(line)
        except Refused:
            continue
        kept.append(line)
    return sitting, kept


@given(st.lists(LINES, max_size=60))
def test_nothing_is_adopted_without_a_quorum(lines: list[events.Event]) -> None:
    sitting, _kept = taken([BEGUN, *lines])
    for decision in sitting.decisions:
        has_quorum = decision.present * 3 >= SEATS * 2
        assert has_quorum == (decision.outcome != Outcome.NO_QUORUM)


@given(st.lists(LINES, max_size=60))
def test_a_majority_is_of_the_whole_that_its_rule_names(lines: list[events.Event]) -> None:
    sitting, _kept = taken([BEGUN, *lines])
    for each in sitting.decisions:
        whole = {"vital": SEATS, "ordinary": each.present, "order": each.yes + each.no}[each.vote.rule]
        is_more = whole > 0 and Fraction(each.yes, whole) > Fraction(1, 2)
        assert each.whole == whole
        assert (each.outcome == Outcome.ADOPTED) == (is_more and each.outcome != Outcome.NO_QUORUM)


@given(st.lists(LINES, max_size=60))
def test_a_refused_line_changes_nothing(lines: list[events.Event]) -> None:
    sitting, kept = taken([BEGUN, *lines])
    assert follow(kept) == sitting


def sat(*lines: events.Event) -> Sitting:
    return follow([BEGUN, events.Present(SEATS), events.ItemCalled(1), *lines])


def opened(rule: str = "ordinary", how: How = How.NAMES) -> events.VoteOpened:
    return events.VoteOpened(1, 1, rule, how, "", "")


def test_without_a_quorum_no_vote_opens() -> None:
    sitting = sat(events.Present(5))
    with pytest.raises(Refused) as refused:
        sitting.add(opened())
    assert refused.value.numbers == {"present": 5, "needed": 6, "seats": 9}


def test_a_quorum_lost_while_the_vote_is_open_decides_nothing() -> None:
    sitting = sat(opened(), events.Present(5))
    sitting.add(events.VoteCounted(1, 5, 0, 0, "", "no_quorum"))
    assert sitting.decisions[0].outcome == Outcome.NO_QUORUM


def test_its_loss_and_return_are_known_with_the_item() -> None:
    sitting = sat(events.Present(5), events.Present(6))
    assert [(each.item, each.present, each.is_there) for each in sitting.quorum_changes] == [
        (None, 9, True),
        (1, 5, False),
        (1, 6, True),
    ]


def test_half_of_all_is_not_more_than_half() -> None:
    even = {**SHARES, "vital": Share(1, 2, Denominator.ALL, exceeded=True)}
    begun = events.Begun(10, {name: share.says() for name, share in even.items()})
    sitting = follow([begun, events.Present(10), events.ItemCalled(1), opened("vital")])
    assert sitting.decide(5, 0, 0).outcome == Outcome.REFUSED
    assert sitting.decide(6, 4, 0).outcome == Outcome.ADOPTED


def test_who_abstains_counts_against_of_those_present_and_not_of_those_cast() -> None:
    assert sat(opened("ordinary")).decide(4, 1, 4).outcome == Outcome.REFUSED
    assert sat(opened("order")).decide(4, 1, 4).outcome == Outcome.ADOPTED


def test_hands_are_counted_by_two_who_agree() -> None:
    sitting = sat(opened(how=How.HANDS), events.Entered(1, 2, 6, 3, 0), events.Entered(1, 3, 6, 2, 0))
    counted = events.VoteCounted(1, 6, 3, 0, "", "adopted")
    with pytest.raises(Refused, match="tellers_differ"):
        sitting.add(counted)
    sitting.add(events.Entered(1, 3, 6, 3, 0))
    sitting.add(counted)
    assert sitting.decisions[0].outcome == Outcome.ADOPTED


def secret(*lines: events.Event) -> Sitting:
    return sat(opened("vital", How.SECRET), events.VoteClosed(1), *lines)


def test_a_secret_vote_is_counted_later_by_who_was_there_when_it_closed() -> None:
    sitting = secret(events.ItemDone(1), events.Present(2), events.Closed())
    sitting.add(events.VoteCounted(1, 5, 4, 0, "ballot", "adopted"))
    assert [(each.present, each.outcome, each.proof) for each in sitting.decisions] == [
        (9, Outcome.ADOPTED, "ballot")
    ]


def test_a_secret_vote_is_not_counted_while_it_is_open() -> None:
    with pytest.raises(Refused, match="still_open"):
        sat(opened("vital", How.SECRET)).add(events.VoteCounted(1, 5, 4, 0, "ballot", "adopted"))


def test_while_one_is_counted_the_next_vote_has_a_number_of_its_own() -> None:
    sitting = secret()
    sitting.add(events.VoteOpened(2, 1, "ordinary", How.NAMES, "", ""))
    sitting.add(events.VoteCounted(2, 5, 0, 0, "", "adopted"))
    sitting.add(events.VoteDropped(1))
    assert (sitting.next_vote, sitting.dropped, sitting.counting) == (3, {1}, {})


def test_only_a_secret_vote_waits_to_be_counted() -> None:
    with pytest.raises(Refused, match="not_secret"):
        sat(opened()).add(events.VoteClosed(1))


def test_a_result_that_does_not_follow_is_refused() -> None:
    with pytest.raises(Refused, match="other_outcome"):
        sat(opened()).add(events.VoteCounted(1, 2, 3, 0, "", "adopted"))


def test_groups_take_turns_and_a_point_of_order_comes_first() -> None:
    asked = [events.Asked(1, "speech", 1), events.Asked(2, "speech", 1), events.Asked(3, "speech", 2)]
    sitting = sat(*asked, events.Asked(4, "order", 2))
    assert sitting.speakers.order() == [4, 1, 3, 2]


def test_nobody_asks_twice_and_who_took_it_back_stands_last() -> None:
    sitting = sat(*(events.Asked(seat, "speech", 1) for seat in (1, 2)))
    with pytest.raises(Refused, match="waits"):
        sitting.add(events.Asked(1, "speech", 1))
    sitting.add(events.TookBack(1))
    sitting.add(events.Asked(1, "speech", 1))
    assert sitting.speakers.order() == [2, 1]


def test_after_the_end_nothing_is_written() -> None:
    sitting = sat(events.Closed())
    assert sitting.stage == Stage.CLOSED
    with pytest.raises(Refused):
        sitting.add(events.Present(3))
