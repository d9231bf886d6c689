"""A missing font is refused in plain words; typst alone would set other signs and say nothing."""

from functools import cache
from pathlib import Path

import pytest
import typst

from unionhall.instruments.papers import fonts, rendering
from unionhall.instruments.papers.refusals import FontMissing, PaperNotMade
from unionhall.instruments.papers.rendering import render
from unionhall.instruments.papers.tests import samples


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A machine without any font of its own, and how often it was searched."""
    searched: list[str] = []

    @cache
    def found() -> typst.Fonts:
        searched.append("searched")
        return typst.Fonts(include_system_fonts=False)

    monkeypatch.setattr(fonts, "found", found)
    return searched


@pytest.mark.parametrize(("language", "form"), [("en", "SC"), ("zh-hans", "SC"), ("zh-hant", "TC")])
def test_without_chinese_fonts_no_paper_is_made_and_the_operator_is_told(
    language: str, form: str, looks: list[str]
) -> None:
    with pytest.raises(FontMissing, match=rf"missing: .*Noto Serif CJK {form}.*apt install fonts-noto-cjk"):
        render(samples.paper("letter", language), language)


def test_after_a_refusal_the_fonts_are_looked_for_again(looks: list[str]) -> None:
    for _time in range(2):
        with pytest.raises(FontMissing):
            render(samples.paper("letter", "en"), "en")
    assert len(looks) == 2


def test_what_is_missing_can_be_asked_beforehand(looks: list[str]) -> None:
    assert fonts.missing("zh-hant") == ["Noto Sans CJK TC", "Noto Serif CJK TC"]


@pytest.mark.tool
def test_a_warning_of_the_typesetter_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "TEMPLATES", tmp_path)
    template = '#set document(title: "x")\n#set text(font: "{}")\n= Good day'
    (tmp_path / "letter.typ").write_text(template.format(fonts.LATIN))
    assert render(samples.paper("letter", "en"), "en")
    (tmp_path / "letter.typ").write_text(template.format("No Such Font"))
    with pytest.raises(PaperNotMade) as refused:
        render(samples.paper("letter", "en"), "en")
    assert "no such font" in refused.value.diagnostic


@pytest.mark.tool
@pytest.mark.parametrize("language", samples.LANGUAGES)
def test_here_nothing_is_missing(language: str) -> None:
    assert fonts.missing(language) == []
