"""No count elects below the majority or more than there are seats, and no order breaks a tie."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionhall.rooms.assembly.delegates.counting import Cast, Outcome, Result, Terms, elect, is_recalled
from unionhall.rooms.assembly.sitting.shares import Denominator, Share

TURNOUT = Share(2, 3, Denominator.ALL, exceeded=False)
HALF = Share(1, 2, Denominator.ALL, exceeded=True)
SHARES = st.one_of(
    st.none(), st.builds(lambda of: Share(1, 2, of, exceeded=True), st.sampled_from(Denominator))
)


@st.composite
def votes(draw: st.DrawFn) -> tuple[list[int], int, Cast, Terms]:
    """Any vote that can be: its counts, its seats, who took part, and the shares it goes by."""
    entitled = draw(st.integers(0, 40))
    took_part = draw(st.integers(0, entitled))
    blank = draw(st.integers(0, took_part))
    counts = draw(st.lists(st.integers(0, took_part - blank), max_size=9))
    terms = Terms(TURNOUT, draw(SHARES))
    return counts, draw(st.integers(1, 6)), Cast(entitled, took_part, blank), terms


@given(votes())
def test_nobody_is_elected_below_the_majority_or_without_a_vote(
    vote: tuple[list[int], int, Cast, Terms],
) -> None:
    counts, seats, cast, terms = vote
    result = elect(counts, seats, cast, terms)
    for place in (*result.elected, *result.tied):
        assert counts[place] > 0
        assert terms.elected is None or Fraction(counts[place], cast.whole(terms.elected)) > Fraction(1, 2)


@given(votes())
def test_no_more_are_elected_than_there_are_seats_and_what_is_left_adds_up(
    vote: tuple[list[int], int, Cast, Terms],
) -> None:
    counts, seats, cast, terms = vote
    result = elect(counts, seats, cast, terms)
    assert len(result.elected) + result.left == seats
    assert (result.outcome == Outcome.FILLED) == (result.left == 0)
    everybody = [*result.elected, *result.tied, *(place for group in result.standing for place in group)]
    assert len(everybody) == len(set(everybody))


@given(votes())
def test_too_few_who_take_part_elect_nobody(vote: tuple[list[int], int, Cast, Terms]) -> None:
    counts, seats, cast, terms = vote
    result = elect(counts, seats, cast, terms)
    is_enough = cast.entitled > 0 and cast.took_part * 3 >= cast.entitled * 2
    assert (result.outcome == Outcome.TOO_FEW) != is_enough


@given(votes(), st.randoms())
def test_the_order_on_the_ballot_decides_nothing(
    vote: tuple[list[int], int, Cast, Terms], chance: Random
) -> None:
    counts, seats, cast, terms = vote
    order = list(range(len(counts)))
    chance.shuffle(order)
    here = elect(counts, seats, cast, terms)
    there = elect([counts[place] for place in order], seats, cast, terms)
    assert here.outcome == there.outcome
    assert set(here.elected) == {order[place] for place in there.elected}
    assert set(here.tied) == {order[place] for place in there.tied}


@given(votes())
def test_whoever_has_as_many_votes_as_an_elected_one_is_elected_too(
    vote: tuple[list[int], int, Cast, Terms],
) -> None:
    counts, seats, cast, terms = vote
    result = elect(counts, seats, cast, terms)
    elected = {counts[place] for place in result.elected}
    assert all(place in result.elected for place, count in enumerate(counts) if count in elected)


def test_a_tie_at_the_last_seat_leaves_it_open_and_fills_the_others() -> None:
    result = elect([80, 60, 60, 51], 2, Cast(100, 90), Terms(TURNOUT, HALF))
    assert result == Result(Outcome.TIED, (0,), (1, 2), 1, ((3,),))


def test_equal_ones_who_all_fit_are_all_elected() -> None:
    assert elect([60, 60], 2, Cast(100, 90), Terms(TURNOUT, HALF)).outcome == Outcome.FILLED


def test_half_of_all_who_may_vote_is_not_more_than_half() -> None:
    assert elect([50], 1, Cast(100, 70), Terms(TURNOUT, HALF)) == Result(Outcome.NOBODY, left=1)
    assert elect([51], 1, Cast(100, 70), Terms(TURNOUT, HALF)).elected == (0,)


def test_some_seats_stay_free_where_too_few_have_the_majority() -> None:
    assert elect([70, 30], 2, Cast(100, 80), Terms(TURNOUT, HALF)) == Result(Outcome.PART, (0,), left=1)


def test_a_run_off_asks_for_no_majority_and_can_be_tied_again() -> None:
    terms = Terms(TURNOUT, None)
    assert elect([30, 40], 1, Cast(100, 70), terms) == Result(Outcome.FILLED, (1,), standing=((0,),))
    assert elect([35, 35], 1, Cast(100, 70), terms).tied == (0, 1)


def test_two_thirds_are_counted_in_whole_people() -> None:
    assert elect([60], 1, Cast(100, 66), Terms(TURNOUT, HALF)).outcome == Outcome.TOO_FEW
    assert elect([60], 1, Cast(100, 67), Terms(TURNOUT, HALF)).outcome == Outcome.FILLED


@pytest.mark.parametrize(
    ("counts", "seats", "cast"),
    [
        ([1], 0, Cast(3, 3)), ([4], 1, Cast(9, 3)), ([3], 1, Cast(9, 3, 1)), ([-1], 1, Cast(9, 3)),
        ([1], 1, Cast(2, 3)),
    ],
)  # fmt: skip
def test_what_no_vote_can_give_is_refused(counts: list[int], seats: int, cast: Cast) -> None:
    with pytest.raises(ValueError, match="can't be so|more votes"):
        elect(counts, seats, cast, Terms(TURNOUT, HALF))


def test_a_recall_takes_more_than_half_of_all() -> None:
    assert not is_recalled(50, Cast(100, 90), HALF)
    assert is_recalled(51, Cast(100, 60), HALF)
    assert not is_recalled(0, Cast(0, 0), HALF)
