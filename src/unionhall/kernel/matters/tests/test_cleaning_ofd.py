"""OFD as evidence: its pages stay, who made them and when goes, unless it is signed."""

from io import BytesIO
from xml.etree.ElementTree import canonicalize
from zipfile import ZipFile

import pytest
from PIL import Image

from unionhall.kernel.matters.cleaning import CleanFile
from unionhall.kernel.matters.cleaning import ofd as cleaning
from unionhall.kernel.matters.ofd_words import Unreadable, said_in
from unionhall.kernel.matters.tests.invoices import AUTHOR, DAY, NUMBER, PROGRAM, ROWS, ofd, packed, unpacked
from unionhall.kernel.matters.tests.soiled import CAMERA, GPS, SECRET, cleaned, photo, refusal_of, written


def taken(content: bytes) -> CleanFile:
    return cleaned(content, "invoice.ofd.zip")


def test_it_is_known_by_its_content() -> None:
    file = taken(ofd())
    assert (file.name, file.media_type) == ("invoice-ofd.ofd", "application/ofd")


@pytest.mark.parametrize("parts", [{"other.xml": b"<a/>"}, {"word/document.xml": b"<a/>"}])
def test_no_other_package_is_taken(parts: dict[str, bytes]) -> None:
    assert refusal_of(packed(parts)).code == "kind"


def test_without_a_signature_nothing_says_who_made_it_and_when() -> None:
    file = taken(ofd())
    parts = unpacked(file.content)
    for secret in (AUTHOR, PROGRAM, DAY, "CustomDatas"):
        assert not any(secret.encode() in part for part in (file.content, *parts.values()))
    with ZipFile(BytesIO(file.content)) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"<ofd:Title>Invoice</ofd:Title>" in parts["OFD.xml"]
    assert b"<ofd:DocRoot>" in parts["OFD.xml"]


def test_its_pages_stay_as_they_were() -> None:
    before, after = unpacked(ofd()), unpacked(taken(ofd()).content)
    page = "Doc_0/Pages/Page_0/Content.xml"
    assert canonicalize(after[page]) == canonicalize(before[page])
    assert after.keys() == before.keys()


def test_remarks_and_pictures_in_it_name_nobody_either() -> None:
    remark = f'<Annots><Annot ID="1" Creator="{AUTHOR}" LastModDate="{DAY}">Late</Annot></Annots>'.encode()
    png = written(Image.new("L", (4, 4)), format="PNG", xmp=SECRET.encode())
    more = {"Doc_0/Annots/Annot.xml": remark, "Doc_0/Res/a.jpg": photo(), "Doc_0/Res/b.png": png}
    parts = unpacked(taken(ofd(more=more)).content)
    assert b"Late" in parts["Doc_0/Annots/Annot.xml"]
    for secret in (AUTHOR, DAY, SECRET):
        assert not any(secret.encode() in part for part in parts.values())


def test_what_is_no_page_and_no_picture_is_left_out() -> None:
    more = {"Doc_0/Attachs/run.exe": b"MZ", "notes.txt": b"x"}
    parts = unpacked(taken(ofd(more=more, hidden={"Doc_0/hidden.xml": b"<a/>"})).content)
    assert parts.keys() == unpacked(ofd()).keys()


def test_pictures_that_know_their_place_are_drawn_anew() -> None:
    picture = Image.new("RGB", (4, 4), "red")
    exif = Image.Exif()
    exif[CAMERA] = SECRET
    exif.get_ifd(GPS)[29] = SECRET
    pictures = {
        "Doc_0/Res/a.tif": written(picture, format="TIFF", exif=exif),
        "Doc_0/Res/b.gif": written(picture, format="GIF", comment=SECRET.encode()),
        "Doc_0/Res/c.bmp": written(picture, format="BMP") + SECRET.encode(),
        "Doc_0/Res/d.png": written(picture, format="TIFF", exif=exif),
    }
    parts = unpacked(taken(ofd(more=pictures)).content)
    for name, before in pictures.items():
        assert SECRET.encode() in before
        assert SECRET.encode() not in parts[name]
        with Image.open(BytesIO(parts[name])) as after, Image.open(BytesIO(before)) as was:
            assert (after.format, after.convert("RGB").tobytes()) == (was.format, picture.tobytes())


def test_a_picture_of_which_nobody_knows_what_is_in_it_is_refused() -> None:
    assert refusal_of(ofd(more={"Doc_0/Res/a.png": SECRET.encode()})).code == "damaged"


def test_no_remark_and_no_note_of_a_program_stays() -> None:
    noted = f'<Extensions><Extension AppName="{SECRET}" Company="{SECRET}" Date="{DAY}"/></Extensions>'
    remark = f"<!-- {SECRET} --><a><?by {SECRET}?><b>Late</b><!-- {SECRET} --></a>"
    document = unpacked(ofd())["Doc_0/Document.xml"].replace(
        b"</ofd:Document>", b"<ofd:Extensions>Extensions.xml</ofd:Extensions></ofd:Document>"
    )
    hidden = {"Doc_0/Document.xml": document, "Doc_0/Extensions.xml": noted.encode()}
    parts = unpacked(taken(ofd(more={"Doc_0/a.xml": remark.encode()}, hidden=hidden)).content)
    assert b"<a><b>Late</b></a>" in parts["Doc_0/a.xml"]
    assert not any(each in part for part in parts.values() for each in (SECRET.encode(), b"Extensions"))


def test_letters_that_only_look_like_a_makers_name_do_no_harm() -> None:
    font = b"\x00\x01\x00\x00 Author Creator"
    parts = unpacked(taken(ofd(more={"Doc_0/Res/a.ttf": font})).content)
    assert parts["Doc_0/Res/a.ttf"] == font


@pytest.mark.parametrize(
    "part",
    [
        '<ns2:a xmlns:ns2="urn:a">晚到<ns2:Author>{author}</ns2:Author></ns2:a>'.encode(),
        '<?xml version="1.0" encoding="GBK"?><a Author="{author}">晚到</a>'.encode("gbk"),
        '<a Author="{author}">晚到</a>'.encode("gbk"),
        '<ofd:a ofd:Author="{author}">晚到</ofd:a>'.encode(),
        '<a Author="{author}">晚到</a>'.encode("utf-16"),
    ],
    ids=[
        "a prefix of the library",
        "GBK",
        "GBK that isn't declared",
        "a prefix that isn't declared",
        "UTF-16",
    ],
)
def test_whatever_readers_read_is_taken_without_its_makers(part: bytes) -> None:
    parts = unpacked(taken(ofd(more={"Doc_0/a.xml": part})).content)
    after = parts["Doc_0/a.xml"].decode()
    assert "晚到" in after
    assert "author" not in after.lower()


def test_other_prefixes_stay_as_programs_expect_them() -> None:
    part = b'<fp:a xmlns:fp="urn:fp" Author="x"/>'
    parts = unpacked(taken(ofd(more={"Doc_0/a.xml": part})).content)
    assert b'<fp:a xmlns:fp="urn:fp" />' in parts["Doc_0/a.xml"]


def test_what_only_calls_itself_signed_is_cleaned() -> None:
    listing, signature = "Doc_0/Signs/Signatures.xml", "Doc_0/Signs/Sign_0/Signature.xml"
    value = "Doc_0/Signs/Sign_0/SignedValue.dat"
    covered = unpacked(ofd(signed=True))[signature]
    pretended = [
        ofd(hidden={listing: b"<Signatures/>"}),
        ofd(signed=True, hidden={listing: b"<Signatures/>"}),
        ofd(signed=True, hidden={signature: covered.replace(b"SignedValue.dat", b"nowhere.dat")}),
        ofd(signed=True, hidden={signature: covered.replace(b"Document.xml", b"nowhere.xml")}),
        ofd(signed=True, hidden={value: b""}),
    ]
    for content in pretended:
        assert not said_in(content).signed
        parts = unpacked(taken(content).content)
        assert listing not in parts
        assert not any(AUTHOR.encode() in part for part in parts.values())


def test_of_a_signed_one_only_what_it_names_is_kept() -> None:
    hidden = {"Doc_0/hidden.xml": b"<a/>", "run.exe": b"MZ"}
    parts = unpacked(taken(ofd(signed=True, more={"Doc_0/a.dat": b"a"}, hidden=hidden)).content)
    assert parts == unpacked(ofd(signed=True, more={"Doc_0/a.dat": b"a"}))


def test_the_parts_of_what_is_signed_stay_as_they_came_and_say_who_made_it() -> None:
    signed = ofd(signed=True)
    kept = taken(signed).content
    assert unpacked(kept) == unpacked(signed)
    said = said_in(kept)
    assert said.signed
    assert said.names_makers == f"{AUTHOR}, {PROGRAM}, {DAY}"
    assert not said_in(taken(ofd()).content).signed
    assert said_in(taken(ofd()).content).names_makers == ""


@pytest.mark.parametrize("signed", [False, True])
def test_an_invoice_says_its_fields_and_its_words(signed: bool) -> None:
    said = said_in(taken(ofd(signed=signed)).content)
    assert said.fields == {
        "invoice_number": NUMBER,
        "issue_date": "2026-11-30",
        "seller_name": "晨光文具店",
        "buyer_name": "和平工会",
        "amount_without_tax": "1000.00",
        "tax_amount": "60.00",
        "total_amount": "1060.00",
    }
    assert said.items == [["*文具*笔记本", "100", "10", "1000.00"]]
    assert "26312000000000000017" in said.text


def test_lines_that_do_not_add_up_are_not_shown() -> None:
    said = said_in(ofd(rows={**ROWS, "Amount": "900.00"}))
    assert said.items == []
    assert said.fields["total_amount"] == "1060.00"


@pytest.mark.parametrize("cut", [60, 400])
def test_half_a_document_is_refused(cut: int) -> None:
    assert refusal_of(ofd()[:cut]).code == "kind"


@pytest.mark.parametrize(
    "broken", [{"OFD.xml": b"<OFD"}, {"OFD.xml": b"<OFD/>"}, {"Doc_0/Document.xml": b"no"}]
)
def test_a_broken_one_is_refused(broken: dict[str, bytes]) -> None:
    assert refusal_of(ofd(more=broken)).code == "damaged"
    with pytest.raises(Unreadable):
        said_in(ofd(more=broken))


def test_one_with_too_many_or_too_large_parts_is_refused_before_it_is_unpacked() -> None:
    many = {f"Doc_0/{number}.xml": b"" for number in range(cleaning.MOST_PARTS)}
    large = {"Doc_0/large.xml": b" " * (cleaning.MOST_UNPACKED + 1)}
    for more in (many, large):
        assert refusal_of(ofd(more=more)).code == "too_much"
        assert refusal_of(ofd(more=more, signed=True)).code == "too_much"
