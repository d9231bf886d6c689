"""What comes in with a file and what may stay in it."""

import unicodedata
import zlib
from contextlib import suppress
from io import BytesIO
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from unionhall.kernel.matters.cleaning import FileRefused, TextUnsure, clean
from unionhall.kernel.matters.cleaning.names import clean_name
from unionhall.kernel.matters.tests.soiled import (
    SECRET,
    cleaned,
    exchanged_profile,
    photo,
    refusal_of,
    written,
)

# Pictures


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_keeps_nothing_but_its_pixels(form: str) -> None:
    given_photo = photo(format=form)
    assert SECRET.encode() in given_photo
    file = cleaned(given_photo)
    with Image.open(BytesIO(file.content)) as picture:
        assert picture.format == form
        assert not picture.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(picture.info)
    assert SECRET.encode() not in file.content


def test_a_photo_stands_upright_after_its_orientation_mark_is_gone() -> None:
    with Image.open(BytesIO(cleaned(photo()).content)) as picture:
        assert picture.size == (20, 40)
        top, bottom = picture.getpixel((10, 5)), picture.getpixel((10, 35))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] > 200 > 100 > top[2]
    assert bottom[2] > 200 > 100 > bottom[0]


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "P with a hole"])
def test_a_picture_keeps_the_colours_that_its_profile_says(mode: str) -> None:
    """A profile in which red and blue have changed places: what is written as red was always seen as blue."""
    picture = Image.new("RGBA", (8, 8), (255, 0, 0, 128)).convert(mode.split()[0])
    given_profile: dict[str, Any] = {"icc_profile": exchanged_profile()}
    if mode == "P with a hole":
        given_profile["transparency"] = 0
        picture.putpixel((0, 0), (picture.getpixel((4, 4)) or 0) + 1)  # type: ignore[operator]
    file = cleaned(written(picture, format="PNG", **given_profile), "colours.png")
    with Image.open(BytesIO(file.content)) as drawn:
        seen = drawn.convert("RGBA").getpixel((4, 4))
    assert isinstance(seen, tuple)
    assert seen[2] > 200 > 100 > seen[0]
    if mode == "RGBA":
        assert seen[3] == 128


def test_written_remarks_in_a_png_are_gone() -> None:
    remarks = PngImagePlugin.PngInfo()
    remarks.add_text("Author", SECRET)
    remarks.add_itxt("Place", SECRET, zip=True)
    file = cleaned(written(Image.new("L", (9, 9)), format="PNG", pnginfo=remarks))
    with Image.open(BytesIO(file.content)) as picture:
        assert isinstance(picture, PngImagePlugin.PngImageFile)
        assert picture.text == {}


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_png_colour_mode_is_taken(mode: str) -> None:
    assert cleaned(written(Image.new(mode, (8, 8)), format="PNG")).media_type == "image/png"


def test_a_deep_grey_picture_keeps_its_greys() -> None:
    grey = Image.new("I;16", (2, 1))
    grey.putpixel((0, 0), 0x8000)
    with Image.open(BytesIO(cleaned(written(grey, format="PNG")).content)) as picture:
        assert picture.getpixel((0, 0)) == (0x80, 0x80, 0x80)


def test_a_print_photo_in_cmyk_becomes_an_ordinary_one() -> None:
    with Image.open(BytesIO(cleaned(written(Image.new("CMYK", (8, 8)), format="JPEG")).content)) as picture:
        assert picture.mode == "RGB"


def test_transparency_survives() -> None:
    clear = Image.new("RGBA", (8, 8), (255, 0, 0, 0))
    with Image.open(BytesIO(cleaned(written(clear, format="PNG")).content)) as picture:
        assert picture.getpixel((0, 0)) == (255, 0, 0, 0)


def test_a_moving_gif_becomes_a_still_png() -> None:
    frames = [Image.new("P", (8, 8), shade) for shade in (1, 2, 3)]
    moving = written(frames[0], format="GIF", save_all=True, append_images=frames[1:], comment=SECRET)
    file = cleaned(moving, "dance.gif")
    assert (file.name, file.media_type) == ("dance.png", "image/png")
    with Image.open(BytesIO(file.content)) as picture:
        assert getattr(picture, "n_frames", 1) == 1


@pytest.mark.parametrize("side", [8_000, 10_000, 14_000])
def test_a_picture_with_too_many_pixels_is_refused_before_it_is_unpacked(side: int) -> None:
    bomb = written(Image.new("1", (side, side)), format="PNG")
    assert len(bomb) < 100_000
    refused = refusal_of(bomb)
    assert refused.code == "too_many_pixels"
    assert "50 megapixels" in str(refused)


def test_a_picture_beyond_all_measure_is_refused_too() -> None:
    header = b"IHDR" + (200_000).to_bytes(4) * 2 + b"\x08\x02\0\0\0"
    bomb = (
        b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4) + header + zlib.crc32(header).to_bytes(4) + bytes(4) + b"IDAT"
    )
    assert refusal_of(bomb).code == "too_many_pixels"


def test_a_png_whose_words_unpack_to_gigabytes_is_refused() -> None:
    chunk = b"zTXtnote\0\0" + zlib.compress(b"\0" * 200_000_000, 9)
    plain = written(Image.new("L", (8, 8)), format="PNG")
    bomb = plain[:33] + (len(chunk) - 4).to_bytes(4) + chunk + zlib.crc32(chunk).to_bytes(4) + plain[33:]
    assert refusal_of(bomb).code == "damaged"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_half_a_picture_is_refused(form: str) -> None:
    whole = written(Image.effect_noise((64, 64), 50).convert("RGB"), format=form)
    assert refusal_of(whole[: len(whole) // 2]).code == "damaged"


@given(
    st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF0000WEBP", b"%PDF-1.7\n"]),
    st.binary(),
)
def test_rubbish_behind_a_good_beginning_is_refused_in_words(head: bytes, tail: bytes) -> None:
    assert str(refusal_of(head + tail))


def test_a_heic_photo_is_refused_with_advice() -> None:
    refused = refusal_of(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(100))
    assert refused.code == "heic"
    assert "JPEG" in str(refused)


# Files that are two things at once


def test_a_picture_with_an_archive_behind_it_loses_the_archive() -> None:
    archive = b"PK\x03\x04" + SECRET.encode()
    file = cleaned(photo() + archive)
    assert b"PK\x03\x04" not in file.content


def test_a_gif_that_is_also_a_script_is_only_a_picture_afterwards() -> None:
    script = b"/*" + written(Image.new("P", (8, 8)), format="GIF") + b"*/=1;alert(1)//"
    assert refusal_of(script).code == "kind"
    picture = written(Image.new("P", (8, 8)), format="GIF") + b"*/=1;alert(1)//"
    assert b"alert" not in cleaned(picture).content


# Text and everything else


@pytest.mark.parametrize(
    "text",
    [
        "Boss: you work tonight 🩷",
        "姓名：张\U00031d8e",
        "证人张\U00031d8e在场",
        "王\ue863",
        "\uf0b7 first\n\uf0b7 second",  # Word's own bullets
        "\ue411 \uf8ff 🫨 🫩 \U0002ebf0",
    ],
)
def test_what_is_utf_8_is_never_read_as_anything_else(text: str) -> None:
    assert cleaned(text.encode(), "said.txt").content.decode() == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32"])
def test_text_in_any_usual_encoding_is_kept_as_utf_8(encoding: str) -> None:
    file = cleaned("十一月工资条\r\n共 3,000 元".encode(encoding), "wages.doc")
    assert file.content.decode() == "十一月工资条\n共 3,000 元"
    assert (file.name, file.media_type) == ("wages.txt", "text/plain")


def test_a_text_that_can_be_read_in_several_ways_is_asked_about() -> None:
    asked = refusal_of("Müller sagte: größer".encode("latin-1"))
    assert isinstance(asked, TextUnsure)
    assert (asked.code, asked.readings[0].text_sample) == ("unsure", "Müller sagte: größer")
    assert "M¸ller" in asked.readings[1].text_sample


def test_the_way_it_was_said_to_be_read_is_the_way_it_is_kept() -> None:
    content = "Hélène Lefèvre".encode("cp1252")
    for encoding, kept in (("cp1252", "Hélène Lefèvre"), ("cp1250", "Hélčne Lefčvre")):
        file = clean(BytesIO(content), "said.txt", limit=1_000, encoding=encoding)
        assert file.content.decode() == kept


@pytest.mark.parametrize("encoding", ["neither", "rot13", "unicode_escape", "cp949"])
def test_in_no_other_way_it_can_be_read(encoding: str) -> None:
    with pytest.raises(FileRefused) as refused:
        clean(BytesIO(b"caf\xe9"), "said.txt", limit=1_000, encoding=encoding)
    assert refused.value.code == "unread"


@pytest.mark.parametrize("encoding", ["", "cp1252"])
def test_a_page_in_another_encoding_is_no_text_either(encoding: str) -> None:
    with pytest.raises(FileRefused) as refused:
        clean(BytesIO("<p>Müller".encode("latin-1")), "said.txt", limit=1_000, encoding=encoding)
    assert refused.value.code == "kind"


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html><p>hello",
        b"  <svg xmlns='x'/>",
        b"<?xml version='1.0'?>",
        b"#!/bin/sh\nrm -rf",
        b"{\\rtf1 hello}",
        b"%!PS-Adobe",
        b"MZ\x90\0\x03\0\0\0",
        b"PK\x03\x04\x14\0",
        b"\x7fELF\x02\x01",
        b"hello\0world",
        b"II*\0\x08\0\0\0",
    ],
)
def test_anything_else_is_refused_whatever_its_name(content: bytes) -> None:
    refused = refusal_of(content)
    assert refused.code == "kind"
    assert "PDF" in str(refused)


@given(st.binary(min_size=1))
def test_any_bytes_are_cleaned_or_refused_and_never_crash(content: bytes) -> None:
    with suppress(FileRefused):
        assert cleaned(content).content


def test_an_empty_file_is_refused() -> None:
    assert refusal_of(b"").code == "empty"


def test_a_file_above_the_limit_is_refused_without_reading_all_of_it() -> None:
    endless = BytesIO(b"a" * 3_000_000)
    with pytest.raises(FileRefused) as refused:
        clean(endless, "x.txt", limit=1_048_576)
    assert endless.tell() == 1_048_577
    assert "1.0\xa0MB" in str(refused.value)


def test_a_refusal_speaks_the_language_of_the_moment_it_is_shown() -> None:
    refused = refusal_of(b"x" * 2_000_000, limit=1_572_864)
    with override("de"):
        assert "1,5\xa0MB" in str(refused)


def test_the_file_knows_its_size_and_digest() -> None:
    file = cleaned(b"hello")
    assert file.size == 5
    assert file.sha256 == "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"


# Names


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\li\\工资.PDF", "工资.pdf"),
        ("photo.php.jpg", "photo-php.pdf"),
        ("wages\u202efdp.exe", "wagesfdp.pdf"),
        ("a\0b\r\nc.txt", "abc.pdf"),
        ("con.txt", "_con.pdf"),
        ("COM1", "_COM1.pdf"),
        ("说明（一）．pdf", "说明（一）．pdf.pdf"),
        ("  .htaccess  ", "htaccess.pdf"),
        ('<b>"x"|y?*', "b x y.pdf"),
        ("", "file.pdf"),
        ("...", "file.pdf"),
        ("-rf.pdf", "rf.pdf"),
        ("x" * 500, "x" * 80 + ".pdf"),
        ("/", "file.pdf"),
    ],
)
def test_names_are_cleaned(given_name: str, kept: str) -> None:
    assert clean_name(given_name, "pdf") == kept


@pytest.mark.parametrize("stem", ["张\U00031d8e", "王\ue863", "🩷"])
def test_a_sign_of_a_name_stays_whatever_this_python_knows_of_it(stem: str) -> None:
    assert clean_name(f"{stem}.txt", "txt") == f"{stem}.txt"


@given(st.text())
def test_any_name_becomes_a_safe_one_and_stays_it(name: str) -> None:
    safe = clean_name(name, "pdf")
    assert safe == clean_name(safe, "pdf")
    assert len(safe.encode()) <= 204
    assert not set(safe) & set('/\\:*?"<>|\0')
    assert not {unicodedata.category(sign) for sign in safe} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert safe.strip(" .-") == safe
