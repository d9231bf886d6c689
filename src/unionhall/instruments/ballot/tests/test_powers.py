"""Powers that share work are those that Python computes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionhall.instruments.ballot.belenios import numbers
from unionhall.instruments.ballot.belenios.groups import BELENIOS, RFC, Group

ORDER = int(BELENIOS.order)
EXPONENTS = st.one_of(
    st.integers(0, ORDER - 1),
    st.sampled_from([0, 1, 2, 31, 32, 33, 1023, 1024, 1 << 254, (1 << 255) - 1, ORDER - 1]),
)
BASES = st.integers(0, int(BELENIOS.modulus) - 1)  # most are outside the subgroup


@given(BASES, st.lists(EXPONENTS, min_size=1, max_size=6))
def test_one_base_to_several_exponents(base: int, exponents: list[int]) -> None:
    found = BELENIOS.several(numbers.whole(base), exponents)
    assert found == [pow(base, exponent, int(BELENIOS.modulus)) for exponent in exponents]


@given(EXPONENTS)
def test_a_table_of_the_generator(exponent: int) -> None:
    assert BELENIOS.exp(exponent) == pow(int(BELENIOS.g), exponent, int(BELENIOS.modulus))


@pytest.mark.parametrize("group", [BELENIOS, RFC], ids=lambda group: group.name)
def test_the_largest_exponent_of_a_group(group: Group) -> None:
    last = int(group.order) - 1
    table = group.powers(numbers.whole(5))
    assert table(last) == group.several(numbers.whole(5), [last, 0])[0] == pow(5, last, int(group.modulus))
