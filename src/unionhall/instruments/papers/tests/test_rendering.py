"""Every kind of paper in every language: complete, fit for an archive, and always the same."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from django.utils.translation import override, pgettext_lazy

from unionhall.instruments.papers import content
from unionhall.instruments.papers.kinds import Letter, Link
from unionhall.instruments.papers.refusals import PaperTooLong
from unionhall.instruments.papers.rendering import render
from unionhall.instruments.papers.tests import reading, samples
from unionhall.kernel.squares import square

pytestmark = pytest.mark.tool
EVERY = [(kind, language) for kind in samples.KINDS for language in samples.LANGUAGES]
every_paper = pytest.mark.parametrize(("kind", "language"), EVERY)
PERSONS = ("worker", "director", "mediator", "chair", "secretary")


@pytest.fixture
def letter() -> Letter:
    made = samples.paper("letter", "en")
    assert isinstance(made, Letter)
    return made


@every_paper
def test_everything_it_says_can_be_read_in_it(kind: str, language: str) -> None:
    paper = samples.paper(kind, language)
    found = reading.close(reading.text(render(paper, language)))
    with override(language):
        wanted = reading.strings(content.of(paper)["paper"])
    if kind == "minutes":
        wanted.remove(
            content_of_day(language)
        )  # minutes say when the meeting was, not when they were printed
    assert [words for words in wanted if reading.close(words) not in found] == []


def content_of_day(language: str) -> str:
    with override(language):
        return content.day(samples.DAY)


@every_paper
def test_it_is_pdf_a_2b_and_can_be_read_aloud(kind: str, language: str) -> None:
    made = render(samples.paper(kind, language), language)
    said = reading.metadata(made)
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in said
    assert "<pdfuaid:part>1</pdfuaid:part>" in said
    with reading.opened(made) as pdf:
        assert str(pdf.Root.Lang).startswith(language.partition("-")[0])
        assert "/StructTreeRoot" in pdf.Root
        assert "/OutputIntents" in pdf.Root


@every_paper
def test_its_fonts_are_in_it_and_no_program_and_no_other_file(kind: str, language: str) -> None:
    made = render(samples.paper(kind, language), language)
    fonts = reading.fonts(made)
    assert fonts
    assert [font for font in fonts if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(font)] == []
    with reading.opened(made) as pdf:
        assert not {"/OpenAction", "/AA", "/AcroForm", "/Names"} & set(pdf.Root)
        kinds = {str(each.get("/S")) for each in pdf.objects if isinstance(each, pikepdf.Dictionary)}
        assert not {"/JavaScript", "/Launch", "/GoToR", "/SubmitForm"} & kinds


@every_paper
def test_the_file_says_no_name_of_a_person_of_itself(kind: str, language: str) -> None:
    said = reading.metadata(render(samples.paper(kind, language), language))
    assert [name for who in PERSONS if (name := samples.words(language)[who]) in said] == []
    assert "2026-11-27T00:00:00" in said
    assert "2026-000" in said  # its reference does stand there


@every_paper
def test_the_same_paper_gives_the_same_bytes(kind: str, language: str) -> None:
    assert render(samples.paper(kind, language), language) == render(samples.paper(kind, language), language)


def test_threads_do_not_disturb_each_other() -> None:
    alone = [render(samples.paper(*each), each[1]) for each in EVERY]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda each: render(samples.paper(*each), each[1]), EVERY))
    assert together == alone


def test_lazy_words_are_said_in_the_language_of_the_paper(letter: Letter) -> None:
    with override("en"):
        made = render(replace(letter, title=pgettext_lazy("paper", "Minutes")), "zh-hans")
    assert "会议记录" in reading.text(made)


def test_a_language_that_runs_from_right_to_left_is_set_so(letter: Letter) -> None:
    made = render(replace(letter, title="مرحبا بكم"), "ar")
    found = reading.text(made)
    assert "مرحبا" in found
    assert "نوفمبر" in found
    assert reading.left_edge(made, "Riverbend") > reading.left_edge(render(letter, "en"), "Riverbend") + 150


def test_the_square_holds_the_address_and_so_does_the_link(letter: Letter) -> None:
    with reading.opened(render(letter, "en")) as pdf:
        links = [str(each["/A"]["/URI"]) for each in pdf.pages[0]["/Annots"]]
    assert letter.link is not None
    assert links == [letter.link.address]
    assert square(letter.link.address) != square(f"{letter.link.address}x")
    assert square(letter.link.address).startswith("<svg")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "https://" + "a" * 600, "hall"]
)
def test_what_is_no_web_address_becomes_no_link(address: str) -> None:
    with pytest.raises(ValueError, match="web address"):
        Link(address=address)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("x" * 100_001,),
        ("a",) * 5_001,
        ("a\n" * 5_001,),
        ("".join(map(chr, range(0x4E00, 0x4E00 + 6_001))),),
    ],
    ids=["signs", "texts", "lines", "different signs"],
)
def test_too_long_a_paper_is_refused_before_it_is_set(
    letter: Letter, paragraphs: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("typst.compile_with_warnings", None)
    with pytest.raises(PaperTooLong, match="more than 100,000 signs"):
        render(replace(letter, paragraphs=paragraphs), "en")


def test_a_long_paper_within_the_limits_is_made(letter: Letter) -> None:
    made = render(replace(letter, paragraphs=("Nothing was decided. " * 45,) * 90), "en")
    with reading.opened(made) as pdf:
        assert len(pdf.pages) > 15
