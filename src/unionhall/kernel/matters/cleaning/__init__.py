"""Cleaning what people upload: judged by its content, written anew, with nothing in it but what is seen.

`clean()` is the only way a file comes into the hall. Pictures are drawn again, PDFs rebuilt from their
pages, text decoded and written as UTF-8, so no place, camera, author, script or attachment survives. Only the
parts of a signed OFD stay as they came, since it would not be signed any more.
"""

import json
import logging
from dataclasses import dataclass, field
from hashlib import sha256
from typing import IO

from django.conf import settings

from unionhall.ground.apart import Fault, Refused, TooMuch, Unavailable, asking
from unionhall.kernel.encodings import Guess
from unionhall.kernel.matters.cleaning.names import clean_name
from unionhall.kernel.matters.cleaning.refusals import FileRefused, TextUnsure, refusal
from unionhall.kernel.matters.cleaning.scanning import scan

__all__ = ["CleanFile", "FileRefused", "TextUnsure", "clean"]

UNSURE = b"unsure"
APART = f"{__name__}.anew:write_anew"

log = logging.getLogger(__name__)


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


FORMS = {
    "jpeg": Form("image/jpeg", "jpg"),
    "png": Form("image/png", "png"),
    "webp": Form("image/webp", "webp"),
    "gif": Form("image/png", "png"),
    "pdf": Form("application/pdf", "pdf"),
    "ofd": Form("application/ofd", "ofd"),
    "text": Form("text/plain", "txt"),
}


def clean(upload: IO[bytes], name: str, *, limit: int, tongue: str = "", encoding: str = "") -> CleanFile:
    """The upload as it may be kept.

    Args:
        upload: the file, read from where it stands.
        name: what the sender called it; neither it nor the browser's media type says what the file is.
        limit: the largest size in bytes, before and after cleaning.
        tongue: the sender's language. encoding: how a text reads right, which they were asked.

    Raises:
        TextUnsure: a FileRefused, of a text whose encoding isn't certain; they can be asked.
        FileRefused: too large, empty, of a kind not taken, damaged, locked or harmful, or not to be scanned
            now; its words are for the sender.
    """
    content = upload.read(limit + 1)
    if not content:
        raise refusal("empty")
    _hold_to(limit, content)
    scan(content)
    kind, written = _written_anew(content, tongue=tongue, encoding=encoding)
    form = FORMS[kind]
    _hold_to(limit, written)
    return CleanFile(clean_name(name, form.extension), form.media_type, written)


def _written_anew(content: bytes, **said: str) -> tuple[str, bytes]:
    """Its kind and its clean content, read apart: what takes too much there ends there."""
    try:
        kind, written = asking.read(APART, content, settings.READING, **said)
    except Refused as refused:
        raise refusal(refused.code, limit=refused.limit) from refused
    except TooMuch as ended:
        log.warning("A file took too much memory or time and was refused.")
        raise refusal("too_much") from ended
    except Fault as fault:
        log.error("A file could not be read and was refused: %s", fault)
        raise refusal("damaged") from fault
    except Unavailable as error:
        log.error("No process can be started to read files, so none is taken.")
        raise refusal("not_kept") from error
    if kind == UNSURE:
        raise TextUnsure([Guess(*reading) for reading in json.loads(written)])
    return kind.decode(), written


def _hold_to(limit: int, content: bytes) -> None:
    if len(content) > limit:
        raise refusal("too_large", limit=limit)
