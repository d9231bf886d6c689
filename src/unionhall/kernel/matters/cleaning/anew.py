"""What a file becomes by its kind. This runs apart, in a process that knows nothing of the hall."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO

from PIL import Image

from unionhall.ground.apart import Refused
from unionhall.kernel.matters.cleaning.documents import clean_pdf
from unionhall.kernel.matters.cleaning.kinds import kind_of
from unionhall.kernel.matters.cleaning.ofd import clean_ofd
from unionhall.kernel.matters.cleaning.pictures import clean_picture
from unionhall.kernel.matters.cleaning.refusals import FileRefused
from unionhall.kernel.matters.cleaning.texts import Unsure, clean_text

CLEANERS: dict[str, Callable[[bytes], bytes]] = {
    "jpeg": partial(clean_picture, form="JPEG", target="JPEG"),
    "png": partial(clean_picture, form="PNG", target="PNG"),
    "webp": partial(clean_picture, form="WEBP", target="WEBP"),
    "gif": partial(clean_picture, form="GIF", target="PNG"),
    "pdf": clean_pdf,
    "ofd": clean_ofd,
}
UNSURE = b"unsure"


def write_anew(content: bytes, *, tongue: str, encoding: str) -> Iterator[bytes]:
    """Its kind, and what of it may be kept; of a text of which that isn't certain, its readings in JSON."""
    try:
        kind = kind_of(content)
        clean = CLEANERS.get(kind) or partial(clean_text, tongue=tongue, encoding=encoding)
        written = clean(content)
        yield kind.encode()
        yield written
    except Unsure as unsure:
        yield UNSURE
        yield json.dumps(unsure.readings).encode()
    except FileRefused as refused:
        raise Refused(refused.code, refused.limit) from refused


def make_ready() -> None:
    """Have the libraries load for each kind of picture what they load with the first of it."""
    for kind in ("JPEG", "PNG", "WEBP"):
        drawn = BytesIO()
        Image.new("RGB", (8, 8)).save(drawn, kind)
        clean_picture(drawn.getvalue(), kind, kind)
