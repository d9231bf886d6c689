"""Files as people hand them in, with what must not stay in them."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageCms

from unionhall.kernel.matters.cleaning import CleanFile, FileRefused, clean

LIMIT = 5_000_000
SECRET = "Old Mill Lane 7"
GPS, CAMERA, ORIENTATION = 0x8825, 0x0110, 0x0112
ON_ITS_SIDE = 6


def cleaned(content: bytes, name: str = "photo.jpg") -> CleanFile:
    return clean(BytesIO(content), name, limit=LIMIT)


def refusal_of(content: bytes, *, limit: int = LIMIT) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        clean(BytesIO(content), "x.jpg", limit=limit)
    return refused.value


def photo(**saving: Any) -> bytes:
    """A photo as a phone takes it: lying on its side, with its place, its camera and a remark."""
    picture = Image.new("RGB", (40, 20), "red")
    picture.paste("blue", (20, 0, 40, 20))
    exif = Image.Exif()
    exif[ORIENTATION], exif[CAMERA] = ON_ITS_SIDE, SECRET
    exif[GPS] = {1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 36.0), 29: SECRET}
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    given_format = {"format": "JPEG", "quality": 95, "comment": SECRET} | saving
    return written(picture, exif=exif, icc_profile=profile, xmp=f"<x>{SECRET}</x>".encode(), **given_format)


def written(picture: Image.Image, **saving: Any) -> bytes:
    content = BytesIO()
    picture.save(content, **saving)
    return content.getvalue()


def exchanged_profile() -> bytes:
    """A profile of colours in which red and blue have changed places."""
    usual = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return usual.replace(b"rXYZ", b"----").replace(b"bXYZ", b"rXYZ").replace(b"----", b"bXYZ")


def pdf_of(pdf: pikepdf.Pdf, **saving: Any) -> bytes:
    content = BytesIO()
    pdf.save(content, **saving)
    return content.getvalue()


def new_pdf() -> pikepdf.Pdf:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    pdf.pages[0].Contents = pikepdf.Stream(pdf, b"0 0 1 rg 10 10 50 50 re f")
    return pdf


def everything_in(content: bytes) -> bytes:
    """All objects and unpacked streams of a PDF, to look for what must not be there."""
    with pikepdf.open(BytesIO(content)) as pdf:
        plain = pdf_of(pdf, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        streams = [unpacked(part) for part in pdf.objects if isinstance(part, pikepdf.Stream)]
    return plain + b"".join(streams)


def unpacked(part: pikepdf.Stream) -> bytes:
    is_photo = "DCT" in str(part.get("/Filter"))
    return part.read_raw_bytes() if is_photo else part.read_bytes()
