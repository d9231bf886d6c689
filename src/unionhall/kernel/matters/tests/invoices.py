"""A small OFD written by hand: an e-invoice of China, all of it invented."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

AUTHOR, PROGRAM, DAY = "Secret Author", "Secret Program 7", "2026-11-30T08:15:00"
NUMBER = "26312000000000000017"
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
ROWS = {
    "InvoiceNo": NUMBER,
    "IssueDate": "2026年11月30日",
    "BuyerName": "和平工会",
    "SellerName": "晨光文具店",
    "TaxExclusiveTotalAmount": "¥1000.00",
    "TaxTotalAmount": "¥60.00",
    "TaxInclusiveTotalAmount": "¥1060.00",
    "Item": "*文具*笔记本",
    "Quantity": "100",
    "Price": "10",
    "Amount": "1000.00",
}


def ofd(
    *,
    signed: bool = False,
    rows: Mapping[str, str] = ROWS,
    more: Mapping[str, bytes] = {},
    hidden: Mapping[str, bytes] = {},
) -> bytes:
    """The document; `more` are further parts by their names, `hidden` such that no other part names."""
    parts = {
        "OFD.xml": _entry(signed).encode(),
        "Doc_0/Document.xml": _document().encode(),
        "Doc_0/Pages/Page_0/Content.xml": _page(rows).encode(),
        "Doc_0/Tags/CustomTags.xml": _listing().encode(),
        "Doc_0/Tags/CustomTag.xml": _tags(rows).encode(),
        "Doc_0/Res.xml": _resources(more).encode(),
        **(signature() if signed else {}),
        **more,
        **hidden,
    }
    return packed(parts)


def signature() -> dict[str, bytes]:
    """The parts of a signature of the document's root, all of it invented."""
    listing = (
        f'<ofd:Signatures {SPACE}><ofd:Signature ID="1" BaseLoc="Sign_0/Signature.xml"/></ofd:Signatures>'
    )
    signed = (
        f"<ofd:Signature {SPACE}><ofd:SignedInfo><ofd:References>"
        '<ofd:Reference FileRef="/Doc_0/Document.xml"/></ofd:References>'
        "</ofd:SignedInfo><ofd:SignedValue>SignedValue.dat</ofd:SignedValue></ofd:Signature>"
    )
    return {
        "Doc_0/Signs/Signatures.xml": listing.encode(),
        "Doc_0/Signs/Sign_0/Signature.xml": signed.encode(),
        "Doc_0/Signs/Sign_0/SignedValue.dat": b"value",
    }


def packed(parts: Mapping[str, bytes]) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as package:
        package.comment = AUTHOR.encode()
        for name, content in parts.items():
            package.writestr(ZipInfo(name, (2026, 11, 30, 8, 15, 0)), content, ZIP_DEFLATED)
    return written.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _entry(signed: bool) -> str:
    listed = "<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>" if signed else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD {SPACE} Version="1.0" DocType="OFD"><ofd:DocBody>'
        f"<ofd:DocInfo><ofd:DocID>{'0' * 32}</ofd:DocID><ofd:Title>Invoice</ofd:Title>"
        f"<ofd:Author>{AUTHOR}</ofd:Author><ofd:CreationDate>{DAY}</ofd:CreationDate>"
        f"<ofd:ModDate>{DAY}</ofd:ModDate><ofd:Creator>{PROGRAM}</ofd:Creator>"
        f'<ofd:CustomDatas><ofd:CustomData Name="Desk">{AUTHOR}</ofd:CustomData></ofd:CustomDatas>'
        f"</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{listed}</ofd:DocBody></ofd:OFD>"
    )


def _document() -> str:
    return (
        f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 140</ofd:PhysicalBox>"
        "</ofd:PageArea><ofd:PublicRes>Res.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>"
        '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>'
        "<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags></ofd:Document>"
    )


def _resources(named: Iterable[str]) -> str:
    files = "".join(f"<ofd:MediaFile>/{each}</ofd:MediaFile>" for each in named)
    return f"<ofd:Res {SPACE}>{files}</ofd:Res>"


def _page(rows: Mapping[str, str]) -> str:
    lines = "".join(
        f'<ofd:TextObject ID="{10 + at}" Boundary="10 {10 + 8 * at} 100 6" Size="4">'
        f'<ofd:TextCode X="0" Y="4">{text}</ofd:TextCode></ofd:TextObject>'
        for at, text in enumerate(rows.values())
    )
    return f'<ofd:Page {SPACE}><ofd:Content><ofd:Layer ID="2">{lines}</ofd:Layer></ofd:Content></ofd:Page>'


def _listing() -> str:
    tag = "<ofd:CustomTag><ofd:FileLoc>CustomTag.xml</ofd:FileLoc></ofd:CustomTag>"
    return f"<ofd:CustomTags {SPACE}>{tag}</ofd:CustomTags>"


def _tags(rows: Mapping[str, str]) -> str:
    fields = "".join(
        f'<ofd:{key}><ofd:ObjectRef PageRef="1">{10 + at}</ofd:ObjectRef></ofd:{key}>'
        for at, key in enumerate(rows)
    )
    return f"<ofd:root {SPACE}>{fields}</ofd:root>"
