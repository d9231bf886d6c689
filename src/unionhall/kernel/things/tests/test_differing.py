"""What two texts say otherwise is marked word by word, and nothing of either is lost."""

from hypothesis import given
from hypothesis import strategies as some

from unionhall.kernel.things.differing import Piece, differences, pieces


def marked(found: list[Piece]) -> list[str]:
    return [piece.text for piece in found if piece.is_other]


def test_words_are_marked_and_chinese_sign_by_sign() -> None:
    one, other = pieces("answer in 5 working days", "answer in 3 days")
    assert (marked(one), marked(other)) == (["5 working"], ["3"])
    one, other = pieces("五个工作日内答复", "三个工作日内答复你")
    assert (marked(one), marked(other)) == (["五"], ["三", "你"])


def test_only_what_differs_is_named_in_its_order() -> None:
    before = {"Name": "Bus", "Time": "5", "Papers": ""}
    found = differences(before, {**before, "Papers": "Your pass", "Time": "3"})
    assert [each.label for each in found] == ["Time", "Papers"]
    assert (found[1].one, marked(found[1].other)) == ([], ["Your pass"])


def test_a_long_text_is_compared_line_by_line() -> None:
    lines = "\n".join(f"{number} is a line of words" for number in range(400))
    one, other = pieces(lines, lines.replace("7 is a line", "7 was a line", 1))
    assert marked(one) == ["7 is a line of words\n"]
    assert marked(other) == ["7 was a line of words\n"]


@given(some.text(max_size=60), some.text(max_size=60))
def test_nothing_is_lost_of_either(one: str, other: str) -> None:
    first, second = pieces(one, other)
    assert ("".join(piece.text for piece in first), "".join(piece.text for piece in second)) == (one, other)
