"""Tests that make papers need Debian's fonts-noto-cjk, and say loudly where it is missing."""

import pytest

from unionhall.instruments.papers import fonts
from unionhall.instruments.papers.tests.samples import LANGUAGES

LACKING = sorted({name for language in LANGUAGES for name in fonts.missing(language)})


@pytest.fixture(autouse=True)
def fonts_for_what_needs_them(request: pytest.FixtureRequest) -> None:
    if LACKING and request.node.get_closest_marker("tool"):
        pytest.skip(f"there is no {', '.join(LACKING)}")
