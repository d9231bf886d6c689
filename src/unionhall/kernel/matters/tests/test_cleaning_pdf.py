"""What comes in with a PDF and what may stay in it."""

import zlib
from contextlib import suppress
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from unionhall.kernel.matters.cleaning import FileRefused
from unionhall.kernel.matters.cleaning.jpeg_segments import without_remarks
from unionhall.kernel.matters.tests.soiled import (
    SECRET,
    cleaned,
    everything_in,
    new_pdf,
    pdf_of,
    photo,
    refusal_of,
)


def test_a_pdf_that_is_also_a_page_loses_the_page() -> None:
    file = cleaned(b"<script>alert(1)</script>\n" + pdf_of(new_pdf()) + b"<script>alert(2)</script>")
    assert file.content.startswith(b"%PDF-")
    assert b"alert" not in everything_in(file.content)


def test_a_pdf_keeps_its_pages_and_loses_author_and_history() -> None:
    pdf = new_pdf()
    pdf.docinfo["/Author"] = SECRET
    with pdf.open_metadata() as metadata:
        metadata["dc:creator"] = [SECRET]
    pdf.pages[0].obj["/PieceInfo"] = pikepdf.Dictionary(Editor=pikepdf.Dictionary(Private=SECRET))
    given_pdf = pdf_of(pdf)
    assert SECRET.encode() in everything_in(given_pdf)
    file = cleaned(given_pdf, "letter.PDF")
    assert (file.name, file.media_type) == ("letter.pdf", "application/pdf")
    assert SECRET.encode() not in everything_in(file.content)
    with pikepdf.open(BytesIO(file.content)) as after:
        assert "/Info" not in after.trailer
        assert "/Metadata" not in after.Root
        assert b"10 10 50 50 re" in after.pages[0].Contents.read_bytes()


def test_scripts_actions_and_attachments_are_gone() -> None:
    pdf = new_pdf()
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    pdf.Root["/OpenAction"] = script
    pdf.Root["/AA"] = pikepdf.Dictionary(WC=script)
    pdf.Root["/Names"] = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["a", script]))
    pdf.pages[0].obj["/AA"] = pikepdf.Dictionary(O=script)
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=script, T="Li Mei"
    )
    pdf.pages[0].obj["/Annots"] = pikepdf.Array([pdf.make_indirect(link)])
    pdf.attachments["wages.xlsx"] = SECRET.encode()
    after = everything_in(cleaned(pdf_of(pdf)).content)
    for gone in (
        b"app.alert",
        b"/JavaScript",
        b"/AA",
        b"/OpenAction",
        b"Li Mei",
        b"wages.xlsx",
        SECRET.encode(),
    ):
        assert gone not in after, gone


def test_what_a_person_wrote_into_a_form_stays_visible() -> None:
    pdf = new_pdf()
    drawing = pikepdf.Stream(pdf, b"(my wage) Tj", BBox=[0, 0, 90, 20], Subtype=pikepdf.Name.Form)
    field = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, Rect=[10, 10, 100, 30],
        T="wage", V="my wage", F=4, AP=pikepdf.Dictionary(N=drawing),
    )  # fmt: skip
    field = pdf.make_indirect(field)
    pdf.pages[0].obj["/Annots"] = pikepdf.Array([field])
    pdf.Root["/AcroForm"] = pikepdf.Dictionary(Fields=[field])
    after = everything_in(cleaned(pdf_of(pdf)).content)
    assert b"(my wage) Tj" in after
    assert b"/AcroForm" not in after


@pytest.mark.parametrize("filters", [[], ["/FlateDecode", "/DCTDecode"], ["/Unheard"]])
def test_a_pdf_with_a_broken_stream_is_taken_or_refused(filters: list[str]) -> None:
    pdf = new_pdf()
    broken = pikepdf.Stream(pdf, b"")
    broken.write(b"no photo", filter=pikepdf.Array([pikepdf.Name(name) for name in filters]))
    pdf.pages[0].obj["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=broken))
    with suppress(FileRefused):
        assert cleaned(pdf_of(pdf)).content


@pytest.mark.parametrize("packed", [False, True])
def test_a_photo_inside_a_pdf_loses_its_place(packed: bool) -> None:
    pdf = new_pdf()
    content, filters = photo(), [pikepdf.Name.DCTDecode]
    if packed:
        content, filters = zlib.compress(content), [pikepdf.Name.FlateDecode, *filters]
    image = pikepdf.Stream(
        pdf, b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=40, Height=20,
        ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8,
    )  # fmt: skip
    image.write(content, filter=pikepdf.Array(filters))
    pdf.pages[0].obj["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
    file = cleaned(pdf_of(pdf))
    assert SECRET.encode() not in everything_in(file.content)
    with pikepdf.open(BytesIO(file.content)) as after:
        kept = after.pages[0].get_images()["/Im0"]
        assert isinstance(kept, pikepdf.Stream)
        picture = pikepdf.PdfImage(kept).as_pil_image()
    assert picture.size == (40, 20)


def test_a_photo_without_its_remarks_has_the_same_pixels() -> None:
    before, after = Image.open(BytesIO(photo())), Image.open(BytesIO(without_remarks(photo())))
    assert list(before.tobytes()) == list(after.tobytes())


@given(st.binary())
def test_a_broken_photo_inside_a_pdf_does_no_harm(rest: bytes) -> None:
    assert len(without_remarks(b"\xff\xd8" + rest)) <= len(rest) + 2


def test_a_pdf_with_a_password_is_refused() -> None:
    locked = pdf_of(new_pdf(), encryption=pikepdf.Encryption(user="secret", owner="secret"))
    assert refusal_of(locked).code == "locked"


def test_a_pdf_that_forbids_printing_is_taken_and_unlocked() -> None:
    forbidding = pdf_of(new_pdf(), encryption=pikepdf.Encryption(user="", owner="secret"))
    with pikepdf.open(BytesIO(cleaned(forbidding).content)) as after:
        assert not after.is_encrypted


def test_a_form_that_only_its_own_program_shows_is_refused() -> None:
    pdf = new_pdf()
    pdf.Root["/NeedsRendering"] = True
    assert refusal_of(pdf_of(pdf)).code == "live_form"


def test_a_pdf_without_pages_and_one_with_too_many_are_refused() -> None:
    assert refusal_of(pdf_of(pikepdf.new())).code == "damaged"
    pdf = new_pdf()
    for _copy in range(1000):
        pdf.pages.append(pdf.pages[0])
    assert refusal_of(pdf_of(pdf)).code == "too_many_pages"


def test_a_pdf_whose_own_index_unpacks_to_gigabytes_is_refused() -> None:
    packed = zlib.compress(b"\0" * 150_000_000, 9)
    head = b"%PDF-1.5\n1 0 obj\n<</Type/XRef/Size 5/W[1 2 1]/Root 2 0 R/Filter/FlateDecode/Length "
    bomb = (
        head + str(len(packed)).encode() + b">>stream\n" + packed + b"\nendstream endobj\nstartxref\n9\n%%EOF"
    )
    assert refusal_of(bomb).code == "damaged"


def test_the_same_pdf_cleaned_twice_is_the_same_file() -> None:
    given_pdf = pdf_of(new_pdf())
    assert cleaned(given_pdf).sha256 == cleaned(given_pdf).sha256
