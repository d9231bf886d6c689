"""What people write is printed to the letter, whatever it looks like to a program."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unionhall.instruments.papers import rendering
from unionhall.instruments.papers.kinds import Letter, Sender, Signature
from unionhall.instruments.papers.refusals import PaperNotMade
from unionhall.instruments.papers.rendering import render
from unionhall.instruments.papers.tests import reading, samples

pytestmark = pytest.mark.tool
SECRET = "the secret of the hall"
WORDS = [
    '#read("/etc/passwd")',
    '#read("../secret")',
    '#import "@preview/cetz:0.3.0"',
    '#eval("1+1") #{1+1} #sys.inputs #panic()',
    "*bold* _emphasis_ `code` $x^2$",
    r"a\b \ \n \u{41} \\",
    "] [ } { ) ( ]] }}",
    "\" ' “ ” ‘ ’ '''",
    "< > <label> @reference",
    "// comment /* more */",
    "= heading",
    "- one + two / three: four",
    "--- -- ... ~ fi ffl",
    "{page} {pages} {name} {day} %(name)s {{ name }} {% now %}",
    "全角ＡＢＣ１２３！（）【】《》",
    "Nguyễn Đặng Łukasz Ωμέγα Жуков",
    "x" * 400,
    "https://example.org/" + "a" * 150 + "?q=1&r=2#s",
]


def letter_of(words: str) -> Letter:
    """A letter that says it wherever somebody else's words may stand."""
    made = samples.paper("letter", "en")
    assert isinstance(made, Letter)
    return replace(
        made,
        title=words,
        reference=words,
        sender=Sender(name=words, lines=(words,)),
        recipient=(words,),
        paragraphs=(words,),
        closing=words,
        signatures=(Signature(name=words, capacity=words, said=words),),
        enclosures=(words,),
    )


@pytest.mark.parametrize("words", WORDS, ids=range(len(WORDS)))
def test_markup_and_code_are_printed_to_the_letter(words: str) -> None:
    found = reading.close(reading.text(render(letter_of(words), "en")))
    assert found.count(reading.close(words)) >= 9


def test_words_from_right_to_left_keep_their_letters() -> None:
    found = reading.text(render(letter_of("مرحبا بالعالم שלום"), "en"))
    assert [found.count(word) >= 9 for word in ("مرحبا", "بالعالم", "שלום")] == [True] * 3


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("nothing\0is lost", "nothing[U+0000]is lost"),
        ("bell\x07", "bell[U+0007]"),
        ("half \ud800", "half [U+D800]"),
        ("pay \u202e001\u202c", "pay [U+202E RIGHT-TO-LEFT OVERRIDE]001[U+202C POP DIRECTIONAL FORMATTING]"),
        ("private \ue000", "private [U+E000]"),
    ],
    ids=["NUL", "bell", "surrogate", "override", "private"],
)
def test_what_no_page_can_show_is_spelled_out_and_the_paper_says_so(words: str, printed: str) -> None:
    found = reading.close(reading.text(render(letter_of(words), "en")))
    assert reading.close(printed) in found
    assert reading.close("In their place stands their number in Unicode") in found


def test_a_sign_that_no_font_here_has_is_spelled_out() -> None:
    """With a font for emoji on the machine it is drawn; without one it is named. It never vanishes."""
    found = reading.text(render(letter_of("agreed 👍 and 𓀀"), "en"))
    assert "👍" in found or "[U+1F44D THUMBS UP SIGN]" in " ".join(found.split())
    assert "𓀀" in found or "[U+13000 EGYPTIAN HIEROGLYPH A001]" in " ".join(found.split())


@pytest.mark.parametrize(
    "words", ["a\u1acb banana", "1\ufe0f\u20e3 of 11", "क\u0951\u1cd0 👩\u200d🔧 banana of 11"]
)
def test_a_mark_that_no_font_has_leaves_other_letters_alone(words: str) -> None:
    found = reading.text(render(letter_of(words), "en"))
    assert "[U+0061" not in found
    assert "[U+0031" not in found
    assert "banana" in found or "of 11" in found


def test_an_ordinary_letter_has_no_note_on_signs() -> None:
    assert "Unicode" not in reading.text(render(letter_of("Good day, 陈红"), "en"))


@pytest.mark.parametrize("words", ["\n", " ", "\u3000"])
def test_a_blank_text_is_a_dash(words: str) -> None:
    assert "–" in reading.text(render(letter_of(words), "en"))


@settings(max_examples=60)
@given(st.text(min_size=1, max_size=60))
def test_any_text_at_all_makes_a_paper(words: str) -> None:
    assert render(letter_of(words), "en").startswith(b"%PDF-1.7")


def test_a_template_can_read_no_file_outside_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (tmp_path / "secret").write_text(SECRET)
    (folder / "inside").write_text("what lies beside the template")
    monkeypatch.setattr(rendering, "TEMPLATES", folder)
    (folder / "letter.typ").write_text('#set document(title: "x")\n= Hi\n#read("inside")')
    assert render(letter_of("x"), "en")
    for path in ("../secret", str(tmp_path / "secret"), "/../secret"):
        (folder / "letter.typ").write_text(f'#set document(title: "x")\n= Hi\n#read("{path}")')
        with pytest.raises(PaperNotMade) as refused:
            render(letter_of("x"), "en")
        assert SECRET not in refused.value.diagnostic


def test_the_templates_evaluate_nothing_and_fetch_nothing() -> None:
    for path in rendering.TEMPLATES.glob("*.typ"):
        code = re.sub(r"//.*", "", path.read_text())
        assert not re.search(r"\b(eval|read|plugin|csv|yaml|xml|toml|cbor)\(|@(preview|local)", code), (
            path.name
        )


def test_the_message_of_a_failure_holds_no_word_of_the_paper(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(rendering, "TEMPLATES", tmp_path)
    (tmp_path / "letter.typ").write_text("#panic(json(bytes(sys.inputs.content)).paper.title)")
    with pytest.raises(PaperNotMade) as refused:
        render(letter_of("Chen Hong is ill"), "en")
    assert "Chen Hong" in refused.value.diagnostic
    assert "Chen Hong" not in str(refused.value)
    assert refused.value.__cause__ is None
