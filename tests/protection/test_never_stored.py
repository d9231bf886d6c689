"""What a union never asks of anybody has no column, no question and no label, in any language."""

from collections.abc import Callable, Iterator

import pytest

from tests.protection import labels
from unionhall.kernel.privacy.forbidden import reason_against, reason_against_column

SOURCES = (
    labels.of_models,
    labels.of_forms,
    labels.of_verbs,
    labels.of_programs,
    labels.of_catalogues,
    labels.of_import_maps,
    labels.of_register_columns,
)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.__name__)
def test_nothing_forbidden_is_asked_or_kept(source: Callable[[], Iterator[labels.Asked]]) -> None:
    asked = list(source())
    assert asked
    assert [(where, words) for where, words in asked if reason_against(words)] == []


@pytest.mark.parametrize(
    "words",
    [
        "bloodType",
        "ethnic_group",
        "Religion",
        "household_registration",
        "device_id",
        "政治面貌",
        "戶籍",
        "血型",
    ],
)
def test_the_list_finds_what_it_should(words: str) -> None:
    assert reason_against(words)


@pytest.mark.parametrize(
    "words",
    ["Ethnic group", "religion", "PartyMember", "party_card", "passport no", "民族", "政治面貌", "身份证号"],
)
def test_a_file_with_such_a_column_is_refused_with_the_reason(words: str) -> None:
    assert reason_against_column(words)


@pytest.mark.parametrize("words", ["party", "Trace", "place", "address", "Elternzeit", "工会", "设备报修"])
def test_the_list_leaves_ordinary_words_alone(words: str) -> None:
    assert not reason_against(words)
