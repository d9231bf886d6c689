"""What not everybody knows is explained where it stands, without a script."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils.translation import override

from unionhall.kernel.web.meanings import MEANINGS
from unionhall.kernel.web.templatetags.hall import meaning

if TYPE_CHECKING:
    from tests.town import Town


@pytest.mark.parametrize("word", MEANINGS)
def test_each_word_is_explained_in_three_languages(word: str) -> None:
    said = []
    for language in ("en", "zh-hans", "zh-hant"):
        with override(language):
            said.append(meaning(word))
    assert len(set(said)) == 3
    assert all(each.startswith('<details class="meaning"><summary>') for each in said)


def test_an_open_request_says_what_happens_when_nobody_answers(town: "Town", client: Client) -> None:
    request = town.desk.ask()
    client.force_login(town.member)
    assert "What happens when nobody answers in time?" in client.get(f"/matters/{request.reference}/").text
