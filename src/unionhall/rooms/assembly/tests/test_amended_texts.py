"""The text as it would stand, and what an amendment says otherwise, for whatever somebody writes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionhall.rooms.assembly.wording.difference import GONE, NEW, SAME, Piece, difference
from unionhall.rooms.assembly.wording.paragraphs import (
    AFTER,
    BEFORE_ALL,
    REPLACE,
    STRIKE,
    Change,
    NoSuchParagraph,
    Paragraph,
    amended,
    excludes,
    numbered,
    standing,
)

TEXTS = st.text(st.sampled_from("不得连任三年，可以。 abc not\n"), max_size=60)
WORDS = st.text(st.sampled_from("不得连任三五 ab"), min_size=1).filter(str.strip)
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=5)
CHANGES = st.builds(Change, st.integers(0, 6), st.sampled_from((REPLACE, AFTER, STRIKE)), WORDS)


@given(TEXTS, TEXTS)
def test_both_texts_are_in_the_difference(before: str, after: str) -> None:
    found = difference(before, after)
    assert "".join(each.text for each in found if each.kind != NEW) == before
    assert "".join(each.text for each in found if each.kind != GONE) == after


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert {each.kind for each in difference(text, text)} <= {SAME}


@given(PARAGRAPHS, CHANGES)
def test_only_the_paragraph_that_is_meant_is_another(written: list[str], change: Change) -> None:
    before = numbered("\n".join(written))
    try:
        after = amended(before, change)
    except NoSuchParagraph:
        assert change.paragraph not in {each.number for each in before} or change.paragraph == BEFORE_ALL
        return
    numbers = [each.number for each in after]
    assert len(set(numbers)) == len(numbers)
    touched = () if change.way == AFTER else (change.paragraph,)
    assert [each for each in before if each.number not in touched] == [
        each for each in after if each.number in {each.number for each in before} - {*touched}
    ]
    if change.way == STRIKE:
        assert len(standing(after)) == len(before) - 1


@given(PARAGRAPHS, st.lists(CHANGES, max_size=6))
def test_numbers_last_however_often_a_text_is_amended(written: list[str], changes: list[Change]) -> None:
    text = numbered("\n".join(written))
    for change in changes:
        before = [each.number for each in text]
        try:
            text = amended(text, change)
        except NoSuchParagraph:
            continue
        assert [each.number for each in text if each.number in before] == before


@given(PARAGRAPHS, CHANGES, CHANGES)
def test_what_does_not_exclude_each_other_can_both_be_made(
    written: list[str], one: Change, other: Change
) -> None:
    text = numbered("\n".join(written))
    try:
        first, second = amended(text, one), amended(text, other)
    except NoSuchParagraph:
        return
    if not excludes(one, other):
        both = (standing(amended(first, other)), standing(amended(second, one)))
        in_one_order, in_the_other = (sorted(each.words for each in found) for found in both)
        assert in_one_order == in_the_other


def test_an_insertion_finds_its_place_though_the_paragraph_was_struck() -> None:
    text = amended(numbered("one\ntwo\nthree"), Change(2, STRIKE))
    text = amended(text, Change(2, AFTER, "new"))
    assert [each.words for each in standing(text)] == ["one", "new", "three"]
    with pytest.raises(NoSuchParagraph):
        amended(text, Change(2, REPLACE, "again"))


def test_several_paragraphs_can_take_the_place_of_one() -> None:
    text = amended(numbered("one\ntwo"), Change(1, REPLACE, "first\n\nsecond"))
    assert text == [Paragraph(1, "first"), Paragraph(3, "second"), Paragraph(2, "two")]


def test_what_is_put_before_the_first_stands_there() -> None:
    text = amended(numbered("one"), Change(BEFORE_ALL, AFTER, "new"))
    assert [each.words for each in text] == ["new", "one"]


def test_chinese_is_compared_sign_by_sign() -> None:
    assert difference("任期三年。", "任期五年，可以连任。") == [
        Piece(SAME, "任期"),
        Piece(GONE, "三"),
        Piece(NEW, "五"),
        Piece(SAME, "年"),
        Piece(NEW, "，可以连任"),
        Piece(SAME, "。"),
    ]


def test_other_writing_is_compared_word_by_word() -> None:
    assert difference("Three days a year.", "Five days a year.")[:2] == [
        Piece(GONE, "Three"),
        Piece(NEW, "Five"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "kind", "text"),
    [
        ("不得连任。", "不得不连任。", NEW, "不"),
        ("不得连任。", "得连任。", GONE, "不"),
        ("It shall bind.", "It shall not bind.", NEW, "not "),
        ("可以加班。", "无可以加班。", NEW, "无"),
    ],
)
def test_a_lone_word_that_turns_the_sentence_is_marked(before: str, after: str, kind: str, text: str) -> None:
    assert Piece(kind, text, turns=True) in difference(before, after)


def test_a_word_that_turns_nothing_is_not_marked() -> None:
    assert not any(each.turns for each in difference("不得连任。", "不得连任两次。"))
    assert not any(each.turns for each in difference("未满一年", "不满一年"))


def test_in_a_long_text_two_signs_put_in_are_all_that_is_new() -> None:
    text = "职工代表大会审议通过的事项对全体职工有约束力，的一是在不了有和人这中大为上个国我以要。" * 8
    assert len(text) > 300
    after = text[:150] + "新增" + text[150:]
    assert [each.text for each in difference(text, after) if each.kind != SAME] == ["新增"]


def test_what_was_torn_into_pieces_is_read_as_one_change() -> None:
    found = difference("经理办公会决定奖金。", "职工代表大会审议奖励。")
    assert len(found) <= 6
