"""Moments that say by whose clock they are."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from unionhall.kernel.procedures.clocks import mark_there, say_there

MOMENT = datetime(2026, 12, 2, 6, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "zone", "said"),
    [
        ("en", "Asia/Shanghai", "Wed, 2 Dec 2026 at 14:03, Shanghai time"),
        ("en", "America/Vancouver", "Tue, 1 Dec 2026 at 23:03, Vancouver time"),
        ("zh-hans", "Asia/Shanghai", "2026年12月2日周三 14:03（上海时间）"),
        ("zh-hant", "Asia/Hong_Kong", "2026年12月2日 週三 14:03（香港時間）"),
    ],
)
def test_a_moment_names_the_place_of_its_clock(language: str, zone: str, said: str) -> None:
    with translation.override(language):
        assert say_there(MOMENT, ZoneInfo(zone)) == said


def test_a_page_has_it_for_programs_as_well() -> None:
    with translation.override("en"):
        marked = mark_there(MOMENT, ZoneInfo("Asia/Shanghai"))
    assert marked.startswith('<time datetime="2026-12-02T14:03+08:00">Wed, 2 Dec 2026 at 14:03')
