"""What a file is, read from its content alone."""

from unionhall.kernel.matters.cleaning.ofd_parts import is_ofd
from unionhall.kernel.matters.cleaning.refusals import refusal

HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
PDF_HEAD = 1024  # readers look for the header in the first kilobyte


def kind_of(content: bytes) -> str:
    """The kind: `jpeg`, `png`, `gif`, `webp`, `pdf`, `ofd`, or `text` for anything else.

    A file that is two things at once is taken for the one that its first bytes say: it is written
    anew as that, and the other is gone.
    """
    if kind := _picture(content):
        return kind
    if content[4:8] == b"ftyp" and content[8:12] in HEIF_BRANDS:
        raise refusal("heic")
    if b"%PDF-" in content[:PDF_HEAD]:
        return "pdf"
    if is_ofd(content):
        return "ofd"
    return "text"


def _picture(content: bytes) -> str | None:
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "webp"
    return None
