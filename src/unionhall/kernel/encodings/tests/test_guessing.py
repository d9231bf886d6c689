"""What a text was saved in: told where it can be, and asked where it can't."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionhall.kernel.encodings import decoded, guesses, label
from unionhall.kernel.encodings.known import KNOWN

SIMPLIFIED = "朱镕喆：工资少了。公司拖欠三个月工资，加班费也没有发，请帮助我们。"
TRADITIONAL = "陳大文在工廠工作十年，公司沒有支付加班費。黃美玲可以作證。"
JAPANESE = "山田太郎は残業代が支払われていません。先月は六十時間働きました。"
KOREAN = "김철수는 지난달 월급을 받지 못했습니다. 회사는 연락을 받지 않습니다."
GERMAN = "Müller sagte: größer"
FRENCH = "Hélène Lefèvre a travaillé le dimanche à la fête."
POLISH = "Małgorzata Wójcik nie dostała pieniędzy za święta."
RUSSIAN = "Иван Петров работал без отпуска три года."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [SIMPLIFIED, GERMAN, "王\ue863", "张\U00031d8e 🩷"])
def test_unicode_is_certain_whatever_signs_it_has(text: str, encoding: str) -> None:
    (guess,) = guesses(text.encode(encoding))
    assert guess.is_certain
    assert guess.text_sample == text == decoded(text.encode(encoding))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "gbk"),
        (TRADITIONAL, "big5"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (KOREAN, "cp949"),
    ],
)
def test_a_few_sentences_of_east_asia_are_told(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "latin-1"),
        (FRENCH, "cp1252"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        ("山田太郎", "cp932"),
        ("김철수", "cp949"),
        ("陳大文\n黃美玲", "big5"),
        ("王小明", "gbk"),
    ],
)
def test_what_is_not_certain_is_offered_among_others(text: str, encoding: str) -> None:
    content = text.encode(encoding)
    found = guesses(content)
    assert decoded(content) is None
    assert text in [guess.text_sample for guess in found]
    assert not any(guess.is_certain for guess in found)


@pytest.mark.parametrize(("tongue", "first"), [("zh-hans", "北京"), ("zh-hant", "控儔")])
def test_of_two_readings_comes_first_what_the_reader_is_likelier_to_bring(tongue: str, first: str) -> None:
    content = "北京".encode("gbk")
    assert content == "控儔".encode("big5")
    assert guesses(content, tongue)[0].text_sample == first


def test_readings_that_say_the_same_are_one() -> None:
    samples = [guess.text_sample for guess in guesses(GERMAN.encode("latin-1"))]
    assert samples[0] == GERMAN
    assert len(samples) == len({*samples})


def test_the_lines_shown_are_those_on_which_it_depends() -> None:
    text = "plain\n" * 50 + "x" * 500 + "Müller\n" + "groß\n" * 20
    (first, *_others) = guesses(text.encode("latin-1"))
    assert first.text_sample == "x" * 29 + "Müller\n" + "\n".join(["groß"] * 4)


def test_a_long_text_is_told_by_its_lines_outside_ascii() -> None:
    text = "0123456789\n" * 100_000 + SIMPLIFIED
    assert decoded(text.encode("gb18030")) == text


@pytest.mark.parametrize("content", [b"\xff\0\xff\0", b"caf\xe9\x01", b"\x80\x81\x82\x83\x07"])
def test_what_no_text_has_is_no_text(content: bytes) -> None:
    assert guesses(content) == []


def test_each_encoding_has_a_name_to_read() -> None:
    assert all(label(encoding) for encoding in KNOWN)


@given(st.binary(), st.sampled_from(["", "en", "zh-hans", "zh-hant"]))
def test_whatever_is_guessed_can_be_read(content: bytes, tongue: str) -> None:
    for guess in guesses(content, tongue):
        content.decode(guess.encoding)


@given(st.text())
def test_utf_8_is_never_read_as_anything_else(text: str) -> None:
    with suppress(UnicodeEncodeError):
        assert decoded(text.encode()) == text.removeprefix("\ufeff")
