"""The words that pages explain stand in docs/users/words.md, in the same sentences."""

from pathlib import Path

import pytest

from unionhall.kernel.web.meanings import MEANINGS

PAGE = " ".join((Path(__file__).parents[2] / "docs/users/words.md").read_text().split())


@pytest.mark.parametrize("word", MEANINGS)
def test_a_word_is_explained_as_on_the_pages(word: str) -> None:
    said = MEANINGS[word]
    assert f"**{said.asked}** {said.says}" in PAGE
