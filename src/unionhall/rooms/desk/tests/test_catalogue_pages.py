"""The catalogue as everybody reads it."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from tests.town import Town

LANGUAGES = ["en", "zh-hans"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_reads_the_windows_in_their_language(town: "Town", client: Client, language: str) -> None:
    page = client.get("/desk/", headers={"accept-language": language})
    assert page.status_code == 200
    assert "Getting to work" in page.content.decode()
