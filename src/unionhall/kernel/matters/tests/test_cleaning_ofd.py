"""OFD as evidence: its pages stay, who made them and when goes, unless it is signed."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image

from unionhall.kernel.matters.cleaning import CleanFile
from unionhall.kernel.matters.cleaning import ofd as cleaning
from unionhall.kernel.matters.ofd_words import Unreadable, said_in
from unionhall.kernel.matters.tests.invoices import AUTHOR, DAY, NUMBER, PROGRAM, ROWS, ofd, packed, unpacked
from unionhall.kernel.matters.tests.soiled import SECRET, cleaned, photo, refusal_of, written


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
    assert after[page] == before[page]
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
    parts = unpacked(taken(ofd(more={"Doc_0/Attachs/run.exe": b"MZ", "hidden.txt": b"x"})).content)
    assert parts.keys() == unpacked(ofd()).keys()


def test_what_is_signed_stays_as_it_came_and_says_who_made_it() -> None:
    signed = ofd(signed=True)
    assert taken(signed).content == signed
    said = said_in(signed)
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
