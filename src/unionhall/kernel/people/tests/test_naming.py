"""When two names are one, and when they are not."""

import pytest

from unionhall.kernel.people.naming import normal


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("张三", "张\u3000三"),
        ("欧阳 娜娜", "欧阳娜娜"),
        ("古丽·买买提", "古丽•买买提"),
        ("古丽·买买提", "古丽・买买提"),
        ("Ｌｉ Mei", "Li  MEI"),
        ("Müller", "Mu\u0308ller"),
        ("葛城", "葛\U000e0100城"),
    ],
)
def test_these_are_one_name(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("李美", "李梅"), ("Li Mei", "Limei"), ("范", "範"), ("Muller", "Müller"), ("王\ue863", "王")],
)
def test_these_are_two(one: str, other: str) -> None:
    assert normal(one) != normal(other)
