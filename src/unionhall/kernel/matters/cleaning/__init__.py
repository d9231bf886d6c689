"""Cleaning what people upload: judged by its content, written anew, with nothing in it but what is seen.

`clean()` is the only way a file comes into the hall. Pictures are drawn again, PDFs rebuilt from their
pages, text decoded and written as UTF-8, so no place, camera, author, script or attachment survives.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import IO

from unionhall.kernel.matters.cleaning.kinds import kind_of
from unionhall.kernel.matters.cleaning.names import clean_name
from unionhall.kernel.matters.cleaning.refusals import FileRefused, refusal
from unionhall.kernel.matters.cleaning.scanning import scan
from unionhall.kernel.matters.cleaning.texts import clean_text

__all__ = ["CleanFile", "FileRefused", "clean"]

Cleaner = Callable[[bytes], bytes]


@dataclass(frozen=True)
class CleanFile:
    """A file that may be kept: its safe name, its real media type and its content written anew.

    `size` is in bytes, `sha256` the hexadecimal digest of the clean content.
    """

    name: str
    media_type: str
    content: bytes = field(repr=False)

    @property
    def size(self) -> int:
        return len(self.content)

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Form:
    """What one kind of upload becomes."""

    media_type: str
    extension: str
    cleaner: Cleaner


def _picture(content: bytes, form: str, target: str) -> bytes:
    from unionhall.kernel.matters.cleaning.pictures import clean_picture

    return clean_picture(content, form, target)


def _pdf(content: bytes) -> bytes:
    from unionhall.kernel.matters.cleaning.documents import clean_pdf

    return clean_pdf(content)


FORMS = {
    "jpeg": Form("image/jpeg", "jpg", lambda content: _picture(content, "JPEG", "JPEG")),
    "png": Form("image/png", "png", lambda content: _picture(content, "PNG", "PNG")),
    "webp": Form("image/webp", "webp", lambda content: _picture(content, "WEBP", "WEBP")),
    "gif": Form("image/png", "png", lambda content: _picture(content, "GIF", "PNG")),
    "pdf": Form("application/pdf", "pdf", _pdf),
    "text": Form("text/plain", "txt", clean_text),
}


def clean(upload: IO[bytes], name: str, *, limit: int) -> CleanFile:
    """The upload as it may be kept.

    Args:
        upload: the file, read from where it stands.
        name: what the sender called it; neither it nor the browser's media type says what the file is.
        limit: the largest size in bytes, before and after cleaning.

    Raises:
        FileRefused: too large, empty, of a kind not taken, damaged, locked or harmful, or not to be scanned
            now; its words are for the sender.
    """
    content = upload.read(limit + 1)
    if not content:
        raise refusal("empty")
    _hold_to(limit, content)
    scan(content)
    form = FORMS[kind_of(content)]
    written = form.cleaner(content)
    _hold_to(limit, written)
    return CleanFile(clean_name(name, form.extension), form.media_type, written)


def _hold_to(limit: int, content: bytes) -> None:
    if len(content) > limit:
        raise refusal("too_large", limit=limit)
